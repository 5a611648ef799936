#include "corpus/readers/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <functional>

#include "corpus/base/charset.h"
#include "corpus/base/human_date.h"
#include "corpus/base/text.h"
#include "corpus/readers/fragment.h"
#include "corpus/readers/json.h"

namespace dateline {
namespace {

struct TreeCloser {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using Tree = std::unique_ptr<GumboOutput, TreeCloser>;

Tree parse_tree(std::string_view html) {
  auto options = kGumboDefaultOptions;
  options.max_errors = 0;
  return Tree(gumbo_parse_with_options(&options, html.data(), html.size()));
}

std::string_view attribute(const GumboNode& node, const char* name) {
  if (node.type != GUMBO_NODE_ELEMENT) return {};
  const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? std::string_view() : found->value;
}

bool is(const GumboNode& node, GumboTag tag) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}

/// Calls `visit` for every element in document order; false from it leaves the element's inside out.
void walk(const GumboNode& node, const std::function<bool(const GumboNode&)>& visit) {
  if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_DOCUMENT && node.type != GUMBO_NODE_TEMPLATE)
    return;
  if (node.type != GUMBO_NODE_DOCUMENT && !visit(node)) return;
  const auto& children =
      node.type == GUMBO_NODE_DOCUMENT ? node.v.document.children : node.v.element.children;
  for (unsigned n = 0; n < children.length; ++n)
    walk(*static_cast<const GumboNode*>(children.data[n]), visit);
}

bool is_hidden(GumboTag tag) {
  static constexpr std::array kHidden{GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT,
                                      GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG,    GUMBO_TAG_IFRAME,
                                      GUMBO_TAG_HEAD,     GUMBO_TAG_SELECT, GUMBO_TAG_BUTTON,
                                      GUMBO_TAG_TEXTAREA, GUMBO_TAG_OBJECT};
  return std::ranges::find(kHidden, tag) != kHidden.end();
}

void append_text(const GumboNode& node, std::string& out) {
  switch (node.type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      out += node.v.text.text;
      return;
    case GUMBO_NODE_ELEMENT:
      break;
    default:
      return;
  }
  const auto tag = node.v.element.tag;
  if (is_hidden(tag)) return;
  if (tag == GUMBO_TAG_BR) out += '\n';
  for (unsigned n = 0; n < node.v.element.children.length; ++n) {
    append_text(*static_cast<const GumboNode*>(node.v.element.children.data[n]), out);
  }
}

std::string text_of(const GumboNode& node) {
  std::string out;
  append_text(node, out);
  return squeezed(out);
}

/// Parts of a page that are not the article.
bool is_furniture(const GumboNode& node) {
  static constexpr std::array kTags{GUMBO_TAG_NAV,  GUMBO_TAG_FOOTER,     GUMBO_TAG_ASIDE,
                                    GUMBO_TAG_FORM, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE};
  if (is_hidden(node.v.element.tag) || std::ranges::find(kTags, node.v.element.tag) != kTags.end())
    return true;
  static constexpr std::array<std::string_view, 20> kHints{
      "comment", "related", "share",  "social",     "newsletter", "cookie",    "promo",
      "teaser",  "sidebar", "footer", "breadcrumb", "menu",       "subscribe", "recommend",
      "popular", "advert",  "byline", "caption",    "tags",       "trending"};
  const auto hints = ascii_lower(attribute(node, "class")) + " " + ascii_lower(attribute(node, "id"));
  return std::ranges::any_of(kHints,
                             [&](std::string_view hint) { return hints.find(hint) != std::string::npos; });
}

bool is_block(GumboTag tag) {
  static constexpr std::array kBlocks{GUMBO_TAG_P,  GUMBO_TAG_H2, GUMBO_TAG_H3,         GUMBO_TAG_H4,
                                      GUMBO_TAG_LI, GUMBO_TAG_TD, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE};
  return std::ranges::find(kBlocks, tag) != kBlocks.end();
}

/// Share of the letters that stand in links.
double link_density(const GumboNode& node) {
  std::size_t linked = 0;
  walk(node, [&](const GumboNode& inner) {
    if (is(inner, GUMBO_TAG_A)) linked += text_of(inner).size();
    return !is(inner, GUMBO_TAG_A);
  });
  return static_cast<double>(linked) / static_cast<double>(std::max<std::size_t>(text_of(node).size(), 1));
}

bool has_paragraphs(const GumboNode& node) {
  bool found = false;
  walk(node, [&](const GumboNode& inner) {
    found |= is(inner, GUMBO_TAG_P);
    return !found;
  });
  return found;
}

/// The paragraphs below `root`, furniture and lists of links left out.
std::vector<std::string> paragraphs_below(const GumboNode& root) {
  std::vector<std::string> paragraphs;
  walk(root, [&](const GumboNode& node) {
    if (is_furniture(node)) return false;
    if (!is_block(node.v.element.tag) || (is(node, GUMBO_TAG_TD) && has_paragraphs(node))) return true;
    auto text = text_of(node);
    if (!text.empty() && link_density(node) < 0.6) paragraphs.push_back(std::move(text));
    return false;
  });
  return paragraphs;
}

/// The element with the most text in its own paragraphs: <article>, <main>, or what holds most of the <p>.
const GumboNode& main_element(const GumboNode& root) {
  const GumboNode* best = &root;
  std::size_t most = 0;
  walk(root, [&](const GumboNode& node) {
    if (is_furniture(node)) return false;
    std::size_t own = 0;
    for (unsigned n = 0; n < node.v.element.children.length; ++n) {
      const auto& child = *static_cast<const GumboNode*>(node.v.element.children.data[n]);
      if (is(child, GUMBO_TAG_P)) own += text_of(child).size();
    }
    if (is(node, GUMBO_TAG_ARTICLE)) own = own * 2 + 200;
    if (own > most) most = own, best = &node;
    return true;
  });
  return *best;
}

/// What <meta>, <link>, <title>, <h1> and <time> say.
class Metadata {
 public:
  void read(const GumboNode& node) {
    if (is(node, GUMBO_TAG_META)) return read_meta(node);
    if (is(node, GUMBO_TAG_LINK) && ascii_iequal(attribute(node, "rel"), "canonical"))
      canonical_ = attribute(node, "href");
    if (is(node, GUMBO_TAG_TITLE) && title_.empty()) title_ = text_of_title(node);
    if (is(node, GUMBO_TAG_H1) && heading_.empty()) heading_ = text_of(node);
    if (is(node, GUMBO_TAG_HTML)) language_ = attribute(node, "lang");
    if (is(node, GUMBO_TAG_TIME) && time_.empty()) time_ = attribute(node, "datetime");
    const bool linked_data =
        is(node, GUMBO_TAG_SCRIPT) && ascii_iequal(attribute(node, "type"), "application/ld+json");
    if (linked_data && node.v.element.children.length > 0) {
      const auto& text = *static_cast<const GumboNode*>(node.v.element.children.data[0]);
      if (const auto value = parse_json(text.v.text.text)) read_linked(*value);
    }
  }

  void apply(Article& article, std::vector<std::string>& warnings) const {
    const auto first = [](std::initializer_list<std::string> values) {
      for (const auto& value : values) {
        if (!trimmed(value).empty()) return value;
      }
      return std::string();
    };
    article.title = first({get("og:title"), heading_, title_});
    article.url = first({canonical_, get("og:url")});
    article.source = get("og:site_name");
    article.section = get("article:section");
    article.language = language_;
    article.authors = linked_authors_;
    if (article.authors.empty() && !get("author").empty()) article.authors = {get("author")};
    article.keywords = tags_;
    article.people = people_;
    article.places = places_;
    article.published = date(
        first({published_, get("article:published_time"), get("date"), get("pubdate"), time_}), warnings);
    article.updated = date(first({modified_, get("article:modified_time")}), warnings);
  }

  const std::string& linked_body() const { return linked_body_; }

 private:
  static std::string text_of_title(const GumboNode& node) {
    return node.v.element.children.length == 0
               ? ""
               : squeezed(static_cast<const GumboNode*>(node.v.element.children.data[0])->v.text.text);
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

  void read_meta(const GumboNode& node) {
    auto name = ascii_lower(attribute(node, "property"));
    if (name.empty()) name = ascii_lower(attribute(node, "name"));
    const std::string content(attribute(node, "content"));
    if (name == "article:tag") tags_.push_back(content);
    if (!name.empty() && !content.empty()) meta_.try_emplace(name, content);
  }

  void read_microdata(const GumboNode& node) {
    const auto property = attribute(node, "itemprop");
    const auto content = attribute(node, "content");
    const auto value = content.empty() && !property.empty() ? text_of(node) : std::string(content);
    if (property == "datePublished" && published_.empty()) published_ = value;
    if (property == "dateModified" && modified_.empty()) modified_ = value;
    if (property == "author" && linked_authors_.empty() && !value.empty()) linked_authors_ = {value};
  }

  static std::string text(const Value& object, std::string_view name) {
    const auto* value = object.find(name);
    return value != nullptr && value->kind == Value::Kind::kText ? value->text : "";
  }

  static bool is_article(const Value& object) {
    const auto* type = object.find("@type");
    if (type == nullptr) return false;
    const auto& types = type->kind == Value::Kind::kList ? type->items : std::vector<Value>{*type};
    return std::ranges::any_of(types, [](const Value& one) {
      return one.text.ends_with("Article") || one.text.ends_with("BlogPosting") || one.text == "Report";
    });
  }

  void read_linked(const Value& value) {
    for (const auto& item : value.items) read_linked(item);
    if (const auto* graph = value.find("@graph")) read_linked(*graph);
    if (!is_article(value)) return;
    published_ = text(value, "datePublished");
    modified_ = text(value, "dateModified");
    linked_body_ = text(value, "articleBody");
    each(value.find("author"), [&](const Value& one) {
      const auto name = one.kind == Value::Kind::kText ? one.text : text(one, "name");
      if (!name.empty()) linked_authors_.push_back(name);
    });
    for (const auto& [field, relation] : {std::pair{"about", Relation::kAbout},
                                          {"mentions", Relation::kMentions},
                                          {"contentLocation", Relation::kAbout}}) {
      each(value.find(field), [&, relation = relation](const Value& one) {
        const Entity entity{.name = text(one, "name"), .relation = relation};
        const auto type = text(one, "@type");
        if (type == "Person") people_.push_back(entity);
        if (type == "Place" || type == "City" || type == "Country") places_.push_back(entity);
      });
    }
  }

  static void each(const Value* value, const std::function<void(const Value&)>& visit) {
    if (value == nullptr) return;
    if (value->kind != Value::Kind::kList) return visit(*value);
    for (const auto& item : value->items) visit(item);
  }

  std::map<std::string, std::string> meta_;
  std::string canonical_, title_, heading_, language_, time_, published_, modified_, linked_body_;
  std::vector<std::string> tags_, linked_authors_;
  std::vector<Entity> people_, places_;
};

std::string declared_charset(std::string_view html) {
  const auto head = ascii_lower(html.substr(0, 4096));
  const auto at = head.find("charset=");
  if (at == std::string::npos) return "";
  const auto begin = head.find_first_not_of("\"' ", at + 8);
  if (begin == std::string::npos) return "";
  return head.substr(begin, head.find_first_of("\"' />;", begin) - begin);
}

std::expected<Article, Error> parse_file(std::string_view bytes, const std::string&, const ReadOptions&,
                                         std::vector<std::string>& warnings) {
  return parse_html(bytes, "", warnings);
}

}  // namespace

std::expected<Article, Error> parse_html(std::string_view bytes, std::string_view charset,
                                         std::vector<std::string>& warnings) {
  const auto html = to_utf8(bytes, charset.empty() ? declared_charset(bytes) : std::string(charset));
  if (nests_too_deep(html)) {
    return std::unexpected(make_error(
        ErrorCode::kLimit, "the page nests its tags deeper than {}: it is not read", kMaxTagDepth));
  }
  const auto tree = parse_tree(html);
  Metadata metadata;
  walk(*tree->document, [&](const GumboNode& node) {
    metadata.read(node);
    return true;
  });
  Article article;
  metadata.apply(article, warnings);
  auto paragraphs = paragraphs_below(main_element(*tree->root));
  if (paragraphs.empty()) paragraphs = paragraphs_below(*tree->root);
  std::erase(paragraphs, article.title);
  article.text = joined(paragraphs, "\n\n");
  if (article.text.size() < metadata.linked_body().size() / 2) article.text = metadata.linked_body();
  if (article.text.empty())
    return std::unexpected(malformed("the page holds no text that could be an article"));
  return article;
}

bool looks_like_html(std::string_view beginning, std::string_view path) {
  const auto head = ascii_lower(trimmed(to_utf8(beginning.substr(0, 2048))));
  if (head.starts_with("<!doctype html") || head.starts_with("<html")) return true;
  if (head.starts_with("<?xml") && head.find("<html") == std::string::npos) return false;
  return head.find("<html") != std::string::npos || head.find("<body") != std::string::npos ||
         ((has_extension(path, ".html") || has_extension(path, ".htm")) &&
          head.find('<') != std::string::npos);
}

std::unique_ptr<RecordReader> open_html(Input& input, const ReadOptions& options) {
  return open_whole_file(input, options, parse_file);
}

}  // namespace dateline
