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

/// What the places of kGroups are and lie in, folded below them.
constexpr std::array kByArea{FilterGroup{"countries", "country", "By country", "Country", 6},
                             FilterGroup{"regions", "region", "By region", "Region", 6},
                             FilterGroup{"towns", "town", "By town", "Town", 6}};

/// Filters that have no group.
struct Label {
  std::string_view parameter, text;
};
constexpr std::array kLabels{Label{"keyword", "Keyword"}, Label{"in", "In"}, Label{"near", "Near"}};

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

std::string rest_html(const Facet& facet) {
  if (facet.distinct <= facet.values.size()) return "";
  return fmt::format("<p class=\"rest\">and {} others</p>", grouped(facet.distinct - facet.values.size()));
}

/// The first values, and the others folded.
std::string values_html(const SearchRequest& request, const FilterGroup& group, const Facet& facet) {
  std::string shown, folded;
  for (std::size_t n = 0; n < facet.values.size(); ++n)
    (n < group.shown ? shown : folded) += facet_value_html(request, group, facet.values[n]);
  auto out = "<ul>\n" + shown + "</ul>\n";
  if (folded.empty()) return out;
  return out + fmt::format("<details><summary>{} more</summary><ul>\n{}</ul>{}</details>\n",
                           facet.values.size() - group.shown, folded, rest_html(facet));
}

const Facet* find_facet(const Page& page, std::string_view field) {
  const auto found = std::ranges::find(page.facets, field, &Facet::field);
  return found == page.facets.end() || found->values.empty() ? nullptr : &*found;
}

/// One kind of area, folded until one of its values or of what these lie in is chosen.
std::string area_html(const PageView& view, const FilterGroup& group, bool is_open) {
  const auto* const facet = find_facet(*view.page, group.facet);
  if (facet == nullptr) return "";
  return fmt::format(
      "<details class=\"area\"{}><summary>{} <span class=\"n\">({})</span></summary>\n{}</details>\n",
      is_open ? " open" : "", group.heading, grouped(facet->distinct),
      values_html(view.request, group, *facet));
}

std::string areas_html(const PageView& view) {
  std::string out;
  bool is_open = false;
  for (const auto& group : kByArea) {
    const bool is_chosen = std::ranges::find(view.request.filters, group.parameter, &Filter::field) !=
                           view.request.filters.end();
    out += area_html(view, group, is_open || is_chosen);
    is_open = is_chosen;
  }
  return out;
}

std::string group_html(const PageView& view, const FilterGroup& group) {
  const auto* const facet = find_facet(*view.page, group.facet);
  if (facet == nullptr) return "";
  const bool only_unlabelled = facet->distinct == 1 && group.facet == "language";
  if (only_unlabelled) return "";
  const bool is_places = group.facet == "places";
  return fmt::format("<section{}><h3>{}</h3>\n{}{}{}</section>\n", is_places ? " id=\"places\"" : "",
                     group.heading, is_places ? map_html(view) : "", values_html(view.request, group, *facet),
                     is_places ? areas_html(view) : "");
}

}  // namespace

std::vector<std::string> filter_facets() {
  std::vector<std::string> facets;
  for (const auto& group : kGroups) facets.emplace_back(group.facet);
  for (const auto& group : kByArea) facets.emplace_back(group.facet);
  return facets;
}

std::string_view filter_label(std::string_view parameter) {
  for (const auto& group : kGroups) {
    if (group.parameter == parameter) return group.one;
  }
  for (const auto& group : kByArea) {
    if (group.parameter == parameter) return group.one;
  }
  const auto* label = std::ranges::find(kLabels, parameter, &Label::parameter);
  return label == kLabels.end() ? parameter : label->text;
}

std::string sidebar(const PageView& view) {
  std::string groups;
  for (const auto& group : kGroups) groups += group_html(view, group);
  if (groups.empty()) return "";
  return "<aside class=\"filters\" id=\"filters\" aria-label=\"Filters\">\n" + groups + "</aside>\n";
}

}  // namespace dateline
