// InstantSearch: what Algolia's front ends ask, and the answers they read.
#include <algorithm>

#include "query/around.h"
#include "server/dialect/common.h"
#include "server/facet_values.h"
#include "server/restrictions.h"

namespace dateline {
namespace {

using namespace dialect;

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
  const auto expression = text_of(params, "filters");
  if (auto added = restrict_by_expression(restrictions, expression, FilterDialect::kAlgolia); !added)
    return added;
  for (const char* other : {"insideBoundingBox", "insidePolygon", "tagFilters"}) {
    if (has(params, other) && !params[other].empty() && params[other] != "")
      return std::unexpected(unsupported_filter(quoted(std::string_view(other))));
  }
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

/// aroundLatLng, with aroundRadius in metres; "all" is no restriction.
Status add_around(SearchRequest& request, const Json& params) {
  const auto centre = text_of(params, "aroundLatLng");
  const auto radius = params.find("aroundRadius");
  if (centre.empty() || (radius != params.end() && *radius == "all")) return {};
  auto value = centre;
  if (radius != params.end() && radius->is_number())
    value += fmt::format("~{}km", radius->get<double>() / 1000);
  if (auto around = parse_around(value); !around) return std::unexpected(around.error());
  request.filters.push_back({.field = "near", .values = {std::move(value)}});
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
  request.facet_scope = FacetScope::kMatches;
  Restrictions restrictions;
  if (auto added = add_algolia_filters(restrictions, params); !added) return std::unexpected(added.error());
  restrictions.apply(request);
  if (auto added = add_around(request, params); !added) return std::unexpected(added.error());
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

/// The parameters of a search: none where it has none.
Json params_of(const Json& given) {
  const auto found = given.find("params");
  return found != given.end() && found->is_object() ? *found : Json::object();
}

Json algolia_result(const Json& given, const Tags& tags, const SearchRequest& request, const Page& page) {
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
  json["facets_stats"] = stats_of(page);
  return json;
}

/// {"facetHits":[{"value","highlighted","count"}]}
std::expected<Json, Error> algolia_facet_hits(SearchBackend& backend, const Json& given) {
  if (!given.is_object()) return std::unexpected(invalid("a request is not a JSON object"));
  const auto params = params_of(given);
  const auto attribute = has(params, "facetName") ? text_of(params, "facetName") : text_of(given, "facet");
  auto request = algolia_request(params);
  if (!request) return std::unexpected(request.error());
  request->facet_limit = number_of(params, "maxFacetHits", 10, 100);
  const auto facet = facet_of_attribute(attribute);
  const auto index = index_of(backend, text_of(given, "indexName"));
  if (!index) return std::unexpected(index.error());
  const auto values =
      facet_values(**index, *request, facet.empty() ? attribute : facet, text_of(params, "facetQuery"));
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
  const auto params = params_of(given);
  const auto request = algolia_request(params);
  if (!request) return std::unexpected(request.error());
  const auto tags = tags_of(params);
  if (!tags) return std::unexpected(tags.error());
  const auto index = index_of(backend, text_of(given, "indexName"));
  if (!index) return std::unexpected(index.error());
  const auto page = (*index)->search(*request);
  if (!page) return std::unexpected(page.error());
  return algolia_result(given, *tags, *request, *page);
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

}  // namespace dateline
