#include "corpus/readers/agency.h"

#include <algorithm>
#include <array>

#include "corpus/base/text.h"
#include "corpus/readers/fragment.h"
#include "corpus/readers/xml.h"
#include "corpus/readers/xml_reader.h"

namespace dateline {
namespace {

std::string strip_by(std::string text) {
  return ascii_lower(text.substr(0, 3)) == "by " ? std::string(trimmed(text.substr(3))) : text;
}

void add_entity(std::vector<Entity>& list, Entity entity) {
  entity.name = squeezed(entity.name);
  if (!entity.name.empty()) list.push_back(std::move(entity));
}

// ---- NITF ----

constexpr std::array<std::string_view, 10> kBlocks{"p",  "hl2", "li",    "dt",         "dd",
                                                   "tr", "pre", "quote", "blockquote", "note"};

/// Adds the paragraphs below `node`; media, their captions and tables' captions are left out.
void nitf_paragraphs(pugi::xml_node node, std::vector<std::string>& paragraphs) {
  for (const auto inner : node.children()) {
    const auto name = local_name(inner);
    if (name == "media" || name == "media-caption" || name == "caption" || name == "virtloc") continue;
    const bool block = std::ranges::find(kBlocks, name) != kBlocks.end();
    const bool holds_blocks = child(inner, "p") || child(inner, "li");
    if (block && !holds_blocks) {
      paragraphs.push_back(text_of(inner));
    } else if (inner.type() == pugi::node_element) {
      nitf_paragraphs(inner, paragraphs);
    }
  }
  std::erase(paragraphs, "");
}

std::string nitf_text(pugi::xml_node content) {
  std::vector<std::string> paragraphs;
  nitf_paragraphs(content, paragraphs);
  return paragraphs.empty() ? text_of(content) : joined(paragraphs, "\n\n");
}

/// The name of a <location>: its city, else its own words.
std::string location_name(pugi::xml_node location) {
  for (const char* part : {"location", "sublocation", "city", "state", "region", "country"}) {
    if (child(location, part)) return child_text(location, part);
  }
  return text_of(location);
}

void add_entities(Article& article, pugi::xml_node root, Relation relation) {
  for (const auto node : descendants(root, "person")) {
    const auto given = child_text(node, "name.given"), family = child_text(node, "name.family");
    add_entity(article.people,
               {.name = given.empty() || family.empty() ? text_of(node) : given + " " + family,
                .relation = relation,
                .uri = attribute(node, "idsrc").empty() ? "" : attribute(node, "value")});
  }
  for (const auto node : descendants(root, "location")) {
    if (local_name(node.parent()) == "location") continue;
    auto country = attribute(child(node, "country"), "iso-cc");
    if (country.size() != 2) country.clear();
    add_entity(article.places, {.name = location_name(node), .relation = relation, .country = country});
  }
  for (const auto node : descendants(root, "org"))
    add_entity(article.organizations, {.name = text_of(node), .relation = relation});
}

std::expected<Article, Error> parse_nitf(pugi::xml_node nitf, const XmlHead&,
                                         std::vector<std::string>& warnings) {
  const auto head = child(nitf, "head"), body = child(nitf, "body");
  const auto docdata = child(head, "docdata");
  const auto body_head = child(body, "body.head");
  Article article{.id = attribute(child(docdata, "doc-id"), "id-string"),
                  .url = attribute(child(docdata, "ex-ref"), "ex-ref"),
                  .title = text_of(descendant(body_head, "hl1"))};
  if (article.title.empty()) article.title = child_text(head, "title");
  if (article.title.empty()) article.title = text_of(child(body_head, "hedline"));
  article.text = nitf_text(child(body, "body.content"));
  if (article.text.empty() && child(body_head, "abstract")) {
    article.text = nitf_text(child(body_head, "abstract"));
    article.is_teaser = true;
  }
  for (const auto byline : children(body_head, "byline")) {
    const auto people = children(byline, "person");
    for (const auto person : people) article.authors.push_back(text_of(person));
    if (people.empty()) article.authors.push_back(strip_by(text_of(byline)));
  }
  set_date(article.published, attribute(child(docdata, "date.issue"), "norm"), warnings);
  set_date(article.published, attribute(child(docdata, "date.release"), "norm"), warnings);
  const auto pubdata = child(head, "pubdata");
  set_date(article.published, attribute(pubdata, "date.publication"), warnings);
  article.source = attribute(pubdata, "name");
  article.section = attribute(pubdata, "position.section");
  if (article.source.empty()) article.source = child_text(body_head, "distributor");
  article.language = attribute(nitf, "lang");
  for (const auto keyword : descendants(child(docdata, "key-list"), "keyword"))
    article.keywords.push_back(attribute(keyword, "key"));
  const auto identified = child(docdata, "identified-content");
  for (const auto classifier : children(identified, "classifier")) {
    const auto value = attribute(classifier, "value");
    article.keywords.push_back(value.empty() ? text_of(classifier) : value);
  }
  add_entities(article, identified, Relation::kAbout);
  add_entities(article, child(body_head, "dateline"), Relation::kDateline);
  add_entities(article, child(body, "body.content"), Relation::kMentions);
  return article;
}

// ---- NewsML-G2 ----

std::string name_of(pugi::xml_node concept_node) {
  const auto name = child(concept_node, "name");
  return name ? text_of(name) : attribute(concept_node, "literal");
}

void add_subject(Article& article, pugi::xml_node subject, Relation relation) {
  const auto type = attribute(subject, "type");
  auto name = name_of(subject);
  if (name.empty()) return;
  const auto uri =
      attribute(subject, "uri").empty() ? attribute(subject, "qcode") : attribute(subject, "uri");
  const Entity entity{.name = std::move(name), .relation = relation, .uri = uri};
  const auto colon = type.rfind(':');
  const auto kind = ascii_lower(colon == std::string::npos ? type : type.substr(colon + 1));
  if (kind == "person") {
    article.people.push_back(entity);
  } else if (kind == "geoarea" || kind == "poi") {
    article.places.push_back(entity);
  } else if (kind == "organisation" || kind == "organization") {
    article.organizations.push_back(entity);
  } else {
    article.keywords.push_back(entity.name);
  }
}

/// The text of a <contentSet>: of its first NITF, XHTML or plain rendition that holds one.
std::string content_text(pugi::xml_node set, Article& article) {
  for (const auto xml : children(set, "inlineXML")) {
    if (const auto nitf = descendant(xml, "body.content")) {
      add_entities(article, nitf, Relation::kMentions);
      return nitf_text(nitf);
    }
    const auto body = descendant(xml, "body");
    if (auto text = html_fragment_to_text(inner_xml(body ? body : xml)); !text.empty()) return text;
  }
  for (const auto data : children(set, "inlineData")) {
    std::string text;
    for (const auto inner : data.children()) text += inner.value();
    if (!text.empty())
      return attribute(data, "contenttype").find("html") == std::string::npos ? text
                                                                              : html_fragment_to_text(text);
  }
  return "";
}

std::expected<Article, Error> parse_newsml(pugi::xml_node item, const XmlHead&,
                                           std::vector<std::string>& warnings) {
  const auto meta = child(item, "itemMeta"), content = child(item, "contentMeta");
  Article article{.id = attribute(item, "guid"), .title = child_text(content, "headline")};
  if (article.title.empty()) article.title = child_text(meta, "title");
  article.text = content_text(child(item, "contentSet"), article);
  if (article.text.empty() && child(content, "description")) {
    article.text = child_text(content, "description");
    article.is_teaser = true;
  }
  for (const auto by : children(content, "by")) article.authors.push_back(strip_by(text_of(by)));
  for (const auto creator : children(content, "creator")) {
    if (article.authors.empty()) article.authors.push_back(name_of(creator));
  }
  set_date(article.published, child_text(content, "contentCreated"), warnings);
  set_date(article.published, child_text(meta, "firstCreated"), warnings);
  set_date(article.published, child_text(meta, "versionCreated"), warnings);
  set_date(article.updated, child_text(meta, "versionCreated"), warnings);
  article.source = name_of(child(meta, "provider"));
  if (article.source.empty()) article.source = name_of(child(content, "infoSource"));
  if (article.source.empty()) article.source = attribute(child(meta, "provider"), "qcode");
  article.language = attribute(child(content, "language"), "tag");
  if (article.language.empty()) article.language = attribute(item, "lang");
  for (const auto keyword : children(content, "keyword")) article.keywords.push_back(text_of(keyword));
  for (const auto subject : children(content, "subject")) add_subject(article, subject, Relation::kAbout);
  for (const auto located : children(content, "located"))
    add_entity(article.places, {.name = name_of(located), .uri = attribute(located, "qcode")});
  for (const auto assertion : children(item, "assert")) add_subject(article, assertion, Relation::kMentions);
  return article;
}

}  // namespace

bool looks_like_nitf(std::string_view beginning, std::string_view) {
  return xml_root_is(beginning, {"nitf"});
}
bool looks_like_newsml(std::string_view beginning, std::string_view) {
  return xml_root_is(beginning, {"newsMessage", "newsItem"});
}
std::unique_ptr<RecordReader> open_nitf(Input& input, const ReadOptions&) {
  return open_xml(input, {"nitf"}, parse_nitf);
}
std::unique_ptr<RecordReader> open_newsml(Input& input, const ReadOptions&) {
  return open_xml(input, {"newsItem"}, parse_newsml);
}

}  // namespace dateline
