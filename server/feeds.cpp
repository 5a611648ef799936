#include "server/feeds.h"

#include <fmt/core.h>

#include <array>

#include "corpus/base/text.h"
#include "server/html.h"
#include "server/search_parameters.h"
#include "server/url.h"

namespace dateline {
namespace {

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// Feeds want an instant: a day begins at midnight UTC.
std::string rfc3339(const std::optional<Date>& date) {
  const auto seconds = date ? date->instant : std::chrono::sys_seconds{};
  return to_string(Date{.instant = seconds, .precision = Precision::kSecond});
}

std::string rfc822(const Date& date) {
  static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(date.instant);
  const std::chrono::year_month_day ymd{day};
  const std::chrono::hh_mm_ss time{date.instant - day};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     kDays[std::chrono::weekday{day}.c_encoding()], static_cast<unsigned>(ymd.day()),
                     kMonths[static_cast<unsigned>(ymd.month()) - 1], static_cast<int>(ymd.year()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string id_of(const Article& article) {
  return is_web_url(article.url) ? article.url : "urn:dateline:" + encode_component(article.id);
}

std::string link_of(const Site& site, const Article& article) {
  return is_web_url(article.url) ? article.url : site.base + "/article/" + encode_component(article.id);
}

/// The feed's own parameters without what a page link must not have.
std::string query_of(const Page& page) {
  auto request = page.request;
  request.facets.clear();
  return query_string(search_parameters(request));
}

std::string title_of(const Site& site, const Page& page) {
  return page.request.text.empty() ? site.title : page.request.text + " – " + site.title;
}

std::string counts_of(const Page& page) {
  return fmt::format(
      "<opensearch:totalResults>{}</opensearch:totalResults>\n<opensearch:startIndex>{}</"
      "opensearch:startIndex>\n<opensearch:itemsPerPage>{}</opensearch:itemsPerPage>\n"
      "<opensearch:Query role=\"request\" searchTerms=\"{}\"/>\n",
      page.total, page.request.offset + 1, page.request.limit, escaped(page.request.text));
}

std::string entry_of(const Site& site, const Article& article, std::string_view summary) {
  auto out =
      fmt::format("<entry>\n<id>{}</id>\n<title>{}</title>\n<link href=\"{}\"/>\n<updated>{}</updated>\n",
                  escaped(id_of(article)), escaped_line(article.title), escaped(link_of(site, article)),
                  rfc3339(article.updated ? article.updated : article.published));
  if (article.published) out += fmt::format("<published>{}</published>\n", rfc3339(article.published));
  for (const auto& author : article.authors)
    out += fmt::format("<author><name>{}</name></author>\n", escaped_line(author));
  for (const auto* entities : {&article.people, &article.places}) {
    for (const auto& entity : *entities)
      out += fmt::format("<category term=\"{}\"/>\n", escaped_line(entity.name));
  }
  return out + fmt::format("<summary>{}</summary>\n</entry>\n", escaped(summary));
}

std::string item_of(const Site& site, const Article& article, std::string_view summary) {
  auto out = fmt::format("<item>\n<guid isPermaLink=\"{}\">{}</guid>\n<title>{}</title>\n<link>{}</link>\n",
                         is_web_url(article.url) ? "true" : "false", escaped(id_of(article)),
                         escaped_line(article.title), escaped(link_of(site, article)));
  if (article.published) out += fmt::format("<pubDate>{}</pubDate>\n", rfc822(*article.published));
  // RSS's description is HTML inside XML: escaped once for each.
  return out + fmt::format("<description>{}</description>\n</item>\n", escaped(escaped(summary)));
}

}  // namespace

std::string atom_feed(const Site& site, const Page& page) {
  const auto query = query_of(page);
  std::optional<Date> latest;
  std::string entries;
  for (const auto& hit : page.hits) {
    const auto& date = hit.article.updated ? hit.article.updated : hit.article.published;
    if (date && (!latest || date->instant > latest->instant)) latest = date;
    entries += entry_of(site, hit.article, hit.snippet.text);
  }
  return std::string(kXml) +
         fmt::format(
             "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
             "xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">\n<id>{0}/feed.atom?{1}</id>\n"
             "<title>{2}</title>\n<updated>{3}</updated>\n<author><name>{5}</name></author>\n<link "
             "rel=\"self\" "
             "type=\"application/atom+xml\" href=\"{0}/feed.atom?{1}\"/>\n<link href=\"{0}/?{1}\"/>\n{4}",
             escaped(site.base), escaped(query), escaped(title_of(site, page)), rfc3339(latest),
             counts_of(page), escaped(site.title)) +
         entries + "</feed>\n";
}

std::string rss_feed(const Site& site, const Page& page) {
  std::string items;
  for (const auto& hit : page.hits) items += item_of(site, hit.article, hit.snippet.text);
  return std::string(kXml) +
         fmt::format(
             "<rss version=\"2.0\" xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" "
             "xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n"
             "<title>{0}</title>\n<link>{1}/?{2}</link>\n<description>{0}</description>\n"
             "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{1}/feed.rss?{2}\"/>\n{3}",
             escaped(title_of(site, page)), escaped(site.base), escaped(query_of(page)), counts_of(page)) +
         items + "</channel>\n</rss>\n";
}

std::string opensearch_description(const Site& site) {
  const auto base = escaped(site.base);
  return std::string(kXml) +
         fmt::format(
             "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\" "
             "xmlns:moz=\"http://www.mozilla.org/2006/browser/search/\">\n<ShortName>{}</ShortName>\n"
             "<Description>Search the articles of {}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n"
             "<Image width=\"16\" height=\"16\" type=\"image/svg+xml\">{}/static/icon.svg</Image>\n"
             "<Url type=\"text/html\" template=\"{}/?q={{searchTerms}}&amp;offset={{startIndex?}}\" "
             "indexOffset=\"0\"/>\n"
             "<Url type=\"application/x-suggestions+json\" template=\"{}/suggestions?q={{searchTerms}}\"/>\n"
             "<Url type=\"application/atom+xml\" template=\"{}/feed.atom?q={{searchTerms}}\"/>\n"
             "<Url type=\"application/rss+xml\" template=\"{}/feed.rss?q={{searchTerms}}\"/>\n"
             "<Url rel=\"self\" type=\"application/opensearchdescription+xml\" "
             "template=\"{}/opensearch.xml\"/>\n"
             "<moz:SearchForm>{}/</moz:SearchForm>\n</OpenSearchDescription>\n",
             escaped(utf8_prefix(site.title, 16)), escaped(site.title), base, base, base, base, base, base,
             base);
}

}  // namespace dateline
