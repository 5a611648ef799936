#include "server/dialects.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "server/facet_values.h"
#include "server/restrictions.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;
using Status = std::expected<void, Error>;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Reading what is asked.

/// A body that is JSON, not nested deeper than any front end nests.
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

/// A text, or "" where there is none.
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

/// A list of texts, given as a list or as one text.
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

/// The facets asked for, by our names; "*": all. Attributes we do not count are passed over, as front ends
/// ask for what their page has.
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

struct Tags {
  std::string pre;
  std::string post;
};

/// `text` with tags around its matches; raw otherwise.
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

// The document both dialects show.

Json names_of(const std::vector<Entity>& entities) {
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

double milliseconds(const Page& page) { return std::max(1.0, static_cast<double>(page.took.count() / 1000)); }

// InstantSearch.

/// Splits "attribute:value" or "attribute:-value" at the first colon; "\-" begins a value with a dash.
Status add_facet_filters(Restrictions& restrictions, const std::vector<std::string>& alternatives) {
  std::string attribute;
  std::vector<std::string> values;
  bool excludes = false;
  for (const auto& one : alternatives) {
    const auto colon = one.find(':');
    if (colon == std::string::npos)
      return std::unexpected(invalid("{} is not a facet filter: write attribute:value", quoted(one)));
    auto value = one.substr(colon + 1);
    const bool exclude = value.starts_with('-');
    if (exclude || value.starts_with("\\-")) value.erase(0, 1);
    if (!values.empty() && (attribute != one.substr(0, colon) || exclude || excludes)) {
      return std::unexpected(
          make_error(ErrorCode::kUnsupported,
                     "{} joins more than values of one attribute by OR: that is not supported", quoted(one)));
    }
    attribute = one.substr(0, colon);
    excludes = exclude;
    values.push_back(std::move(value));
  }
  if (values.empty()) return {};
  return restrict_to_values(restrictions, attribute, std::move(values), excludes);
}

Status add_algolia_filters(Restrictions& restrictions, const Json& params) {
  if (const auto found = params.find("facetFilters"); found != params.end()) {
    const auto groups = found->is_array() ? *found : Json::array({*found});
    for (const auto& group : groups) {
      const Json holder{{"any", group}};
      if (auto added = add_facet_filters(restrictions, texts_of(holder, "any")); !added) return added;
    }
  }
  if (const auto found = params.find("numericFilters"); found != params.end()) {
    const auto groups = found->is_array() ? *found : Json::array({*found});
    for (const auto& group : groups) {
      const Json holder{{"any", group}};
      const auto filters = texts_of(holder, "any");
      if (filters.size() > 1)
        return std::unexpected(make_error(
            ErrorCode::kUnsupported, "{} is joined by OR: numeric filters cannot be", quoted(filters[0])));
      if (filters.empty()) continue;
      if (auto added = restrict_by_numeric_filter(restrictions, filters.front()); !added) return added;
    }
  }
  return {};
}

std::expected<SearchRequest, Error> algolia_request(const Json& params) {
  SearchRequest request{.text = text_of(params, "query")};
  request.limit = number_of(params, "hitsPerPage", 20, kMaxLimit);
  const auto page = number_of(params, "page", 0, kMaxOffset);
  request.offset =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{page} * request.limit, kMaxOffset));
  request.facets = facets_of(params);
  request.facet_limit = number_of(params, "maxValuesPerFacet", 100, kMaxFacetLimit);
  Restrictions restrictions;
  if (auto added = add_algolia_filters(restrictions, params); !added) return std::unexpected(added.error());
  restrictions.apply(request);
  return request;
}

Json highlight(std::string value, bool matches) {
  return {{"value", std::move(value)},
          {"matchLevel", matches ? "full" : "none"},
          {"matchedWords", Json::array()}};
}

/// Every value of a list without matches, in the list's shape.
Json plain_highlights(const Json& value) {
  if (value.is_string()) return highlight(value.get<std::string>(), false);
  auto list = Json::array();
  for (const auto& one : value) list.push_back(highlight(one.get<std::string>(), false));
  return list;
}

Json algolia_hit(const Hit& hit, const Tags& tags) {
  auto json = document_of(hit);
  Json highlights;
  highlights["title"] =
      highlight(tagged(hit.article.title, hit.title_highlights, tags), !hit.title_highlights.empty());
  const auto text =
      highlight(tagged(hit.snippet.text, hit.snippet.highlights, tags), !hit.snippet.highlights.empty());
  highlights["text"] = text;
  for (const char* key : {"source", "section", "authors", "keywords", "people", "places", "organizations"})
    highlights[key] = plain_highlights(json[key]);
  json["_highlightResult"] = std::move(highlights);
  json["_snippetResult"] = {{"text", {{"value", text["value"]}, {"matchLevel", text["matchLevel"]}}},
                            {"title", json["_highlightResult"]["title"]}};
  return json;
}

Json algolia_result(const Json& given, const SearchRequest& request, const Page& page) {
  const auto& params =
      given.contains("params") && given["params"].is_object() ? given["params"] : Json::object();
  Tags tags{"<em>", "</em>"};
  if (has(params, "highlightPreTag")) tags.pre = text_of(params, "highlightPreTag");
  if (has(params, "highlightPostTag")) tags.post = text_of(params, "highlightPostTag");
  const auto reachable = std::min<std::uint64_t>(page.total, kMaxOffset);
  Json json{{"hits", Json::array()}};
  for (const auto& hit : page.hits) json["hits"].push_back(algolia_hit(hit, tags));
  json["nbHits"] = page.total;
  json["page"] = request.limit == 0 ? 0 : request.offset / request.limit;
  json["nbPages"] = request.limit == 0 ? 0 : (reachable + request.limit - 1) / request.limit;
  json["hitsPerPage"] = request.limit;
  json["query"] = request.text;
  json["params"] = "";
  json["index"] = text_of(given, "indexName");
  json["processingTimeMS"] = milliseconds(page);
  json["exhaustiveNbHits"] = page.total_is_exact;
  json["exhaustiveFacetsCount"] = true;
  json["facets"] = counts_of(page);
  json["facets_stats"] = Json::object();
  return json;
}

/// {"facetHits":[{"value","highlighted","count"}]}
std::expected<Json, Error> algolia_facet_hits(SearchBackend& backend, const Json& given) {
  if (!given.is_object()) return std::unexpected(invalid("a request is not a JSON object"));
  auto params = given.contains("params") && given["params"].is_object() ? given["params"] : Json::object();
  const auto attribute = has(params, "facetName") ? text_of(params, "facetName") : text_of(given, "facet");
  auto request = algolia_request(params);
  if (!request) return std::unexpected(request.error());
  request->facet_limit = number_of(params, "maxFacetHits", 10, 100);
  const auto facet = facet_of_attribute(attribute);
  const auto values =
      facet_values(backend, *request, facet.empty() ? attribute : facet, text_of(params, "facetQuery"));
  if (!values) return std::unexpected(values.error());
  Json json{{"facetHits", Json::array()}};
  for (const auto& [value, count] : values->facet.values)
    json["facetHits"].push_back({{"value", value}, {"highlighted", value}, {"count", count}});
  json["exhaustiveFacetsCount"] = values->complete;
  json["processingTimeMS"] = 1;
  return json;
}

std::expected<Json, Error> algolia_answer(SearchBackend& backend, const Json& given) {
  if (!given.is_object()) return std::unexpected(invalid("a request is not a JSON object"));
  if (text_of(given, "type") == "facet") return algolia_facet_hits(backend, given);
  const auto request = algolia_request(
      given.contains("params") && given["params"].is_object() ? given["params"] : Json::object());
  if (!request) return std::unexpected(request.error());
  const auto page = backend.search(*request);
  if (!page) return std::unexpected(page.error());
  return algolia_result(given, *request, *page);
}

/// The list under `key`, or the body itself where it is one.
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

template <typename Answer>
std::expected<Json, Error> answer_each(SearchBackend& backend, const Json& list, Answer answer) {
  auto results = Json::array();
  for (const auto& given : list) {
    auto result = answer(backend, given);
    if (!result) return result;
    results.push_back(std::move(*result));
  }
  return results;
}

// Meilisearch.

/// A filter: an expression, or a list whose members all hold; a list inside: one of its members.
Status add_meilisearch_filter(Restrictions& restrictions, const Json& filter) {
  if (filter.is_string()) return restrict_by_expression(restrictions, filter.get<std::string>());
  if (!filter.is_array()) return {};
  for (const auto& one : filter) {
    std::string expression;
    const Json holder{{"any", one}};
    for (const auto& alternative : texts_of(holder, "any"))
      expression += (expression.empty() ? "(" : " OR (") + alternative + ")";
    if (auto added = restrict_by_expression(restrictions, expression); !added) return added;
  }
  return {};
}

Sort meilisearch_sort(const Json& given) {
  for (const auto& one : texts_of(given, "sort")) {
    const auto attribute = one.substr(0, one.find(':'));
    if (attribute != "published_timestamp" && attribute != "published" && attribute != "date") continue;
    return one.ends_with(":asc") ? Sort::kOldest : Sort::kNewest;
  }
  return Sort::kRelevance;
}

bool is_paged(const Json& given) { return has(given, "page") || has(given, "hitsPerPage"); }

std::expected<SearchRequest, Error> meilisearch_request(const Json& given) {
  SearchRequest request{.text = text_of(given, "q"), .sort = meilisearch_sort(given)};
  if (is_paged(given)) {
    const auto page = std::max<std::uint32_t>(1, number_of(given, "page", 1, kMaxOffset));
    request.limit = number_of(given, "hitsPerPage", 20, kMaxLimit);
    request.offset = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(std::uint64_t{page - 1} * request.limit, kMaxOffset));
  } else {
    request.limit = number_of(given, "limit", 20, kMaxLimit);
    request.offset = number_of(given, "offset", 0, kMaxOffset);
  }
  if (text_of(given, "matchingStrategy") == "all") request.match = MatchMode::kAll;
  request.facets = facets_of(given);
  request.facet_limit = 100;
  Restrictions restrictions;
  if (has(given, "filter")) {
    if (auto added = add_meilisearch_filter(restrictions, given["filter"]); !added)
      return std::unexpected(added.error());
  }
  restrictions.apply(request);
  return request;
}

/// Every text in `value`, as texts: that is how Meilisearch formats.
Json as_texts(const Json& value) {
  if (value.is_array()) {
    auto list = Json::array();
    for (const auto& one : value) list.push_back(as_texts(one));
    return list;
  }
  if (value.is_string() || value.is_null()) return value;
  return value.dump();
}

Json positions_of(const std::vector<Range>& highlights) {
  auto list = Json::array();
  for (const auto& [begin, end] : highlights) list.push_back({{"start", begin}, {"length", end - begin}});
  return list;
}

Json meilisearch_hit(const Json& given, const Hit& hit, double best) {
  auto json = document_of(hit);
  if (has(given, "attributesToHighlight") || has(given, "attributesToCrop")) {
    Tags tags{"<em>", "</em>"};
    if (has(given, "highlightPreTag")) tags.pre = text_of(given, "highlightPreTag");
    if (has(given, "highlightPostTag")) tags.post = text_of(given, "highlightPostTag");
    if (!has(given, "attributesToHighlight")) tags = {};
    Json formatted = Json::object();
    for (const auto& [key, value] : json.items()) formatted[key] = as_texts(value);
    formatted["title"] = tagged(hit.article.title, hit.title_highlights, tags);
    formatted["text"] = tagged(hit.snippet.text, hit.snippet.highlights, tags);
    json["_formatted"] = std::move(formatted);
  }
  if (given.value("showMatchesPosition", Json()) == true) {
    json["_matchesPosition"] = {{"title", positions_of(hit.title_highlights)},
                                {"text", positions_of(hit.snippet.highlights)}};
  }
  if (given.value("showRankingScore", Json()) == true)
    json["_rankingScore"] = best > 0 ? hit.score / best : 1.0;
  return json;
}

std::expected<Json, Error> meilisearch_answer(SearchBackend& backend, const Json& given) {
  if (!given.is_object()) return std::unexpected(invalid("a search is not a JSON object"));
  const auto request = meilisearch_request(given);
  if (!request) return std::unexpected(request.error());
  const auto page = backend.search(*request);
  if (!page) return std::unexpected(page.error());
  double best = 0;
  for (const auto& hit : page->hits) best = std::max(best, hit.score);
  Json json;
  if (has(given, "indexUid")) json["indexUid"] = given["indexUid"];
  json["hits"] = Json::array();
  for (const auto& hit : page->hits) json["hits"].push_back(meilisearch_hit(given, hit, best));
  json["query"] = request->text;
  json["processingTimeMs"] = milliseconds(*page);
  if (is_paged(given)) {
    const auto limit = request->limit;
    json["page"] = limit == 0 ? 1 : request->offset / limit + 1;
    json["hitsPerPage"] = limit;
    json["totalHits"] = page->total;
    json["totalPages"] = limit == 0 ? 0 : (page->total + limit - 1) / limit;
  } else {
    json["limit"] = request->limit;
    json["offset"] = request->offset;
    json["estimatedTotalHits"] = page->total;
  }
  if (has(given, "facets")) {
    json["facetDistribution"] = counts_of(*page);
    json["facetStats"] = Json::object();
  }
  return json;
}

}  // namespace

std::expected<std::string, Error> answer_instantsearch(SearchBackend& backend, std::string_view body) {
  const auto list = list_of(body, "requests");
  if (!list) return std::unexpected(list.error());
  auto results = answer_each(backend, *list, algolia_answer);
  if (!results) return std::unexpected(results.error());
  return dump(Json{{"results", std::move(*results)}});
}

std::expected<std::string, Error> answer_instantsearch_facets(SearchBackend& backend, std::string_view body) {
  const auto list = list_of(body, "requests");
  if (!list) return std::unexpected(list.error());
  const auto results = answer_each(backend, *list, algolia_facet_hits);
  if (!results) return std::unexpected(results.error());
  return dump(*results);
}

std::expected<std::string, Error> answer_meilisearch(SearchBackend& backend, std::string_view body) {
  const auto given = parsed(body.empty() ? "{}" : body);
  if (!given) return std::unexpected(given.error());
  const auto answer = meilisearch_answer(backend, *given);
  if (!answer) return std::unexpected(answer.error());
  return dump(*answer);
}

std::expected<std::string, Error> answer_meilisearch_multi(SearchBackend& backend, std::string_view body) {
  const auto list = list_of(body, "queries");
  if (!list) return std::unexpected(list.error());
  auto results = answer_each(backend, *list, meilisearch_answer);
  if (!results) return std::unexpected(results.error());
  return dump(Json{{"results", std::move(*results)}});
}

std::expected<std::string, Error> answer_meilisearch_facet(SearchBackend& backend, std::string_view body) {
  const auto given = parsed(body);
  if (!given) return std::unexpected(given.error());
  if (!given->is_object()) return std::unexpected(invalid("the body is not a JSON object: send one"));
  auto request = meilisearch_request(*given);
  if (!request) return std::unexpected(request.error());
  request->facet_limit = 100;
  const auto attribute = text_of(*given, "facetName");
  const auto facet = facet_of_attribute(attribute);
  const auto typed = text_of(*given, "facetQuery");
  const auto values = facet_values(backend, *request, facet.empty() ? attribute : facet, typed);
  if (!values) return std::unexpected(values.error());
  Json json{{"facetHits", Json::array()}};
  for (const auto& [value, count] : values->facet.values)
    json["facetHits"].push_back({{"value", value}, {"count", count}});
  json["facetQuery"] = typed.empty() ? Json(nullptr) : Json(typed);
  json["processingTimeMs"] = 1;
  return dump(json);
}

std::string meilisearch_error(std::string_view code, std::string_view message, int status) {
  return dump(Json{{"message", message},
                   {"code", code},
                   {"type", status >= 500 ? "system" : "invalid_request"},
                   {"link", ""}});
}

}  // namespace dateline
