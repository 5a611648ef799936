#include "corpus/article_json.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

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

}  // namespace dateline
