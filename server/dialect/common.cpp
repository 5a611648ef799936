#include "server/dialect/common.h"

#include <algorithm>

#include "server/restrictions.h"

namespace dateline::dialect {

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::expected<Json, Error> parsed(std::string_view body) {
  constexpr int kMaxDepth = 32;
  bool too_deep = false;
  auto json = Json::parse(
      body,
      [&](int depth, Json::parse_event_t, Json&) {
        too_deep |= depth > kMaxDepth;
        return !too_deep;
      },
      false);
  if (json.is_discarded() || too_deep || !(json.is_object() || json.is_array()))
    return std::unexpected(invalid("the body is not a JSON object: see the dialect's documentation"));
  return json;
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::uint32_t number_of(const Json& object, const char* key, std::uint32_t otherwise, std::uint32_t most) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return otherwise;
  const auto number = found->get<double>();
  return number <= 0 ? 0 : number >= most ? most : static_cast<std::uint32_t>(number);
}

bool has(const Json& object, const char* key) { return object.contains(key) && !object[key].is_null(); }

std::vector<std::string> texts_of(const Json& object, const char* key) {
  std::vector<std::string> texts;
  const auto found = object.find(key);
  if (found == object.end()) return texts;
  if (found->is_string()) return {found->get<std::string>()};
  if (!found->is_array()) return texts;
  for (const auto& one : *found) {
    if (one.is_string()) texts.push_back(one.get<std::string>());
  }
  return texts;
}

std::vector<std::string> facets_of(const Json& object) {
  std::vector<std::string> facets;
  for (const auto& attribute : texts_of(object, "facets")) {
    if (attribute == "*") return facet_fields();
    auto facet = facet_of_attribute(attribute);
    if (!facet.empty() && std::ranges::find(facets, facet) == facets.end())
      facets.push_back(std::move(facet));
  }
  return facets;
}

std::string tagged(std::string_view text, const std::vector<Range>& highlights, const Tags& tags) {
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, end] : highlights) {
    if (begin < at || end <= begin || end > text.size()) continue;
    out.append(text.substr(at, begin - at))
        .append(tags.pre)
        .append(text.substr(begin, end - begin))
        .append(tags.post);
    at = end;
  }
  return out.append(text.substr(at));
}

static Json names_of(const std::vector<Entity>& entities) {
  auto names = Json::array();
  for (const auto& entity : entities) names.push_back(entity.name);
  return names;
}

Json document_of(const Hit& hit) {
  const auto& article = hit.article;
  Json json{{"objectID", article.id},     {"id", article.id},           {"url", article.url},
            {"title", article.title},     {"text", hit.snippet.text},   {"source", article.source},
            {"section", article.section}, {"authors", article.authors}, {"language", article.language}};
  json["published"] = article.published ? Json(to_string(*article.published)) : Json(nullptr);
  json["published_timestamp"] =
      article.published ? Json(article.published->instant.time_since_epoch().count()) : Json(nullptr);
  json["keywords"] = article.keywords;
  json["people"] = names_of(article.people);
  json["places"] = names_of(article.places);
  json["organizations"] = names_of(article.organizations);
  return json;
}

Json counts_of(const Page& page) {
  auto counts = Json::object();
  for (const auto& facet : page.facets) {
    auto& values = counts[facet.field] = Json::object();
    for (const auto& [value, count] : facet.values) values[value] = count;
  }
  return counts;
}

Json stats_of(const Page& page) {
  auto stats = Json::object();
  for (const auto& facet : page.facets) {
    if (facet.field != "year" || facet.values.empty() || facet.distinct > facet.values.size()) continue;
    double sum = 0, count = 0;
    for (const auto& [year, articles] : facet.values) {
      sum += std::stod(year) * static_cast<double>(articles);
      count += static_cast<double>(articles);
    }
    stats[facet.field] = {{"min", std::stoi(facet.values.back().value)},
                          {"max", std::stoi(facet.values.front().value)},
                          {"avg", sum / count},
                          {"sum", sum}};
  }
  return stats;
}

double milliseconds(const Page& page) { return std::max(1.0, static_cast<double>(page.took.count() / 1000)); }

std::expected<Json, Error> list_of(std::string_view body, const char* key) {
  auto json = parsed(body);
  if (!json) return json;
  auto list = json->is_array() ? *json : json->value(key, Json());
  if (!list.is_array() || list.empty() || list.size() > kMaxSearchesAtOnce) {
    return std::unexpected(
        invalid("'{}' is not a list of 1 to {} searches: send such a list", key, kMaxSearchesAtOnce));
  }
  return list;
}

std::expected<Tags, Error> tags_of(const Json& object) {
  constexpr std::size_t kMostBytes = 200;
  Tags tags{"<em>", "</em>"};
  if (has(object, "highlightPreTag")) tags.pre = text_of(object, "highlightPreTag");
  if (has(object, "highlightPostTag")) tags.post = text_of(object, "highlightPostTag");
  for (const auto* tag : {&tags.pre, &tags.post}) {
    if (tag->size() > kMostBytes)
      return std::unexpected(invalid("{} is not a tag around matches: write at most {} bytes",
                                     quoted(std::string_view(*tag)), kMostBytes));
  }
  return tags;
}

std::expected<SearchBackend*, Error> index_of(SearchBackend& backend, std::string_view name) {
  auto* const index = backend.indexes() == 1 ? backend.named("") : backend.named(name);
  if (index == nullptr)
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} is not an index of this server", quoted(name)));
  return index;
}

}  // namespace dateline::dialect
