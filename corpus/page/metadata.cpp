#include "corpus/page/metadata.h"

#include <algorithm>
#include <map>
#include <optional>

#include "corpus/base/human_date.h"
#include "corpus/base/text.h"
#include "corpus/page/linked_data.h"

namespace dateline {
namespace {

/// `text` without what sites put behind a title: " | The Paper", " - The Paper".
std::string without_site(const std::string& text, const std::string& site) {
  for (const std::string_view separator : {" | ", " - ", " – ", " — ", " :: ", " » "}) {
    const auto at = text.rfind(separator);
    if (at == std::string::npos || at < 15) continue;
    const auto behind = std::string_view(text).substr(at + separator.size());
    const bool is_site = !site.empty() && ascii_lower(behind).find(ascii_lower(site)) != std::string::npos;
    if (is_site || separator == " | " || behind.size() * 3 < text.size()) return text.substr(0, at);
  }
  return text;
}

/// A person's name out of a byline such as "By Ana Díaz".
std::string author_name(std::string_view text) {
  auto name = squeezed(text);
  for (const std::string_view opening : {"by ", "von ", "par ", "por ", "di "}) {
    if (ascii_lower(name).starts_with(opening)) name.erase(0, opening.size());
  }
  const bool plausible =
      name.size() <= 60 && name.find("http") == std::string::npos && name.find('@') == std::string::npos;
  return plausible ? name : "";
}

class Reading {
 public:
  explicit Reading(const PageTree& tree) : tree_(tree) {}

  PageMetadata read() {
    for (NodeId id = 0; id < tree_.nodes.size(); ++id) look_at(id);
    PageMetadata metadata;
    auto& article = metadata.article;
    article.source = first({linked_.source, meta("og:site_name"), meta("application-name")});
    article.title = first({meta("og:title"), linked_.title, heading_, meta("twitter:title"), title_});
    article.title = without_site(squeezed(article.title), article.source);
    article.url = first({canonical_, meta("og:url"), linked_.url});
    article.section = first({linked_.section, meta("article:section"), meta("section")});
    article.language = first({html_language_, linked_.language, meta("og:locale"), meta("language")});
    article.authors = authors();
    article.keywords = !tags_.empty() ? tags_ : linked_.keywords;
    article.people = linked_.people;
    article.places = linked_.places;
    article.organizations = linked_.organizations;
    article.published = date(
        {linked_.published, meta("article:published_time"), microdata_published_, meta("datepublished"),
         meta("publishdate"), meta("pubdate"), meta("dc.date.issued"), meta("dc.date"), meta("sailthru.date"),
         meta("parsely-pub-date"), meta("date"), meta("og:published_time"), time_, byline_date_},
        metadata.warnings);
    article.updated = date({linked_.modified, meta("article:modified_time"), meta("og:updated_time"),
                            microdata_modified_, meta("last-modified")},
                           metadata.warnings);
    metadata.body = linked_.body;
    return metadata;
  }

 private:
  static std::string first(std::initializer_list<std::string> values) {
    const auto found =
        std::ranges::find_if(values, [](const std::string& value) { return !trimmed(value).empty(); });
    return found == values.end() ? "" : *found;
  }

  /// The first that can be read and is not in the future of the archive's world.
  static std::optional<Date> date(std::initializer_list<std::string> candidates,
                                  std::vector<std::string>& warnings) {
    std::string problem;
    for (const auto& text : candidates) {
      if (trimmed(text).empty()) continue;
      if (const auto read = parse_human_date(text)) return *read;
      if (problem.empty()) problem = parse_human_date(text).error().message;
    }
    if (!problem.empty()) warnings.push_back("the date is left out: " + problem);
    return std::nullopt;
  }

  std::string meta(const std::string& name) const {
    const auto found = meta_.find(name);
    return found == meta_.end() ? "" : found->second;
  }

  std::vector<std::string> authors() const {
    if (!linked_.authors.empty()) return linked_.authors;
    for (const auto& text : {meta("author"), meta("article:author"), meta("dc.creator"),
                             meta("parsely-author"), meta("sailthru.author"), byline_}) {
      if (auto name = author_name(text); !name.empty()) return {name};
    }
    return {};
  }

  void look_at(NodeId id) {
    const auto& node = tree_.nodes[id];
    switch (node.tag) {
      case Tag::kHtml:
        html_language_ = node.attribute("lang");
        break;
      case Tag::kMeta:
        read_meta(node);
        break;
      case Tag::kLink:
        if (ascii_iequal(node.attribute("rel"), "canonical")) canonical_ = node.attribute("href");
        break;
      case Tag::kTitle:
        if (title_.empty()) title_ = tree_.text(id);
        break;
      case Tag::kHeading1:
        if (heading_.empty()) heading_ = tree_.text(id);
        break;
      case Tag::kTime:
        if (time_.empty()) time_ = first({std::string(node.attribute("datetime")), tree_.text(id)});
        break;
      case Tag::kScript:
        if (ascii_lower(node.attribute("type")).starts_with("application/ld+json"))
          read_linked_data(script_text(id), linked_);
        break;
      default:
        break;
    }
    read_microdata(id);
    read_byline(id);
  }

  std::string script_text(NodeId id) const {
    const auto child = tree_.nodes[id].first_child;
    return child == kNoNode ? "" : tree_.nodes[child].text;
  }

  void read_meta(const PageNode& node) {
    const std::string content(trimmed(node.attribute("content")));
    if (content.empty()) return;
    for (const char* attribute : {"property", "name", "itemprop"}) {
      const auto name = ascii_lower(node.attribute(attribute));
      if (name.empty()) continue;
      if (name == "article:tag") tags_.push_back(content);
      meta_.try_emplace(name, content);
    }
  }

  void read_microdata(NodeId id) {
    const auto& node = tree_.nodes[id];
    const auto property = node.attribute("itemprop");
    if (property.empty()) return;
    auto value = first({std::string(node.attribute("content")), std::string(node.attribute("datetime"))});
    if (property == "datePublished" && microdata_published_.empty())
      microdata_published_ = value.empty() ? tree_.text(id) : value;
    if (property == "dateModified" && microdata_modified_.empty())
      microdata_modified_ = value.empty() ? tree_.text(id) : value;
    if (property == "author" && byline_.empty()) byline_ = value.empty() ? tree_.text(id) : value;
  }

  /// rel=author, class byline, and lines "By NAME, DATE".
  void read_byline(NodeId id) {
    if (!byline_.empty()) return;
    const auto& node = tree_.nodes[id];
    const bool named = node.attribute("rel") == "author" || node.hints.find("byline") != std::string::npos ||
                       node.hints.find("author-name") != std::string::npos ||
                       node.hints.find("post-author") != std::string::npos;
    const bool line = node.tag == Tag::kInline || node.tag == Tag::kDiv || node.tag == Tag::kParagraph;
    if (!named && !line) return;
    const auto text = node.end - id < 40 ? tree_.text(id) : "";
    if (text.empty() || text.size() > 80 || (!named && !text.starts_with("By "))) return;
    const auto comma = text.find(", ");
    byline_ = text.substr(0, comma);
    if (comma != std::string::npos) byline_date_ = text.substr(comma + 2);
  }

  const PageTree& tree_;
  LinkedData linked_;
  std::map<std::string, std::string> meta_;
  std::vector<std::string> tags_;
  std::string canonical_, title_, heading_, html_language_, time_, microdata_published_, microdata_modified_,
      byline_, byline_date_;
};

}  // namespace

PageMetadata read_metadata(const PageTree& tree) { return Reading(tree).read(); }

}  // namespace dateline
