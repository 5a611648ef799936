#include "corpus/page/metadata.h"

#include <initializer_list>
#include <map>

#include "corpus/base/human_date.h"
#include "corpus/base/text.h"
#include "corpus/page/json_ld.h"

namespace dateline {
namespace {

std::string first_of(std::initializer_list<std::string> values) {
  for (const auto& value : values) {
    if (!trimmed(value).empty()) return value;
  }
  return "";
}

/// Gathers what each element says.
class Gatherer {
 public:
  explicit Gatherer(const PageTree& tree) : tree_(tree) {
    for (std::uint32_t n = 0; n < tree.nodes().size(); ++n) read(n);
  }

  PageMetadata result(std::vector<std::string>& warnings) const {
    PageMetadata out;
    auto& article = out.article;
    article.title = first_of({get("og:title"), linked_.headline, heading_, title_});
    article.url = first_of({canonical_, get("og:url"), linked_.url});
    article.source = first_of({get("og:site_name"), linked_.source});
    article.section = first_of({get("article:section"), linked_.section});
    article.language = first_of({language_, linked_.language, get("og:locale")});
    article.authors = authors();
    article.keywords = tags_.empty() ? linked_.keywords : tags_;
    article.people = linked_.people;
    article.places = linked_.places;
    article.organizations = linked_.organizations;
    article.published = date(first_of({linked_.published, get("article:published_time"), published_,
                                       get("date"), get("pubdate"), get("dc.date"), get("dc.date.issued"),
                                       get("parsely-pub-date"), get("sailthru.date"), time_}),
                             warnings);
    article.updated = date(
        first_of({linked_.updated, get("article:modified_time"), modified_, get("last-modified")}), warnings);
    out.body = linked_.body;
    return out;
  }

 private:
  void read(std::uint32_t n) {
    const auto& node = tree_.nodes()[n];
    if (node.is_text()) return;
    if (node.tag == GUMBO_TAG_META) read_meta(node);
    if (node.tag == GUMBO_TAG_HTML) language_ = node.attribute("lang");
    if (node.tag == GUMBO_TAG_LINK && ascii_iequal(node.attribute("rel"), "canonical"))
      canonical_ = node.attribute("href");
    if (node.tag == GUMBO_TAG_TITLE && title_.empty()) title_ = tree_.text_of(n);
    if (node.tag == GUMBO_TAG_H1 && heading_.empty()) heading_ = tree_.text_of(n);
    if (node.tag == GUMBO_TAG_TIME && time_.empty()) time_ = node.attribute("datetime");
    if (node.tag == GUMBO_TAG_SCRIPT && ascii_iequal(node.attribute("type"), "application/ld+json") &&
        node.end > n + 1)
      read_json_ld(tree_.nodes()[n + 1].text(), linked_);
    read_microdata(n);
    const bool byline = node.tag == GUMBO_TAG_A && ascii_iequal(node.attribute("rel"), "author");
    if (byline && byline_.empty()) byline_ = tree_.text_of(n);
  }

  void read_meta(const PageNode& node) {
    auto name = ascii_lower(node.attribute("property"));
    if (name.empty()) name = ascii_lower(node.attribute("name"));
    const std::string content(node.attribute("content"));
    if (name == "article:tag") tags_.push_back(content);
    if (!name.empty() && !content.empty()) meta_.try_emplace(name, content);
  }

  void read_microdata(std::uint32_t n) {
    const auto& node = tree_.nodes()[n];
    const auto property = node.attribute("itemprop");
    if (property != "datePublished" && property != "dateModified" && property != "author") return;
    const auto value = first_of(
        {std::string(node.attribute("content")), std::string(node.attribute("datetime")), tree_.text_of(n)});
    if (property == "datePublished" && published_.empty()) published_ = value;
    if (property == "dateModified" && modified_.empty()) modified_ = value;
    if (property == "author" && author_.empty()) author_ = value;
  }

  std::vector<std::string> authors() const {
    if (!linked_.authors.empty()) return linked_.authors;
    auto name = first_of(
        {author_, get("author"), get("article:author"), get("parsely-author"), get("dc.creator"), byline_});
    if (name.empty() || name.find("://") != std::string::npos || name.size() > 120) return {};
    return {name};
  }

  static std::optional<Date> date(const std::string& text, std::vector<std::string>& warnings) {
    if (text.empty()) return std::nullopt;
    const auto read = parse_human_date(text);
    if (!read) warnings.push_back("the date is left out: " + read.error().message);
    return read ? std::optional(*read) : std::nullopt;
  }

  std::string get(const std::string& name) const {
    const auto found = meta_.find(name);
    return found == meta_.end() ? "" : found->second;
  }

  const PageTree& tree_;
  std::map<std::string, std::string> meta_;
  LinkedData linked_;
  std::string canonical_, title_, heading_, language_, time_, published_, modified_, author_, byline_;
  std::vector<std::string> tags_;
};

}  // namespace

PageMetadata page_metadata(const PageTree& tree, std::vector<std::string>& warnings) {
  return Gatherer(tree).result(warnings);
}

}  // namespace dateline
