#include "server/page_html.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "corpus/base/text.h"
#include "server/assets.h"
#include "server/html.h"
#include "server/http.h"
#include "server/search_parameters.h"
#include "server/url.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

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

std::string_view chip_label(std::string_view parameter) {
  const auto* group = std::ranges::find(kGroups, parameter, &FilterGroup::parameter);
  return group == kGroups.end() ? (parameter == "keyword" ? "Keyword" : parameter) : group->one;
}

/// The address of a search, escaped for an attribute.
std::string link(const SearchRequest& request) {
  const auto query = query_string(search_parameters(request));
  return query.empty() ? "/" : escaped("/?" + query);
}

/// The newest articles of a search as a feed, escaped for an attribute.
std::string feed_link(SearchRequest request) {
  request.offset = 0;
  request.sort = Sort::kRelevance;  // feeds have an order of their own
  const auto query = query_string(search_parameters(request));
  return escaped("/feed.atom" + (query.empty() ? "" : "?" + query));
}

SearchRequest first_page(SearchRequest request) {
  request.offset = 0;
  return request;
}

bool has_filter(const SearchRequest& request, std::string_view field, std::string_view value) {
  return std::ranges::any_of(request.filters, [&](const Filter& filter) {
    return filter.field == field && ascii_iequal(filter.values.front(), value);
  });
}

SearchRequest with_filter(SearchRequest request, std::string_view field, std::string_view value) {
  if (!has_filter(request, field, value))
    request.filters.push_back({.field = std::string(field), .values = {std::string(value)}});
  return first_page(std::move(request));
}

SearchRequest without_filter(SearchRequest request, std::string_view field, std::string_view value) {
  std::erase_if(request.filters, [&](const Filter& filter) {
    return filter.field == field && ascii_iequal(filter.values.front(), value);
  });
  return first_page(std::move(request));
}

/// "26 August 2021", with as much of it as is known, in a <time> element.
std::string time_html(const Date& date) {
  const std::chrono::year_month_day day{date.day()};
  std::string text = fmt::format("{}", static_cast<int>(day.year()));
  if (date.precision != Precision::kYear)
    text = fmt::format("{} {}", kMonths[static_cast<unsigned>(day.month()) - 1], text);
  if (date.precision >= Precision::kDay) text = fmt::format("{} {}", static_cast<unsigned>(day.day()), text);
  return fmt::format(R"(<time datetime="{}">{}</time>)", to_string(date), text);
}

/// "2021" -> "2021-01-01" or "2021-12-31": the form that a date field of a browser takes.
std::string whole_day(const std::string& day, bool last) {
  if (day.size() == 10 || day.empty()) return day;
  const auto parsed = parse_date(day);
  if (!parsed) return "";
  const std::chrono::year_month_day first{parsed->day()};
  if (!last) return to_string(parsed->day());
  const auto month = day.size() == 4 ? std::chrono::December : first.month();
  return to_string(std::chrono::sys_days{first.year() / month / std::chrono::last});
}

std::string language_attribute(const Article& article) {
  return article.language.empty() ? "" : fmt::format(R"( lang="{}")", escaped(article.language));
}

std::string article_url(const Article& article) { return "/article/" + encode_component(article.id); }

// The frame around every page.

/// `more` is markup.
std::string head(std::string_view page_title, bool indexable = false, std::string_view more = "") {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n{}<title>{}</title>\n"
      "<link rel=\"stylesheet\" href=\"{}\">\n<link rel=\"search\" "
      "type=\"application/opensearchdescription+xml\" href=\"/opensearch.xml\">\n{}</head>\n",
      indexable ? "" : "<meta name=\"robots\" content=\"noindex\">\n", escaped(page_title),
      asset_url("dateline.css"), more);
}

/// `tag` is h1 where the page has no other heading of its own.
std::string masthead(std::string_view title, std::string_view below, std::string_view tag = "p") {
  return fmt::format(
      "<header class=\"masthead\">\n<{2} class=\"name\"><a href=\"/\">{0}</a></{2}>\n{1}</header>\n",
      escaped(title), below, tag);
}

// The form.

std::string hidden_filters(const SearchRequest& request) {
  std::string out;
  for (const auto& filter : request.filters) {
    for (const auto& value : filter.values)
      out += fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", escaped(filter.field),
                         escaped(value));
  }
  if (request.limit != SearchRequest{}.limit)
    out += fmt::format("<input type=\"hidden\" name=\"limit\" value=\"{}\">\n", request.limit);
  return out;
}

std::string sort_option(Sort sort, std::string_view value, std::string_view label, Sort chosen) {
  return fmt::format("<option value=\"{}\"{}>{}</option>", value, sort == chosen ? " selected" : "", label);
}

std::string search_form(const SearchRequest& request) {
  return fmt::format(
      "<form class=\"search\" role=\"search\" action=\"/\" method=\"get\">\n"
      "<div class=\"ask\"><label class=\"unseen\" for=\"q\">Search the archive</label>\n"
      "<input id=\"q\" name=\"q\" type=\"search\" value=\"{}\" placeholder=\"Search people, places and "
      "stories\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" dir=\"auto\"{}>\n"
      "<button type=\"submit\">Search</button></div>\n"
      "<div class=\"refine\"><label>From <input type=\"date\" name=\"from\" value=\"{}\"></label>\n"
      "<label>to <input type=\"date\" name=\"to\" value=\"{}\"></label>\n"
      "<label>Order <select name=\"sort\">{}{}{}</select></label></div>\n{}</form>\n",
      escaped(request.text), is_front_page(request) ? " autofocus" : "",
      escaped(whole_day(request.from, false)), escaped(whole_day(request.to, true)),
      sort_option(Sort::kRelevance, "relevance", "Best match", request.sort),
      sort_option(Sort::kNewest, "newest", "Newest first", request.sort),
      sort_option(Sort::kOldest, "oldest", "Oldest first", request.sort), hidden_filters(request));
}

/// The form of pages that show no search.
std::string short_form() {
  return "<form class=\"search\" role=\"search\" action=\"/\" method=\"get\">\n<div class=\"ask\"><label "
         "class=\"unseen\" for=\"q\">Search the archive</label>\n<input id=\"q\" name=\"q\" type=\"search\" "
         "placeholder=\"Search people, places and stories\" autocomplete=\"off\" dir=\"auto\"><button "
         "type=\"submit\">Search</button></div></form>\n";
}

// What is filtered by now.

std::string chip(std::string_view label, std::string_view value, const SearchRequest& without) {
  return fmt::format(
      "<li><a class=\"chip\" href=\"{}\" title=\"Remove this filter\"><span class=\"what\">{}</span> "
      "<bdi>{}</bdi><span class=\"cross\" aria-hidden=\"true\">×</span><span class=\"unseen\"> "
      "(remove)</span></a></li>\n",
      link(without), escaped(label), escaped(value));
}

std::string days_text(const SearchRequest& request) {
  if (request.from.empty()) return "until " + request.to;
  if (request.to.empty()) return "since " + request.from;
  return request.from == request.to ? request.from : request.from + " – " + request.to;
}

std::string chips(const SearchRequest& request) {
  std::string out;
  for (const auto& filter : request.filters) {
    const auto& value = filter.values.front();
    out += chip(chip_label(filter.field), value, without_filter(request, filter.field, value));
  }
  if (!request.from.empty() || !request.to.empty()) {
    auto without = first_page(request);
    without.from.clear();
    without.to.clear();
    out += chip("Date", days_text(request), without);
  }
  if (out.empty()) return out;
  return "<ul class=\"chips\" aria-label=\"Active filters\">\n" + out + "</ul>\n";
}

std::string notes_html(const std::vector<Note>& notes) {
  if (notes.empty()) return "";
  std::string out = "<ul class=\"notes\">\n";
  for (const auto& note : notes) {
    auto message = note.message;
    if (!message.empty() && message[0] >= 'a' && message[0] <= 'z')
      message[0] = static_cast<char>(message[0] - 32);
    out += fmt::format("<li>{}</li>\n", escaped(message));
  }
  return out + "</ul>\n";
}

// The hits.

std::string entity_links(const SearchRequest& request, std::string_view heading, std::string_view parameter,
                         const std::vector<Entity>& entities, std::size_t most) {
  std::string out;
  std::size_t count = 0;
  for (const auto& entity : entities) {
    if (count++ == most) break;
    out +=
        fmt::format("<a href=\"{}\"{}><bdi>{}</bdi></a> ", link(with_filter(request, parameter, entity.name)),
                    has_filter(request, parameter, entity.name) ? " class=\"on\"" : "", escaped(entity.name));
  }
  if (out.empty()) return out;
  if (entities.size() > most) out += fmt::format("<span>+{}</span>", entities.size() - most);
  return fmt::format("<span class=\"names\"><span class=\"what\">{}</span>{}</span>", heading, out);
}

std::string facts_html(const Article& article) {
  std::vector<std::string> facts;
  if (article.published) facts.push_back(time_html(*article.published));
  for (const auto* fact : {&article.source, &article.section}) {
    if (!fact->empty()) facts.push_back(fmt::format("<bdi>{}</bdi>", escaped(*fact)));
  }
  if (!article.authors.empty())
    facts.push_back(fmt::format("By <bdi>{}</bdi>", escaped(joined(article.authors, ", "))));
  return facts.empty() ? "" : "<p class=\"facts\">" + joined(facts, "<i>·</i>") + "</p>\n";
}

std::string hit_html(const SearchRequest& request, const Hit& hit) {
  const auto& article = hit.article;
  const auto title =
      article.title.empty() ? std::string("Untitled") : marked(article.title, hit.title_highlights);
  const auto names = entity_links(request, "People", "person", article.people, 5) +
                     entity_links(request, "Places", "place", article.places, 5);
  return fmt::format(
      "<li class=\"hit\"><article{} dir=\"auto\">\n<h2><a href=\"{}\">{}</a></h2>\n{}<p "
      "class=\"snippet\">{}</p>\n{}</article></li>\n",
      language_attribute(article), escaped(is_web_url(article.url) ? article.url : article_url(article)),
      title, facts_html(article), marked(hit.snippet.text, hit.snippet.highlights),
      names.empty() ? "" : "<p class=\"tags\" lang=\"en\">" + names + "</p>\n");
}

std::string hits_html(const PageView& view) {
  std::string out = fmt::format("<ol class=\"hits\" start=\"{}\">\n", view.request.offset + 1);
  for (const auto& hit : view.page->hits) out += hit_html(view.request, hit);
  return out + "</ol>\n";
}

std::string count_line(const PageView& view) {
  const auto& page = *view.page;
  if (is_front_page(view.request))
    return fmt::format("<p class=\"count\" role=\"status\">The latest of {} articles</p>\n",
                       grouped(page.total));
  const auto first = std::uint64_t{view.request.offset} + 1;
  const auto last = view.request.offset + page.hits.size();
  const auto range = page.total > page.hits.size() && !page.hits.empty()
                         ? fmt::format("{}–{} of ", grouped(first), grouped(last))
                         : "";
  return fmt::format("<p class=\"count\" role=\"status\">{}{}<strong>{}</strong> {}</p>\n", range,
                     page.total_is_exact ? "" : "about ", grouped(page.total),
                     page.total == 1 ? "article" : "articles");
}

std::string nothing_html(const PageView& view) {
  if (view.page->total > 0) {
    return fmt::format(
        "<div class=\"empty\"><h2>No more articles</h2><p>This search ends before this page. <a "
        "href=\"{}\">Back to its first page</a></p></div>\n",
        link(first_page(view.request)));
  }
  if (view.articles == 0)
    return "<div class=\"empty\"><h2>This archive is empty</h2><p>Articles will be here as soon as they are "
           "loaded.</p></div>\n";
  std::string ways;
  if (!view.request.filters.empty() || !view.request.from.empty() || !view.request.to.empty()) {
    SearchRequest bare{.text = view.request.text};
    ways = fmt::format("<li><a href=\"{}\">Search again without filters</a></li>\n", link(bare));
  }
  return "<div class=\"empty\"><h2>Nothing found</h2><p>No article matches all of this. You "
         "could:</p><ul>\n" +
         ways +
         "<li>check the spelling of names</li>\n<li>use fewer words, or put <b>OR</b> between them</li>\n"
         "<li><a href=\"/\">see the latest articles</a></li>\n</ul></div>\n";
}

// The pages of a result.

std::string page_link(const SearchRequest& request, std::uint64_t number, std::uint64_t current) {
  if (number == current) return fmt::format("<li><span aria-current=\"page\">{}</span></li>\n", number + 1);
  auto there = request;
  there.offset = static_cast<std::uint32_t>(number * request.limit);
  return fmt::format("<li class=\"number\"><a href=\"{}\" aria-label=\"Page {}\">{}</a></li>\n", link(there),
                     number + 1, number + 1);
}

std::string step_link(const SearchRequest& request, std::uint64_t offset, std::string_view rel,
                      std::string_view label) {
  auto there = request;
  there.offset = static_cast<std::uint32_t>(offset);
  return fmt::format("<li class=\"step\"><a rel=\"{}\" href=\"{}\">{}</a></li>\n", rel, link(there), label);
}

std::string paging(const PageView& view) {
  const auto& request = view.request;
  const std::uint64_t reachable = std::min<std::uint64_t>(view.page->total, std::uint64_t{kMaxOffset} + 1);
  if (view.page->total <= request.limit || view.page->hits.empty()) return "";
  const auto pages = (reachable + request.limit - 1) / request.limit;
  const std::uint64_t current = request.offset / request.limit;
  std::string out = "<nav class=\"paging\" aria-label=\"Pages\"><ul>\n";
  if (request.offset > 0)
    out += step_link(request, request.offset > request.limit ? request.offset - request.limit : 0, "prev",
                     "← Previous");
  const auto first = current < 3 ? 0 : current - 3;
  const auto last = std::min(pages, first + 7);
  if (first > 0) out += page_link(request, 0, current) + (first > 1 ? "<li class=\"number\">…</li>\n" : "");
  for (auto number = first; number < last; ++number) out += page_link(request, number, current);
  if (request.offset + request.limit < reachable)
    out += step_link(request, request.offset + request.limit, "next", "Next →");
  return out + "</ul></nav>\n";
}

// The filters at the side.

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

/// Bars of articles per year, or per month inside one year: each a link to its time. Widths are attributes,
/// not styles.
std::string timeline_html(const PageView& view) {
  const auto* years = find_facet(*view.page, "year");
  const auto* months = find_facet(*view.page, "month");
  if (years == nullptr || months == nullptr) return "";
  const bool by_month = years->values.size() <= 1;
  auto bars = by_month ? months->values : years->values;
  if (bars.size() < 2) return "";
  std::ranges::sort(bars, {}, &FacetValue::value);
  if (bars.size() > 14) bars.erase(bars.begin(), bars.end() - 14);
  const auto most = std::ranges::max(bars, {}, &FacetValue::count).count;
  std::string out;
  for (const auto& [value, count] : bars) {
    auto there = first_page(view.request);
    there.from = there.to = value;
    auto label = value;
    if (by_month && value.size() == 7) {
      const auto month = static_cast<std::size_t>((value[5] - '0') * 10 + (value[6] - '0'));
      if (month >= 1 && month <= 12)
        label = std::string(kMonths[month - 1].substr(0, 3)) + " " + value.substr(0, 4);
    }
    out += fmt::format(
        "<li><a href=\"{}\"><span class=\"value\">{}</span><svg class=\"bar\" viewBox=\"0 0 100 8\" "
        "preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{}\" height=\"8\"/></svg><span "
        "class=\"n\">{}<span class=\"unseen\"> articles</span></span></a></li>\n",
        link(there), escaped(label), std::max<std::uint64_t>(1, count * 100 / most), grouped(count));
  }
  return "<section class=\"timeline\"><h3>When</h3>\n<ul>\n" + out + "</ul></section>\n";
}

std::string sidebar(const PageView& view) {
  std::string groups;
  for (const auto& group : kGroups) {
    if (const auto* facet = find_facet(*view.page, group.facet))
      groups += group_html(view.request, group, *facet);
    if (group.facet == "places") groups += timeline_html(view);
  }
  if (groups.empty()) return "";
  return "<aside class=\"filters\" id=\"filters\" aria-label=\"Filters\">\n" + groups + "</aside>\n";
}

std::string page_title(const PageView& view) {
  const auto& request = view.request;
  std::vector<std::string> parts;
  if (!request.text.empty()) parts.push_back(request.text);
  for (const auto& filter : request.filters) parts.push_back(filter.values.front());
  if (parts.empty()) return view.title;
  return joined(parts, ", ") + " – " + view.title;
}

std::string footer(const PageView& view) {
  const auto seconds = static_cast<double>(view.page->took.count()) / 1e6;
  return fmt::format(
      "<footer><p>{} articles in this archive. Searched in {:.3f} seconds. <a href=\"{}\">Follow this "
      "search</a></p>"
      "<p class=\"hint\">“Exact words” in quotation marks, AND, OR, NOT, <code>person:</code>, "
      "<code>place:</code>, <code>title:</code> and <code>date:2021-08</code> work here.</p></footer>\n",
      grouped(view.articles), seconds, feed_link(view.request));
}

std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find("\n\n"), text.size());
    const auto paragraph = trimmed(text.substr(0, end));
    if (!paragraph.empty()) out += "<p>" + escaped(paragraph) + "</p>\n";
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return out;
}

}  // namespace

std::vector<std::string> page_facets() {
  std::vector<std::string> facets;
  for (const auto& group : kGroups) facets.emplace_back(group.facet);
  facets.insert(facets.end(), {"year", "month"});
  return facets;
}

bool is_front_page(const SearchRequest& request) {
  return request.text.empty() && request.filters.empty() && request.from.empty() && request.to.empty() &&
         request.sort == Sort::kRelevance;
}

std::string search_page_html(const PageView& view) {
  auto notes = view.notes;
  notes.insert(notes.end(), view.page->notes.begin(), view.page->notes.end());
  const bool found = !view.page->hits.empty();
  const auto side = sidebar(view);
  const auto feed = fmt::format("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}\">\n",
                                feed_link(view.request));
  std::string out = head(page_title(view), is_front_page(view.request), feed);
  out += "<body>\n<a class=\"skip\" href=\"#results\">Skip to the results</a>\n";
  out += masthead(view.title, search_form(view.request), "h1");
  out += fmt::format("<div class=\"columns{}\">\n<main id=\"results\">\n", side.empty() ? " single" : "");
  out += "<div class=\"bar-above\">" + count_line(view) +
         (side.empty() ? "" : "<a class=\"to-filters\" href=\"#filters\">Filters</a>") + "</div>\n";
  out += chips(view.request) + notes_html(notes);
  out += found ? hits_html(view) + paging(view) : nothing_html(view);
  out += "</main>\n" + side + "</div>\n" + footer(view) + "</body>\n</html>\n";
  return out;
}

std::string article_page_html(std::string_view title, const Article& article) {
  const SearchRequest nothing;
  const auto people = entity_links(nothing, "People", "person", article.people, 30);
  const auto places = entity_links(nothing, "Places", "place", article.places, 30);
  std::string out = head((article.title.empty() ? "Untitled" : article.title) + " – " + std::string(title));
  out += "<body>\n" + masthead(title, short_form());
  out += fmt::format("<main class=\"reading\"><article{} dir=\"auto\">\n<h1>{}</h1>\n{}",
                     language_attribute(article), escaped(article.title), facts_html(article));
  if (!people.empty() || !places.empty())
    out += "<p class=\"tags\" lang=\"en\">" + people + places + "</p>\n";
  out += paragraphs(article.text);
  if (is_web_url(article.url))
    out += fmt::format("<p class=\"origin\"><a href=\"{}\">Where this was published</a></p>\n",
                       escaped(article.url));
  return out + "</article></main>\n</body>\n</html>\n";
}

std::string error_page_html(std::string_view title, int status, std::string_view message) {
  const auto heading = status == 404   ? std::string_view("Not here")
                       : status == 503 ? std::string_view("Too busy just now")
                       : status >= 500 ? std::string_view("Something is broken on our side")
                                       : std::string_view("That cannot be read");
  return head(std::string(heading) + " – " + std::string(title)) + "<body>\n" +
         masthead(title, short_form()) +
         fmt::format(
             "<main class=\"columns single\"><div class=\"empty\"><h1>{}</h1><p>{}</p><p><a href=\"/\">To "
             "the latest articles</a></p></div></main>\n</body>\n</html>\n",
             heading, escaped(message));
}

}  // namespace dateline
