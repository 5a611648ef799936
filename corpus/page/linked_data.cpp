#include "corpus/page/linked_data.h"

#include <algorithm>
#include <functional>

#include "corpus/base/text.h"
#include "corpus/readers/fragment.h"
#include "corpus/readers/json_value.h"

namespace dateline {
namespace {

std::string text_of(const Value* value) {
  if (value == nullptr) return "";
  if (value->kind == Value::Kind::kText || value->kind == Value::Kind::kNumber) return value->text;
  if (value->kind == Value::Kind::kList && !value->items.empty()) return text_of(&value->items.front());
  if (value->kind == Value::Kind::kObject) return text_of(value->find("name"));
  return "";
}

void each(const Value* value, const std::function<void(const Value&)>& visit) {
  if (value == nullptr || value->kind == Value::Kind::kNull) return;
  if (value->kind != Value::Kind::kList) return visit(*value);
  for (const auto& item : value->items) visit(item);
}

bool has_type(const Value& object, const std::function<bool(std::string_view)>& is) {
  bool found = false;
  each(object.find("@type"), [&](const Value& type) { found |= is(type.text); });
  return found;
}

bool is_article(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" || type == "Review";
}

void set(std::string& into, const Value* value) {
  if (into.empty()) into = text_of(value);
}

void add_entity(const Value& value, Relation relation, bool is_location, LinkedData& data) {
  Entity entity{.name = text_of(&value), .relation = relation};
  if (entity.name.empty() || value.kind != Value::Kind::kObject) return;
  entity.uri = text_of(value.find("sameAs"));
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return has_type(value,
                    [&](std::string_view type) { return std::ranges::find(names, type) != names.end(); });
  };
  if (is({"Person"})) {
    data.people.push_back(std::move(entity));
  } else if (is_location || is({"Place", "City", "Country", "State", "AdministrativeArea"})) {
    data.places.push_back(std::move(entity));
  } else if (is({"Organization", "Corporation", "GovernmentOrganization", "NGO", "SportsTeam"})) {
    data.organizations.push_back(std::move(entity));
  }
}

void read_article(const Value& object, LinkedData& data) {
  set(data.title, object.find("headline"));
  set(data.url, object.find("url"));
  set(data.source, object.find("publisher"));
  set(data.section, object.find("articleSection"));
  set(data.language, object.find("inLanguage"));
  set(data.published, object.find("datePublished"));
  set(data.modified, object.find("dateModified"));
  const auto body = text_of(object.find("articleBody"));
  if (body.size() > data.body.size())
    data.body = body.find('<') == std::string::npos ? body : html_fragment_to_text(body);
  if (data.authors.empty()) {
    each(object.find("author"), [&](const Value& author) {
      if (auto name = text_of(&author); !name.empty()) data.authors.push_back(std::move(name));
    });
  }
  each(object.find("keywords"), [&](const Value& words) {
    std::string_view rest = words.text;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(','), rest.size());
      data.keywords.emplace_back(trimmed(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  });
  each(object.find("about"), [&](const Value& one) { add_entity(one, Relation::kAbout, false, data); });
  each(object.find("mentions"), [&](const Value& one) { add_entity(one, Relation::kMentions, false, data); });
  for (const char* location : {"contentLocation", "locationCreated", "spatialCoverage"}) {
    each(object.find(location), [&](const Value& one) { add_entity(one, Relation::kAbout, true, data); });
  }
}

void read_value(const Value& value, LinkedData& data) {
  for (const auto& item : value.items) read_value(item, data);
  if (const auto* graph = value.find("@graph")) read_value(*graph, data);
  if (const auto* entity = value.find("mainEntity"); entity != nullptr && has_type(*entity, is_article))
    read_article(*entity, data);
  if (has_type(value, is_article)) read_article(value, data);
}

/// Line breaks inside strings and commas before a closing bracket: what templates get wrong most often.
std::string mended(std::string_view json) {
  std::string out;
  bool in_string = false, escaped = false;
  for (const char c : json) {
    if (in_string && (c == '\n' || c == '\r' || c == '\t')) {
      out += ' ';
      continue;
    }
    if (!in_string && (c == '}' || c == ']')) {
      while (!out.empty() && (out.back() == ' ' || out.back() == '\n' || out.back() == ',')) out.pop_back();
    }
    if (c == '"' && !escaped) in_string = !in_string;
    escaped = in_string && c == '\\' && !escaped;
    out += c;
  }
  return out;
}

}  // namespace

void read_linked_data(std::string_view json, LinkedData& data) {
  json = trimmed(json);
  if (json.starts_with("<!--")) json.remove_prefix(4);
  if (json.ends_with("-->")) json.remove_suffix(3);
  auto value = parse_json(json);
  if (!value) value = parse_json(mended(json));
  if (value) read_value(*value, data);
}

}  // namespace dateline
