#include "corpus/article.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 3> kRelations{"mentions", "about", "dateline"};

using Json = nlohmann::ordered_json;

void normalize_list(std::vector<std::string>& list) {
  std::set<std::string> seen;
  std::vector<std::string> kept;
  for (auto& value : list) {
    auto clean = squeezed(clean_text(value));
    if (!clean.empty() && seen.insert(clean).second) kept.push_back(std::move(clean));
  }
  list = std::move(kept);
}

/// One entry a name; of several, the stronger relation and whatever any of them knows.
void normalize_entities(std::vector<Entity>& entities) {
  std::vector<Entity> kept;
  for (auto& entity : entities) {
    entity.name = squeezed(clean_text(entity.name));
    if (entity.name.empty()) continue;
    const auto same = std::ranges::find_if(kept, [&](const Entity& other) {
      return other.name == entity.name && other.origin == entity.origin;
    });
    if (same == kept.end()) {
      kept.push_back(std::move(entity));
      continue;
    }
    same->relation = std::max(same->relation, entity.relation);
    if (same->uri.empty()) same->uri = entity.uri;
    if (same->country.empty()) same->country = entity.country;
    if (!same->position) same->position = entity.position;
  }
  entities = std::move(kept);
}

void put(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

void put(Json& json, const char* key, const std::vector<std::string>& values) {
  if (!values.empty()) json[key] = values;
}

void put(Json& json, const char* key, const std::optional<Date>& date) {
  if (date) json[key] = to_string(*date);
}

void put(Json& json, const char* key, const std::vector<Entity>& entities) {
  if (entities.empty()) return;
  auto& list = json[key] = Json::array();
  for (const auto& entity : entities) {
    Json one;
    one["name"] = entity.name;
    one["rel"] = name(entity.relation);
    one["from"] = entity.origin == Origin::kMeta ? "meta" : "text";
    put(one, "uri", entity.uri);
    put(one, "country", entity.country);
    if (entity.position) {
      one["lat"] = entity.position->latitude;
      one["lon"] = entity.position->longitude;
    }
    put(one, "written", entity.written);
    put(one, "parents", entity.parents);
    list.push_back(std::move(one));
  }
}

std::optional<Date> date_at(const Json& json, const char* key) {
  if (!json.contains(key)) return std::nullopt;
  const auto date = parse_date(json[key].get<std::string>());
  return date ? std::optional(*date) : std::nullopt;
}

std::vector<Entity> entities_at(const Json& json, const char* key) {
  std::vector<Entity> entities;
  if (!json.contains(key)) return entities;
  for (const auto& one : json[key]) {
    Entity entity{.name = one.at("name").get<std::string>()};
    entity.relation = parse_relation(one.at("rel").get<std::string>()).value_or(Relation::kMentions);
    entity.origin = one.at("from") == "text" ? Origin::kText : Origin::kMeta;
    entity.uri = one.value("uri", "");
    entity.country = one.value("country", "");
    if (one.contains("lat")) entity.position = GeoPoint{one["lat"].get<double>(), one["lon"].get<double>()};
    entity.written = one.value("written", "");
    entity.parents = one.value("parents", std::vector<std::string>{});
    entities.push_back(std::move(entity));
  }
  return entities;
}

/// JSON inside a <script> element must not hold "</" or "<!--".
std::string script_safe(std::string json) {
  for (std::size_t at = json.find('<'); at != std::string::npos; at = json.find('<', at + 1)) {
    json.replace(at, 1, "\\u003c");
  }
  return json;
}

/// The object of to_json.
Json json_of(const Article& article, bool with_text) {
  Json json = Json::object();
  put(json, "id", article.id);
  put(json, "url", article.url);
  put(json, "title", article.title);
  if (with_text) put(json, "text", article.text);
  put(json, "authors", article.authors);
  put(json, "published", article.published);
  put(json, "updated", article.updated);
  put(json, "source", article.source);
  put(json, "section", article.section);
  put(json, "language", article.language);
  put(json, "keywords", article.keywords);
  put(json, "people", article.people);
  put(json, "places", article.places);
  put(json, "organizations", article.organizations);
  if (article.is_teaser) json["is_teaser"] = true;
  return json;
}

std::string written(const Json& json) {
  return script_safe(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

std::string_view name(Relation relation) { return kRelations[static_cast<std::size_t>(relation)]; }

std::optional<Relation> parse_relation(std::string_view name) {
  const auto found = std::ranges::find(kRelations, name);
  if (found == kRelations.end()) return std::nullopt;
  return static_cast<Relation>(found - kRelations.begin());
}

std::string stable_id(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001b3u;
  }
  return fmt::format("{:016x}", hash);
}

std::expected<Article, Error> normalized(Article article, std::string_view path) {
  for (auto* line : {&article.title, &article.source, &article.section, &article.id, &article.url}) {
    *line = squeezed(clean_text(*line));
  }
  article.text = std::string(trimmed(clean_text(article.text)));
  article.language = ascii_lower(article.language.substr(0, article.language.find_first_of("-_")));
  if (article.title.empty() && article.text.empty()) {
    return std::unexpected(malformed("the record is not an article: it has neither title nor text"));
  }
  for (auto* list : {&article.authors, &article.keywords}) normalize_list(*list);
  for (auto* list : {&article.people, &article.places, &article.organizations}) normalize_entities(*list);
  if (article.id.empty()) {
    article.id = article.url.empty()
                     ? stable_id(std::string(path) + '\0' + article.title + '\0' + article.text)
                     : stable_id(article.url);
  }
  return article;
}

std::string to_json(const Article& article, bool with_text) { return written(json_of(article, with_text)); }

std::span<const std::string_view> article_fields() {
  static constexpr std::array<std::string_view, 15> kFields{
      "id",      "url",      "title",    "text",   "authors", "published",     "updated",  "source",
      "section", "language", "keywords", "people", "places",  "organizations", "is_teaser"};
  return kFields;
}

std::string to_json(const Article& article, std::span<const std::string> fields) {
  auto json = json_of(article, true);
  for (const auto field : article_fields()) {
    if (std::ranges::find(fields, field) == fields.end()) json.erase(std::string(field));
  }
  return written(json);
}

std::expected<Article, Error> article_from_json(std::string_view text) {
  try {
    const auto json = Json::parse(text);
    Article article;
    article.id = json.value("id", "");
    article.url = json.value("url", "");
    article.title = json.value("title", "");
    article.text = json.value("text", "");
    article.authors = json.value("authors", std::vector<std::string>{});
    article.published = date_at(json, "published");
    article.updated = date_at(json, "updated");
    article.source = json.value("source", "");
    article.section = json.value("section", "");
    article.language = json.value("language", "");
    article.keywords = json.value("keywords", std::vector<std::string>{});
    article.people = entities_at(json, "people");
    article.places = entities_at(json, "places");
    article.organizations = entities_at(json, "organizations");
    article.is_teaser = json.value("is_teaser", false);
    return article;
  } catch (const Json::exception& failure) {
    return std::unexpected(malformed("the stored article is not readable: {}", failure.what()));
  }
}

}  // namespace dateline
