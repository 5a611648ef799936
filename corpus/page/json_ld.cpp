#include "corpus/page/json_ld.h"

#include <algorithm>
#include <array>
#include <functional>

#include "corpus/base/text.h"
#include "corpus/readers/fragment.h"
#include "corpus/readers/json.h"

namespace dateline {
namespace {

/// The JSON inside `script` with the usual faults mended.
std::string mended(std::string_view script) {
  const auto begin = script.find_first_of("{[");
  const auto end = script.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "";
  std::string json;
  bool quoted_now = false;
  for (std::size_t n = begin; n <= end; ++n) {
    const char c = script[n];
    if (quoted_now && c == '\\' && n < end) {
      json += c;
      json += script[++n];
      continue;
    }
    if (c == '"') quoted_now = !quoted_now;
    const bool control = static_cast<unsigned char>(c) < 0x20;
    if (quoted_now && control) {
      json += c == '\n' ? "\\n" : " ";
      continue;
    }
    if (!quoted_now && (c == '}' || c == ']')) {
      const auto last = json.find_last_not_of(" \t\r\n");
      if (last != std::string::npos && json[last] == ',') json.erase(last, 1);
    }
    json += c;
  }
  return json;
}

/// A property's text: itself, the first of a list, or an object's `name` or `@id`.
std::string text_of(const Value* value, int depth = 0) {
  if (value == nullptr || depth > 2) return "";
  if (value->kind == Value::Kind::kText) return value->text;
  if (value->kind == Value::Kind::kList)
    return value->items.empty() ? "" : text_of(&value->items.front(), depth + 1);
  const auto name = text_of(value->find("name"), depth + 1);
  return name.empty() ? text_of(value->find("@id"), depth + 1) : name;
}

void each(const Value* value, const std::function<void(const Value&)>& visit) {
  if (value == nullptr) return;
  if (value->kind != Value::Kind::kList) return visit(*value);
  for (const auto& item : value->items) visit(item);
}

bool has_type(const Value& object, const std::function<bool(std::string_view)>& matches) {
  bool found = false;
  each(object.find("@type"), [&](const Value& type) { found |= matches(type.text); });
  return found;
}

bool is_article(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" ||
         type == "LiveBlogPosting";
}

bool is_place(std::string_view type) {
  return type == "Place" || type == "City" || type == "Country" || type == "State" ||
         type == "AdministrativeArea" || type == "Landform";
}

bool is_organization(std::string_view type) {
  return type.ends_with("Organization") || type == "Corporation" || type == "SportsTeam";
}

void set(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

/// `about`, `mentions` and places of the article. A place property says what its value is.
void read_entities(const Value& article, LinkedData& data) {
  struct Property {
    std::string_view name;
    Relation relation;
    bool is_place;
  };
  static constexpr std::array<Property, 5> kProperties{{{"about", Relation::kAbout, false},
                                                        {"mentions", Relation::kMentions, false},
                                                        {"contentLocation", Relation::kAbout, true},
                                                        {"spatialCoverage", Relation::kAbout, true},
                                                        {"locationCreated", Relation::kMentions, true}}};
  for (const auto& property : kProperties) {
    each(article.find(property.name), [&](const Value& one) {
      Entity entity{.name = squeezed(text_of(&one)), .relation = property.relation};
      if (entity.name.empty()) return;
      entity.uri = text_of(one.find("sameAs"));
      if (has_type(one, [](std::string_view type) { return type == "Person"; }))
        data.people.push_back(entity);
      else if (property.is_place || has_type(one, is_place))
        data.places.push_back(entity);
      else if (has_type(one, is_organization))
        data.organizations.push_back(entity);
    });
  }
}

void read_keywords(const Value* value, std::vector<std::string>& keywords) {
  each(value, [&](const Value& one) {
    std::string_view rest = one.text;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(','), rest.size());
      if (auto word = squeezed(rest.substr(0, end)); !word.empty()) keywords.push_back(std::move(word));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  });
}

void read_article(const Value& article, LinkedData& data) {
  const auto get = [&](std::string_view name) { return text_of(article.find(name)); };
  set(data.headline, html_fragment_to_text(get("headline")));
  set(data.published, get("datePublished"));
  set(data.updated, get("dateModified"));
  set(data.section, get("articleSection"));
  set(data.language, get("inLanguage"));
  set(data.url, get("url"));
  set(data.source, get("publisher"));
  if (data.body.empty()) data.body = html_fragment_to_text(get("articleBody"));
  if (data.keywords.empty()) read_keywords(article.find("keywords"), data.keywords);
  if (data.authors.empty()) {
    each(article.find("author"), [&](const Value& one) {
      if (auto name = squeezed(text_of(&one)); !name.empty() && name.find("://") == std::string::npos)
        data.authors.push_back(std::move(name));
    });
  }
  read_entities(article, data);
}

/// Articles at the top, in lists and in @graph; lists do not nest deeper than parse_json allows.
void read_value(const Value& value, LinkedData& data) {
  for (const auto& item : value.items) read_value(item, data);
  if (const auto* graph = value.find("@graph")) read_value(*graph, data);
  if (const auto* page = value.find("mainEntity"); page != nullptr && !has_type(value, is_article))
    read_value(*page, data);
  if (has_type(value, is_article)) read_article(value, data);
}

}  // namespace

void read_json_ld(std::string_view script, LinkedData& data) {
  auto value = parse_json(script);
  if (!value) value = parse_json(mended(script));
  if (value) read_value(*value, data);
}

}  // namespace dateline
