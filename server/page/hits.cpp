#include "server/page/hits.h"

#include <fmt/core.h>

#include <algorithm>

#include "corpus/base/text.h"
#include "server/html.h"
#include "server/page/filters.h"
#include "server/page/links.h"
#include "server/url.h"

namespace dateline {
namespace {

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

}  // namespace

std::string chips(const SearchRequest& request) {
  std::string out;
  for (std::size_t n = 0; n < request.filters.size(); ++n) {
    const auto& filter = request.filters[n];
    auto without = first_page(request);
    without.filters.erase(without.filters.begin() + static_cast<std::ptrdiff_t>(n));
    const auto label = (filter.exclude ? "Not " : "") + std::string(filter_label(filter.field));
    out += chip(label, joined(filter.values, " or "), without);
  }
  if (!request.from.empty() || !request.to.empty()) {
    auto without = first_page(request);
    without.from.clear();
    without.to.clear();
    out += chip("Date", days_text(request), without);
  }
  if (!request.with.empty()) {
    auto without = first_page(request);
    without.with.clear();
    out += request.with.starts_with("story:") ? chip("Only", "one story", without)
                                              : chip("With", request.with, without);
  }
  if (out.empty()) return out;
  return "<ul class=\"chips\" aria-label=\"Active filters\">\n" + out + "</ul>\n";
}

std::string correction_html(const PageView& view) {
  const auto& page = *view.page;
  if (page.exactly.empty()) return "";
  auto corrected = first_page(view.request), exactly = corrected;
  corrected.text = page.corrected;
  exactly.text = page.exactly;
  std::vector<std::string> also;
  for (const auto& one : page.corrections) {
    auto word = "<bdi>" + escaped(one.word) + "</bdi>";
    if (one.also && std::ranges::find(also, word) == also.end()) also.push_back(std::move(word));
  }
  std::string out = "<div class=\"correction\">";
  if (!page.corrected.empty())
    out += fmt::format("<p>Searching for <a href=\"{}\"><bdi>{}</bdi></a> instead</p>\n", link(corrected),
                       escaped(page.corrected));
  out += "<p class=\"exactly\">";
  if (!also.empty()) out += "Also found: " + joined(also, ", ") + ". ";
  return out + fmt::format("Search exactly for <a href=\"{}\"><bdi>{}</bdi></a></p></div>\n", link(exactly),
                           escaped(view.request.text));
}

std::string notes_html(const std::vector<Note>& notes) {
  std::string out;
  for (const auto& note : notes) {
    const bool has_links = note.code == "corrected" || note.code == "spellings";
    if (has_links) continue;  // correction_html says it
    auto message = told(note);
    if (!message.empty() && message[0] >= 'a' && message[0] <= 'z')
      message[0] = static_cast<char>(message[0] - 32);
    out +=
        fmt::format("<li{}>{}</li>\n", note.code == "stop_words" ? " class=\"aside\"" : "", escaped(message));
  }
  return out.empty() ? "" : "<ul class=\"notes\">\n" + out + "</ul>\n";
}

std::string facts_html(const Article& article) {
  std::vector<std::string> facts;
  if (article.published) facts.push_back(time_html(*article.published));
  for (const auto* fact : {&article.source, &article.section}) {
    if (!fact->empty()) facts.push_back(fmt::format("<bdi>{}</bdi>", escaped_line(*fact)));
  }
  if (!article.authors.empty())
    facts.push_back(fmt::format("By <bdi>{}</bdi>", escaped_line(joined(article.authors, ", "))));
  return facts.empty() ? "" : "<p class=\"facts\" dir=\"ltr\">" + joined(facts, "<i>·</i>") + "</p>\n";
}

namespace {

/// How many others found tell the story of a hit, as a link to all of them from the first on.
std::string versions_html(const SearchRequest& request, const Hit& hit) {
  if (hit.same_story == 0 || hit.story.find('"') != std::string::npos) return "";
  auto all = first_page(request);
  all.with = "story:\"" + hit.story + "\"";
  all.sort = Sort::kOldest;
  return fmt::format(
      "<p class=\"versions\" lang=\"en\" dir=\"ltr\"><a href=\"{}\">{} more {} this story</a></p>\n",
      link(all), grouped(hit.same_story), hit.same_story == 1 ? "article tells" : "articles tell");
}

std::string hit_html(const PageView& view, const Hit& hit) {
  const auto& request = view.request;
  const auto& article = hit.article;
  const auto title =
      article.title.empty() ? std::string("Untitled") : marked_line(article.title, hit.title_highlights);
  const auto names = entity_links(request, "People", "person", article.people, 5) +
                     entity_links(request, "Places", "place", article.places, 5);
  return fmt::format(
      "<li class=\"hit\"><article{} dir=\"auto\">\n<h2><a href=\"{}\">{}</a></h2>\n{}<p "
      "class=\"snippet\">{}</p>\n{}{}</article></li>\n",
      language_attribute(article), escaped(is_web_url(article.url) ? article.url : article_url(article)),
      title, facts_html(article), marked(hit.snippet.text, hit.snippet.highlights),
      names.empty() ? "" : "<p class=\"tags\" lang=\"en\" dir=\"ltr\">" + names + "</p>\n",
      view.page->request.group_stories ? versions_html(request, hit) : "");
}

}  // namespace

std::string hits_html(const PageView& view) {
  std::string out = fmt::format("<ol class=\"hits\" start=\"{}\">\n", view.request.offset + 1);
  for (const auto& hit : view.page->hits) out += hit_html(view, hit);
  return out + "</ol>\n";
}

std::string count_line(const PageView& view) {
  const auto& page = *view.page;
  if (is_front_page(view.request))
    return fmt::format("<p class=\"count\" role=\"status\">The latest of {} articles</p>\n",
                       grouped(page.total));
  const auto number = view.request.offset / view.request.limit + 1;
  return fmt::format("<p class=\"count\" role=\"status\">{}<strong>{}</strong> {}{}</p>\n",
                     page.total_is_exact ? "" : "about ", grouped(page.total),
                     page.total == 1 ? "article" : "articles",
                     number > 1 && !page.hits.empty() ? fmt::format(", page {}", number) : "");
}

std::string wider_html(const PageView& view) {
  if (!view.wider) return "";
  const auto& [place, request, total] = *view.wider;
  return fmt::format(
      "<p class=\"wider\"><a href=\"{}\">{} articles</a> name <bdi>{}</bdi> or a place in it</p>\n",
      link(request), grouped(total), escaped(place));
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
  if (view.request.text.find(' ') != std::string::npos && view.request.match != MatchMode::kAny) {
    auto any = first_page(view.request);
    any.match = MatchMode::kAny;
    ways += fmt::format("<li><a href=\"{}\">find articles with any of the words</a></li>\n", link(any));
  }
  return "<div class=\"empty\"><h2>Nothing found</h2><p>No article matches all of this. You "
         "could:</p><ul>\n" +
         ways +
         "<li>check the spelling of names</li>\n<li>use fewer words</li>\n"
         "<li><a href=\"/\">see the latest articles</a></li>\n</ul></div>\n";
}

namespace {

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

}  // namespace

std::string paging(const PageView& view) {
  const auto& request = view.request;
  // The total counts articles, hits may be stories: a page that is not full is the last one.
  const bool is_last = view.page->hits.size() < request.limit;
  const std::uint64_t found = is_last ? request.offset + view.page->hits.size() : view.page->total;
  const auto reachable = std::min(found, std::uint64_t{kMaxOffset} + 1);
  if (reachable <= request.limit || view.page->hits.empty()) return "";
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

}  // namespace dateline
