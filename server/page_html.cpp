#include "server/page_html.h"

#include <fmt/core.h>

#include "corpus/base/text.h"
#include "server/assets.h"
#include "server/html.h"
#include "server/page/filters.h"
#include "server/page/frame.h"
#include "server/page/hits.h"
#include "server/page/links.h"
#include "server/page/timeline.h"
#include "server/url.h"

namespace dateline {
namespace {

std::string page_title(const PageView& view) {
  const auto& request = view.request;
  std::vector<std::string> parts;
  if (!request.text.empty()) parts.push_back(request.text);
  for (const auto& filter : request.filters) {
    if (!filter.exclude) parts.push_back(joined(filter.values, " or "));
  }
  if (parts.empty()) return view.title;
  return joined(parts, ", ") + " – " + view.title;
}

std::string footer(const PageView& view) {
  const auto seconds = std::max(static_cast<double>(view.page->took.count()) / 1e6, 0.001);
  return fmt::format(
      "<footer><p>{} articles in this archive. Searched in {:.3f} seconds. <a href=\"{}\">Follow this "
      "search</a></p>"
      "<p class=\"hint\">“Exact words” in quotation marks, AND, OR, NOT, <code>person:</code>, "
      "<code>in:</code>, <code>title:</code> and <code>date:2021-08</code> work here.</p></footer>\n",
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

std::string similar_html(const std::vector<Hit>& similar) {
  if (similar.empty()) return "";
  std::string out = "<section class=\"similar\" lang=\"en\"><h2>More like this</h2>\n<ul>\n";
  for (const auto& hit : similar) {
    const auto& article = hit.article;
    out += fmt::format("<li{}><a href=\"{}\"><bdi>{}</bdi></a> {}</li>\n", language_attribute(article),
                       escaped(article_url(article)),
                       article.title.empty() ? "Untitled" : escaped_line(article.title),
                       article.published ? time_html(*article.published) : "");
  }
  return out + "</ul></section>\n";
}

}  // namespace

std::vector<std::string> page_facets() { return filter_facets(); }

bool is_front_page(const SearchRequest& request) {
  return request.text.empty() && request.filters.empty() && request.from.empty() && request.to.empty() &&
         request.sort == Sort::kRelevance;
}

std::string search_page_html(const PageView& view) {
  auto notes = view.notes;
  notes.insert(notes.end(), view.page->notes.begin(), view.page->notes.end());
  const bool found = !view.page->hits.empty();
  const auto side = sidebar(view);
  const auto feed = fmt::format(
      "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}\">\n<script type=\"module\" "
      "src=\"{}\"></script>\n",
      feed_link(view.request), asset_url("page.js"));
  std::string out = head(page_title(view), is_front_page(view.request), feed);
  out += "<body>\n<a class=\"skip\" href=\"#results\">Skip to the results</a>\n";
  out += masthead(view.title, search_form(view.request), "h1");
  out += fmt::format("<div class=\"columns{}\">\n<main id=\"results\">\n", side.empty() ? " single" : "");
  out += "<div class=\"bar-above\">" + count_line(view) +
         (side.empty() ? "" : "<a class=\"to-filters\" href=\"#filters\">Filters</a>") + "</div>\n";
  out += chips(view.request) + correction_html(view) + notes_html(notes) + wider_html(view) +
         timeline_html(view);
  out += found ? hits_html(view) + paging(view) : nothing_html(view);
  out += "</main>\n" + side + "</div>\n" + footer(view) + "</body>\n</html>\n";
  return out;
}

std::string article_page_html(std::string_view title, const Article& article,
                              const std::vector<Hit>& similar) {
  const SearchRequest nothing;
  const auto people = entity_links(nothing, "People", "person", article.people, 30);
  const auto places = entity_links(nothing, "Places", "place", article.places, 30);
  std::string out = head((article.title.empty() ? "Untitled" : std::string(line_start(article.title))) +
                         " – " + std::string(title));
  out += "<body>\n" + masthead(title, short_form());
  out += fmt::format("<main class=\"reading\"><article{} dir=\"auto\">\n<h1>{}</h1>\n{}",
                     language_attribute(article), escaped_line(article.title), facts_html(article));
  if (!people.empty() || !places.empty())
    out += "<p class=\"tags\" lang=\"en\" dir=\"ltr\">" + people + places + "</p>\n";
  out += paragraphs(behind_title(article.text, article.title));
  if (is_web_url(article.url))
    out += fmt::format("<p class=\"origin\"><a href=\"{}\">Where this was published</a></p>\n",
                       escaped(article.url));
  return out + "</article>" + similar_html(similar) + "</main>\n</body>\n</html>\n";
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
