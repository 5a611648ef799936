#include "corpus/readers/json_forms.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "corpus/base/text.h"
#include "corpus/readers/field_names.h"
#include "corpus/readers/fragment.h"

namespace dateline {
namespace {

using Kind = Value::Kind;

Value text_value(std::string text) { return {.kind = Kind::kText, .text = std::move(text)}; }

std::string text_of(const Value* value) {
  return value != nullptr && (value->kind == Kind::kText || value->kind == Kind::kNumber) ? value->text : "";
}
std::string text_at(const Value& object, std::string_view name) { return text_of(object.find(name)); }

/// Calls `visit` for the items of a list, or for the value itself.
void each(const Value* value, const std::function<void(const Value&)>& visit) {
  if (value == nullptr || value->kind == Kind::kNull) return;
  if (value->kind != Kind::kList) return visit(*value);
  for (const auto& item : value->items) visit(item);
}

/// Builds the record that article_of reads.
class Record {
 public:
  void text(std::string name, std::string text) {
    if (!trimmed(text).empty()) value_.members.emplace_back(std::move(name), text_value(std::move(text)));
  }
  void item(std::string_view name, Value item) {
    auto found =
        std::ranges::find(value_.members, name, [](const auto& one) { return std::string_view(one.first); });
    if (found == value_.members.end()) {
      value_.members.emplace_back(std::string(name), Value{.kind = Kind::kList});
      found = std::prev(value_.members.end());
    }
    found->second.items.push_back(std::move(item));
  }
  void copy(const Value& from, std::string_view name, std::string to) {
    if (const auto* value = from.find(name); value != nullptr && value->kind != Kind::kNull)
      value_.members.emplace_back(std::move(to), *value);
  }
  Value take() { return std::move(value_); }

 private:
  Value value_{.kind = Kind::kObject};
};

Value entity(const Value& given, std::string_view relation) {
  Record record;
  record.text("name", given.kind == Kind::kObject ? text_at(given, "name") : text_of(&given));
  record.text("rel", std::string(relation));
  for (const char* name : {"uri", "@id", "sameAs"}) {
    if (const auto uri = text_at(given, name); !uri.empty()) {
      record.text("uri", uri);
      break;
    }
  }
  if (const auto* geo = given.find("geo")) {
    record.text("latitude", text_at(*geo, "latitude"));
    record.text("longitude", text_at(*geo, "longitude"));
  }
  const auto* point = given.find("geometry_geojson");
  const auto* numbers = point == nullptr ? nullptr : point->find("coordinates");
  if (numbers != nullptr && numbers->items.size() >= 2) {  // GeoJSON has the longitude first
    record.text("longitude", text_of(&numbers->items[0]));
    record.text("latitude", text_of(&numbers->items[1]));
  }
  return record.take();
}

bool has_name(const Value& value) { return !text_at(value, "name").empty(); }

// ---- ninjs ----

bool is_ninjs(const Value& record) {
  const auto has = [&](const char* name) { return record.find(name) != nullptr; };
  const bool dated = has("versioncreated") || has("versionCreated") || has("firstcreated") ||
                     has("firstCreated") || has("contentcreated");
  return has("body_text") || has("body_xhtml") || has("bodies") || has("headlines") || (dated && has("uri"));
}

/// The text of ninjs 1's body_… members and of ninjs 2's and 3's list of bodies; plain text before markup.
std::string ninjs_text(const Value& record) {
  if (auto plain = text_at(record, "body_text"); !plain.empty()) return plain;
  if (const auto xhtml = text_at(record, "body_xhtml"); !xhtml.empty()) return html_fragment_to_text(xhtml);
  std::string plain, marked;
  each(record.find("bodies"), [&](const Value& body) {
    const auto type = text_at(body, "contenttype") + text_at(body, "contentType");
    auto& slot = type.empty() || type.find("plain") != std::string::npos ? plain : marked;
    if (slot.empty()) slot = text_at(body, "value");
  });
  if (!plain.empty() && plain.find("</") == std::string::npos) return plain;
  return html_fragment_to_text(plain.empty() ? marked : plain);
}

std::string ninjs_headline(const Value& record) {
  auto headline = text_at(record, "headline");
  each(record.find("headlines"), [&](const Value& one) {
    if (headline.empty() || text_at(one, "role") == "main") headline = text_at(one, "value");
  });
  return headline.empty() ? text_at(record, "title") : headline;
}

void add_entities(Record& into, const Value& record, std::initializer_list<const char*> names,
                  const char* field) {
  for (const char* name : names) {
    each(record.find(name), [&](const Value& one) {
      const auto relation = text_at(one, "rel");
      if (has_name(one)) into.item(field, entity(one, relation == "mentions" ? "mentions" : "about"));
    });
  }
}

Value from_ninjs(const Value& given) {
  Record record;
  record.text("id", text_at(given, "uri"));
  record.copy(given, "url", "url");
  record.text("title", ninjs_headline(given));
  record.text("text", ninjs_text(given));
  for (const char* name : {"description_text", "summary"}) record.text("summary", text_at(given, name));
  each(given.find("descriptions"), [&](const Value& one) { record.text("summary", text_at(one, "value")); });
  each(given.find("authors"), [&](const Value& one) {
    if (has_name(one)) record.item("authors", text_value(text_at(one, "name")));
  });
  record.text("byline", text_at(given, "byline"));
  for (const char* name : {"firstcreated", "firstCreated", "contentcreated", "contentCreated",
                           "versioncreated", "versionCreated"})
    record.text("published", text_at(given, name));
  for (const char* name : {"versioncreated", "versionCreated"}) record.text("updated", text_at(given, name));
  each(given.find("infosources"), [&](const Value& one) { record.text("source", text_at(one, "name")); });
  for (const char* name : {"source", "copyrightholder", "copyrightHolder"})
    record.text("source", text_at(given, name));
  record.text("language", text_at(given, "language"));
  for (const char* name : {"subject", "subjects", "keywords", "genre", "genres"}) {
    each(given.find(name), [&](const Value& one) {
      const auto keyword = one.kind == Kind::kObject ? text_at(one, "name") : text_of(&one);
      if (!keyword.empty()) record.item("keywords", text_value(keyword));
    });
  }
  add_entities(record, given, {"person", "people"}, "people");
  add_entities(record, given, {"place", "places"}, "places");
  add_entities(record, given, {"organisation", "organisations"}, "organizations");
  if (const auto located = text_at(given, "located"); !located.empty()) {
    Record place;
    place.text("name", located);
    place.text("rel", "mentions");
    record.item("places", place.take());
  }
  return record.take();
}

// ---- schema.org ----

bool has_type(const Value& value, std::initializer_list<std::string_view> endings) {
  bool found = false;
  each(value.find("@type"), [&](const Value& type) {
    for (const auto ending : endings) found |= type.text.ends_with(ending);
  });
  return found;
}

bool is_schema_article(const Value& value) {
  return has_type(value, {"Article", "BlogPosting", "Report", "ReportageNewsArticle", "LiveBlogPosting"});
}

void add_things(Record& into, const Value* things, const char* relation) {
  each(things, [&](const Value& thing) {
    if (thing.kind == Kind::kText) {
      if (std::string_view(relation) == "about") into.item("keywords", thing);
      return;
    }
    if (!has_name(thing)) return;
    if (has_type(thing, {"Person"})) {
      into.item("people", entity(thing, relation));
    } else if (has_type(thing, {"Place", "City", "Country", "State", "AdministrativeArea", "Landform"})) {
      into.item("places", entity(thing, relation));
    } else if (has_type(thing, {"Organization", "Corporation", "SportsTeam"})) {
      into.item("organizations", entity(thing, relation));
    } else {
      into.item("keywords", text_value(text_at(thing, "name")));
    }
  });
}

Value from_schema_org(const Value& given) {
  Record record;
  record.text("id", text_at(given, "identifier"));
  record.text("url", text_at(given, "url"));
  const auto* page = given.find("mainEntityOfPage");
  if (page != nullptr)
    record.text("link", page->kind == Kind::kObject ? text_at(*page, "@id") : text_of(page));
  record.text("title", text_at(given, "headline"));
  record.text("headline", text_at(given, "name"));
  const auto body = text_at(given, "articleBody");
  record.text("text", body.find("</") == std::string::npos ? body : html_fragment_to_text(body));
  record.text("summary", text_at(given, "description"));
  each(given.find("author"), [&](const Value& one) {
    const auto name = one.kind == Kind::kObject ? text_at(one, "name") : text_of(&one);
    if (!name.empty()) record.item("authors", text_value(name));
  });
  record.text("published", text_at(given, "datePublished"));
  record.text("created", text_at(given, "dateCreated"));
  record.text("updated", text_at(given, "dateModified"));
  each(given.find("publisher"), [&](const Value& one) {
    record.text("source", one.kind == Kind::kObject ? text_at(one, "name") : text_of(&one));
  });
  each(given.find("articleSection"), [&](const Value& one) { record.text("section", text_of(&one)); });
  record.text("language", text_at(given, "inLanguage"));
  if (const auto* keywords = given.find("keywords"); keywords != nullptr && keywords->kind == Kind::kText) {
    for (std::string_view rest = keywords->text; !rest.empty();) {
      const auto end = std::min(rest.find(','), rest.size());
      record.item("keywords", text_value(std::string(trimmed(rest.substr(0, end)))));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  } else {
    each(keywords, [&](const Value& one) {
      const auto word = one.kind == Kind::kObject ? text_at(one, "name") : text_of(&one);
      if (!word.empty()) record.item("keywords", text_value(word));
    });
  }
  add_things(record, given.find("about"), "about");
  add_things(record, given.find("contentLocation"), "about");
  add_things(record, given.find("mentions"), "mentions");
  each(given.find("dateline"), [&](const Value& one) {
    if (one.kind != Kind::kText) return;
    Record place;
    place.text("name", one.text);
    record.item("places", place.take());
  });
  return record.take();
}

using Renames = std::map<std::string, std::string>;

/// Whether `value` is an object with a headline or a text; the name of a person is none.
bool has_words(const Value& value, const Renames& renames) {
  return value.kind == Kind::kObject && std::ranges::any_of(value.members, [&](const Member& member) {
           const auto renamed = renames.find(member.first);
           const auto& name = renamed == renames.end() ? member.first : renamed->second;
           if (member.first == "fields" || member.first == "_source")
             return has_words(member.second, renames);
           return holds_words(name) && plain_field_name(name) != "name";
         });
}

/// Whether interfaces call the list of what they found so; what is "related" to an article is none.
bool names_answers(std::string_view name) {
  static constexpr std::array<std::string_view, 11> kNames{"articles", "results", "docs",     "items",
                                                           "data",     "posts",   "news",     "stories",
                                                           "hits",     "entries", "documents"};
  return std::ranges::find(kNames, name) != kNames.end();
}

std::optional<std::vector<Value>> first_list(Value& value, const Renames& renames, std::size_t levels) {
  for (auto& [name, inside] : value.members) {
    const bool is_list = inside.kind == Kind::kList && names_answers(name);
    if (is_list && (inside.items.empty() || std::ranges::any_of(inside.items, [&](const Value& one) {
                      return has_words(one, renames);
                    })))
      return std::move(inside.items);
    if (inside.kind != Kind::kObject || names_a_field(name) || levels == 1) continue;
    if (auto found = first_list(inside, renames, levels - 1)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<Value>> records_inside(Value& answer, const Renames& renames) {
  constexpr std::size_t kLevels = 3;
  const bool is_json_feed = text_at(answer, "version").starts_with("https://jsonfeed.org/");
  if (answer.kind != Kind::kObject || (has_words(answer, renames) && !is_json_feed)) return std::nullopt;
  const bool is_known = answer.find("@graph") != nullptr || is_schema_article(answer) || is_ninjs(answer);
  return is_known ? std::nullopt : first_list(answer, renames, kLevels);
}

Value known_form(Value record) {
  if (record.kind != Kind::kObject) return record;
  for (const char* name : {"fields", "_source"}) {
    const auto found = std::ranges::find(record.members, name, &Member::first);
    if (found == record.members.end() || found->second.kind != Kind::kObject) continue;
    auto inside = std::move(found->second.members);
    record.members.erase(found);
    std::ranges::move(inside, std::back_inserter(record.members));
  }
  if (is_schema_article(record)) return from_schema_org(record);
  const Value* found = nullptr;
  each(record.find("@graph"), [&](const Value& one) {
    if (found == nullptr && is_schema_article(one)) found = &one;
  });
  if (found != nullptr) return from_schema_org(*found);
  return is_ninjs(record) ? from_ninjs(record) : record;
}

}  // namespace dateline
