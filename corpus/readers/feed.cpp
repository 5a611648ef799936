#include "corpus/readers/feed.h"

#include <charconv>

#include "corpus/base/text.h"
#include "corpus/readers/fragment.h"
#include "corpus/readers/xml.h"
#include "corpus/readers/xml_reader.h"

namespace dateline {
namespace {

/// A headline; feeds often escape it once more than they should.
std::string headline(pugi::xml_node node) {
  auto text = text_of(node);
  const auto amp = text.find('&');
  const bool escaped = (amp != std::string::npos && text.find(';', amp) != std::string::npos) ||
                       text.find("</") != std::string::npos || attribute(node, "type") == "html";
  return escaped ? squeezed(html_fragment_to_text(text)) : text;
}

/// Text that is HTML, escaped, in CDATA or as elements; Atom's type="text" is not.
std::string rich_text(pugi::xml_node node) {
  const auto type = attribute(node, "type");
  if (type == "text") return text_of(node);
  const bool elements =
      node.find_child([](pugi::xml_node inner) { return inner.type() == pugi::node_element; });
  if (elements) return html_fragment_to_text(inner_xml(node));
  std::string text;
  for (const auto inner : node.children()) text += inner.value();
  return html_fragment_to_text(text);
}

/// "desk@example.org (Ana Díaz)" is Ana Díaz.
std::string person(std::string text) {
  const auto open = text.find('('), close = text.rfind(')');
  const bool mail = text.find('@') < open;
  if (mail && open != std::string::npos && close > open) return text.substr(open + 1, close - open - 1);
  return ascii_lower(text.substr(0, 3)) == "by " ? text.substr(3) : text;
}

bool is_cut(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view mark :
       {"...", "…", "[…]", "[...]", "[&hellip;]", "Read more", "Continue reading"}) {
    if (text.ends_with(mark)) return true;
  }
  return false;
}

void set_texts(Article& article, pugi::xml_node item) {
  const auto full = child(item, "encoded") ? child(item, "encoded") : child(item, "content");
  if (full && attribute(full, "url").empty()) article.text = rich_text(full);
  const bool is_content = !article.text.empty();
  for (const char* name : {"description", "summary"}) {
    if (article.text.empty() && child(item, name)) article.text = rich_text(child(item, name));
  }
  article.is_teaser = article.text.size() < kWholeTextBytes && (!is_content || is_cut(article.text));
  if (!is_content && is_cut(article.text)) article.is_teaser = true;
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failure == std::errc{} ? std::optional(value) : std::nullopt;
}

/// georss:point, geo:lat and geo:long, with georss:featurename for the name.
void set_place(Article& article, pugi::xml_node item, std::vector<std::string>& warnings) {
  auto point = child_text(item, "point");
  if (point.empty()) point = child_text(item, "lat") + " " + child_text(item, "long");
  auto name = child_text(item, "featurename");
  if (name.empty()) name = child_text(item, "featureName");
  const auto blank = point.find_first_of(" ,");
  const auto latitude = number(point);
  const auto longitude = blank == std::string::npos ? std::nullopt : number(trimmed(point.substr(blank + 1)));
  std::optional<GeoPoint> position;
  if (latitude && longitude) position = GeoPoint{*latitude, *longitude};
  if (position && (std::abs(position->latitude) > 90 || std::abs(position->longitude) > 180)) {
    warnings.push_back(fmt::format("the point {} is left out: it is not on earth", quoted(point)));
    position.reset();
  }
  if (!name.empty())
    article.places.push_back({.name = name, .relation = Relation::kAbout, .position = position});
}

void set_link(Article& article, pugi::xml_node item) {
  for (const auto link : children(item, "link")) {
    const auto target = attribute(link, "href");
    const auto relation = attribute(link, "rel");
    if (target.empty() && article.url.empty()) article.url = text_of(link);
    if (!target.empty() && (relation.empty() || relation == "alternate")) article.url = target;
  }
  const auto guid = child(item, "guid") ? child(item, "guid") : child(item, "id");
  article.id = text_of(guid);
  const bool is_link = article.id.starts_with("http") && attribute(guid, "isPermaLink") != "false";
  if (article.url.empty() && is_link) article.url = article.id;
}

void set_people(Article& article, pugi::xml_node item) {
  for (const char* name : {"creator", "author"}) {
    for (const auto author : children(item, name)) {
      if (!article.authors.empty() && std::string_view(name) == "author") break;
      const auto stated = child(author, "name") ? child_text(author, "name") : text_of(author);
      article.authors.push_back(person(stated));
    }
  }
  for (const auto category : children(item, "category")) {
    const auto label = attribute(category, "label");
    const auto term = label.empty() ? attribute(category, "term") : label;
    article.keywords.push_back(term.empty() ? headline(category) : term);
  }
  for (const auto subject : children(item, "subject")) article.keywords.push_back(text_of(subject));
}

std::expected<Article, Error> parse_item(pugi::xml_node item, const XmlHead& head,
                                         std::vector<std::string>& warnings) {
  Article article{.title = headline(child(item, "title"))};
  set_link(article, item);
  set_texts(article, item);
  set_people(article, item);
  set_place(article, item, warnings);
  for (const char* name : {"pubDate", "published", "issued", "date", "created"})
    set_date(article.published, child_text(item, name), warnings);
  for (const char* name : {"updated", "modified"})
    set_date(article.updated, child_text(item, name), warnings);
  if (!article.published) article.published = article.updated;
  const auto origin = child(item, "source");
  article.source = child(origin, "title") ? child_text(origin, "title") : text_of(origin);
  if (article.source.empty()) article.source = head.title;
  article.language = attribute(item, "lang");
  if (article.language.empty()) article.language = child_text(item, "language");
  if (article.language.empty()) article.language = head.language;
  return article;
}

/// An export of WordPress has menus, pictures and drafts beside what was published.
std::string_view unpublished_part(pugi::xml_node item) {
  const auto type = child_text(item, "post_type"), status = child_text(item, "status");
  if (type.empty()) return "";
  if (type != "post" && type != "page") return "items of WordPress that are no posts";
  return status == "publish" ? "" : "posts of WordPress that were not published";
}

std::expected<Article, Error> parse_url(pugi::xml_node url, const XmlHead&,
                                        std::vector<std::string>& warnings) {
  if (local_name(url) == "sitemap")
    return std::unexpected(malformed("{} is the address of another sitemap, not of an article: read that one",
                                     quoted(child_text(url, "loc"))));
  const auto news = child(url, "news");
  Article article{.url = child_text(url, "loc"), .title = headline(child(news, "title"))};
  if (article.url.empty()) return std::unexpected(malformed("the <url> has no address: write <loc> in it"));
  const auto publication = child(news, "publication");
  article.source = child_text(publication, "name");
  article.language = child_text(publication, "language");
  set_date(article.published, child_text(news, "publication_date"), warnings);
  set_date(article.updated, child_text(url, "lastmod"), warnings);
  std::string_view rest;
  const auto keywords = child_text(news, "keywords");
  for (rest = keywords; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    article.keywords.emplace_back(trimmed(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  article.is_teaser = true;
  return article;
}

}  // namespace

bool looks_like_feed(std::string_view beginning, std::string_view) {
  return xml_root_is(beginning, {"rss", "feed", "RDF"});
}
bool looks_like_sitemap(std::string_view beginning, std::string_view) {
  return xml_root_is(beginning, {"urlset", "sitemapindex"});
}
std::unique_ptr<RecordReader> open_feed(Input& input, const ReadOptions&) {
  return open_xml(input, {"item", "entry"}, parse_item, unpublished_part);
}
std::unique_ptr<RecordReader> open_sitemap(Input& input, const ReadOptions&) {
  return open_xml(input, {"url", "sitemap"}, parse_url);
}

}  // namespace dateline
