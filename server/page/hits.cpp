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
  for (const auto& filter : request.filters) {
    const auto& value = filter.values.front();
    out += chip(filter_label(filter.field), value, without_filter(request, filter.field, value));
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

namespace {

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

}  // namespace

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

}  // namespace dateline
