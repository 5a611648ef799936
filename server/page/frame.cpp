#include "server/page/frame.h"

#include <fmt/core.h>

#include "server/assets.h"
#include "server/html.h"
#include "server/page_html.h"

namespace dateline {
namespace {

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

/// The box: a form of its own for readers without JavaScript, which sends `more` as well.
std::string box(std::string_view text, std::string_view attributes, std::string_view more) {
  return fmt::format(
      "<dateline-search placeholder=\"Search people, places and stories\">"
      "<form id=\"search\" role=\"search\" action=\"/\" method=\"get\">\n"
      "<div class=\"ask\"><label class=\"unseen\" for=\"q\">Search the archive</label>\n"
      "<input id=\"q\" name=\"q\" type=\"search\" value=\"{}\" placeholder=\"Search people, places and "
      "stories\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" dir=\"auto\"{}>\n"
      "<button type=\"submit\">Search</button></div>\n{}</form></dateline-search>\n",
      escaped(text), attributes, more);
}

}  // namespace

std::string head(std::string_view page_title, bool indexable, std::string_view more) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n{}<title>{}</title>\n"
      "<link rel=\"stylesheet\" href=\"{}\">\n<script type=\"module\" src=\"{}\"></script>\n<link "
      "rel=\"icon\" href=\"{}\">\n<link rel=\"search\" "
      "type=\"application/opensearchdescription+xml\" href=\"/opensearch.xml\">\n{}</head>\n",
      indexable ? "" : "<meta name=\"robots\" content=\"noindex\">\n", escaped(page_title),
      asset_url("dateline.css"), asset_url("dateline.js"), asset_url("icon.svg"), more);
}

std::string masthead(std::string_view title, std::string_view below, std::string_view tag) {
  return fmt::format(
      "<header class=\"masthead\">\n<{2} class=\"name\"><a href=\"/\">{0}</a></{2}>\n{1}</header>\n",
      escaped(title), below, tag);
}

std::string search_form(const SearchRequest& request) {
  return fmt::format(
      "<div class=\"search\">{}<div class=\"refine\">"
      "<label>From <input form=\"search\" type=\"date\" name=\"from\" value=\"{}\"></label>\n"
      "<label>to <input form=\"search\" type=\"date\" name=\"to\" value=\"{}\"></label>\n"
      "<label>Order <select form=\"search\" name=\"sort\">{}{}{}</select></label></div></div>\n",
      box(request.text, is_front_page(request) ? " autofocus" : "", hidden_filters(request)),
      escaped(whole_day(request.from, false)), escaped(whole_day(request.to, true)),
      sort_option(Sort::kRelevance, "relevance", "Best match", request.sort),
      sort_option(Sort::kNewest, "newest", "Newest first", request.sort),
      sort_option(Sort::kOldest, "oldest", "Oldest first", request.sort));
}

std::string short_form() { return "<div class=\"search\">" + box("", "", "") + "</div>\n"; }

}  // namespace dateline
