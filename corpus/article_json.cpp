#include "corpus/article_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "corpus/base/text.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// Writes the members of an article's object that are wanted and not empty.
template <typename IsWanted>
class MemberWriter {
 public:
  explicit MemberWriter(IsWanted is_wanted) : is_wanted_(std::move(is_wanted)) { json_.begin_object(); }

  void put(std::string_view key, const std::string& value) {
    if (!value.empty() && is_wanted_(key)) json_.member(key, value);
  }
  void put(std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty() && is_wanted_(key))
      json_.list(key, values, [&](const auto& one) { json_.value(one); });
  }
  void put(std::string_view key, const std::optional<Date>& date) {
    if (date && is_wanted_(key)) json_.member(key, to_string(*date));
  }
  void put(std::string_view key, const std::vector<Entity>& entities) {
    if (!entities.empty() && is_wanted_(key)) write_json(json_.key(key), entities);
  }
  void put(std::string_view key, bool truth) {
    if (truth && is_wanted_(key)) json_.member(key, truth);
  }

  std::string finish() { return json_.end_object().take(); }

 private:
  JsonWriter json_;
  IsWanted is_wanted_;
};

/// The object of those fields that `is_wanted` names.
template <typename IsWanted>
std::string json_of(const Article& article, IsWanted is_wanted) {
  MemberWriter<IsWanted> members(std::move(is_wanted));
  members.put("id", article.id);
  members.put("url", article.url);
  members.put("title", article.title);
  members.put("text", article.text);
  members.put("authors", article.authors);
  members.put("published", article.published);
  members.put("updated", article.updated);
  members.put("source", article.source);
  members.put("section", article.section);
  members.put("language", article.language);
  members.put("keywords", article.keywords);
  members.put("people", article.people);
  members.put("places", article.places);
  members.put("organizations", article.organizations);
  members.put("is_teaser", article.is_teaser);
  return members.finish();
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

}  // namespace

void write_json(JsonWriter& json, const std::vector<Entity>& entities) {
  json.begin_array();
  for (const auto& entity : entities) {
    json.begin_object().member("name", entity.name).member("rel", name(entity.relation));
    json.member("from", entity.origin == Origin::kMeta ? "meta" : "text");
    if (!entity.uri.empty()) json.member("uri", entity.uri);
    if (!entity.country.empty()) json.member("country", entity.country);
    if (entity.position)
      json.member("lat", entity.position->latitude).member("lon", entity.position->longitude);
    if (!entity.written.empty()) json.member("written", entity.written);
    if (!entity.parents.empty())
      json.list("parents", entity.parents, [&](const auto& one) { json.value(one); });
    json.end_object();
  }
  json.end_array();
}

std::string to_json(const Article& article, bool with_text) {
  return json_of(article, [&](std::string_view field) { return with_text || field != "text"; });
}

std::span<const std::string_view> article_fields() {
  static constexpr std::array<std::string_view, 15> kFields{
      "id",      "url",      "title",    "text",   "authors", "published",     "updated",  "source",
      "section", "language", "keywords", "people", "places",  "organizations", "is_teaser"};
  return kFields;
}

std::string to_json(const Article& article, std::span<const std::string> fields) {
  return json_of(article,
                 [&](std::string_view field) { return std::ranges::find(fields, field) != fields.end(); });
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
