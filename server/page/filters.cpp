#include "server/page/filters.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "server/html.h"
#include "server/page/links.h"
#include "server/page/map.h"

namespace dateline {
namespace {

/// One group of the sidebar: a facet, the filter its values set, its heading.
struct FilterGroup {
  std::string_view facet;
  std::string_view parameter;
  std::string_view heading;
  std::string_view one;  ///< what one value is, for the chips above the hits
  std::size_t shown;     ///< values shown at once; the rest unfolds
};

constexpr std::array kGroups{FilterGroup{"people", "person", "People", "Person", 8},
                             FilterGroup{"places", "place", "Places", "Place", 8},
                             FilterGroup{"organizations", "org", "Organizations", "Organization", 5},
                             FilterGroup{"section", "section", "Sections", "Section", 6},
                             FilterGroup{"source", "source", "Sources", "Source", 6},
                             FilterGroup{"authors", "author", "Authors", "Author", 4},
                             FilterGroup{"language", "lang", "Languages", "Language", 4}};

std::string facet_value_html(const SearchRequest& request, const FilterGroup& group,
                             const FacetValue& value) {
  const bool on = has_filter(request, group.parameter, value.value);
  const auto target = on ? without_filter(request, group.parameter, value.value)
                         : with_filter(request, group.parameter, value.value);
  return fmt::format(
      "<li><a href=\"{}\"{}><bdi class=\"value\">{}</bdi> <span class=\"n\">{}<span class=\"unseen\"> "
      "articles{}</span></span></a></li>\n",
      link(target), on ? " class=\"on\"" : "", escaped(value.value), grouped(value.count),
      on ? ", chosen: remove" : "");
}

std::string group_html(const SearchRequest& request, const FilterGroup& group, const Facet& facet) {
  if (facet.values.empty()) return "";
  const bool only_unlabelled = facet.values.size() == 1 && facet.distinct == 1 && group.facet == "language";
  if (only_unlabelled) return "";
  std::string shown, folded;
  for (std::size_t n = 0; n < facet.values.size(); ++n)
    (n < group.shown ? shown : folded) += facet_value_html(request, group, facet.values[n]);
  auto out = fmt::format("<section><h3>{}</h3>\n<ul>\n{}</ul>\n", group.heading, shown);
  if (!folded.empty()) {
    const auto rest = facet.values.size() - group.shown;
    out += fmt::format("<details><summary>{} more</summary><ul>\n{}</ul>{}</details>\n", rest, folded,
                       facet.distinct > facet.values.size()
                           ? fmt::format("<p class=\"rest\">and {} others</p>",
                                         grouped(facet.distinct - facet.values.size()))
                           : "");
  }
  return out + "</section>\n";
}

const Facet* find_facet(const Page& page, std::string_view field) {
  const auto found = std::ranges::find(page.facets, field, &Facet::field);
  return found == page.facets.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> filter_facets() {
  std::vector<std::string> facets;
  for (const auto& group : kGroups) facets.emplace_back(group.facet);
  return facets;
}

std::string_view filter_label(std::string_view parameter) {
  const auto* group = std::ranges::find(kGroups, parameter, &FilterGroup::parameter);
  return group == kGroups.end() ? (parameter == "keyword" ? "Keyword" : parameter) : group->one;
}

std::string sidebar(const PageView& view) {
  std::string groups;
  for (const auto& group : kGroups) {
    if (const auto* facet = find_facet(*view.page, group.facet))
      groups += group_html(view.request, group, *facet);
    if (group.facet == "places") groups += map_html(view);
  }
  if (groups.empty()) return "";
  return "<aside class=\"filters\" id=\"filters\" aria-label=\"Filters\">\n" + groups + "</aside>\n";
}

}  // namespace dateline
