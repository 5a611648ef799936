// Meilisearch: what its clients ask, and the answers they read.
#include <algorithm>
#include <set>

#include "corpus/base/text.h"
#include "server/dialect/common.h"
#include "server/facet_values.h"
#include "server/restrictions.h"
#include "server/search_parameters.h"

namespace dateline {
namespace {

using namespace dialect;

/// A filter: an expression, or a list whose members all hold; a list inside: one of its members.
Status add_meilisearch_filter(Restrictions& restrictions, const Json& filter) {
  if (filter.is_string()) return restrict_by_expression(restrictions, filter.get<std::string>());
  if (!filter.is_array())
    return std::unexpected(
        invalid("{} is not a filter: write an expression or a list of them", filter.dump()));
  for (const auto& one : filter) {
    std::string expression;
    const Json holder{{"any", one}};
    for (const auto& alternative : texts_of(holder, "any"))
      expression += (expression.empty() ? "(" : " OR (") + alternative + ")";
    if (auto added = restrict_by_expression(restrictions, expression); !added) return added;
  }
  return {};
}

/// The first order holds. Errors: kInvalidArgument  it is not by date
std::expected<Sort, Error> meilisearch_sort(const Json& given) {
  const auto orders = texts_of(given, "sort");
  if (orders.empty()) return Sort::kRelevance;
  const auto& order = orders.front();
  const auto attribute = order.substr(0, order.find(':'));
  if (attribute != "published_timestamp" && attribute != "published" && attribute != "date") {
    return std::unexpected(invalid(
        "{} is not an order: write published_timestamp:desc or published_timestamp:asc", quoted(order)));
  }
  return order.ends_with(":asc") ? Sort::kOldest : Sort::kNewest;
}

bool is_paged(const Json& given) { return has(given, "page") || has(given, "hitsPerPage"); }

std::expected<SearchRequest, Error> meilisearch_request(const Json& given) {
  const auto sort = meilisearch_sort(given);
  if (!sort) return std::unexpected(sort.error());
  SearchRequest request{.text = text_of(given, "q"), .sort = *sort};
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
  request.facet_scope = FacetScope::kMatches;
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

Json meilisearch_hit(const Json& given, Tags tags, const Hit& hit, double best) {
  auto json = document_of(hit);
  if (has(given, "attributesToHighlight") || has(given, "attributesToCrop")) {
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
  const auto tags = tags_of(given);
  if (!tags) return std::unexpected(tags.error());
  const auto index = index_of(backend, text_of(given, "indexUid"));
  if (!index) return std::unexpected(index.error());
  const auto page = (*index)->search(*request);
  if (!page) return std::unexpected(page.error());
  double best = 0;
  for (const auto& hit : page->hits) best = std::max(best, hit.score);
  Json json;
  if (has(given, "indexUid")) json["indexUid"] = given["indexUid"];
  json["hits"] = Json::array();
  for (const auto& hit : page->hits) json["hits"].push_back(meilisearch_hit(given, *tags, hit, best));
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
    json["facetStats"] = stats_of(*page);
  }
  return json;
}

}  // namespace

std::expected<std::string, Error> answer_meilisearch(SearchBackend& backend, std::string_view index,
                                                     std::string_view body) {
  const auto given = parsed(body.empty() ? "{}" : body);
  if (!given) return std::unexpected(given.error());
  const auto there = index_of(backend, index);
  if (!there) return std::unexpected(there.error());
  const auto answer = meilisearch_answer(**there, *given);
  if (!answer) return std::unexpected(answer.error());
  return dump(*answer);
}

std::expected<std::string, Error> answer_meilisearch_multi(SearchBackend& backend, std::string_view body) {
  const auto given = parsed(body);
  if (!given) return std::unexpected(given.error());
  if (given->is_object() && has(*given, "federation"))
    return std::unexpected(invalid("'federation' is not read here: leave it out, and join the results"));
  const auto list = list_of(body, "queries");
  if (!list) return std::unexpected(list.error());
  auto results = answer_each(backend, *list, meilisearch_answer);
  if (!results) return std::unexpected(results.error());
  return dump(Json{{"results", std::move(*results)}});
}

std::expected<std::string, Error> answer_meilisearch_facet(SearchBackend& backend, std::string_view index,
                                                           std::string_view body) {
  const auto given = parsed(body);
  if (!given) return std::unexpected(given.error());
  const auto there = index_of(backend, index);
  if (!there) return std::unexpected(there.error());
  if (!given->is_object()) return std::unexpected(invalid("the body is not a JSON object: send one"));
  auto request = meilisearch_request(*given);
  if (!request) return std::unexpected(request.error());
  request->facet_limit = 100;
  const auto attribute = text_of(*given, "facetName");
  const auto facet = facet_of_attribute(attribute);
  const auto typed = text_of(*given, "facetQuery");
  const auto values = facet_values(**there, *request, facet.empty() ? attribute : facet, typed);
  if (!values) return std::unexpected(values.error());
  Json json{{"facetHits", Json::array()}};
  for (const auto& [value, count] : values->facet.values)
    json["facetHits"].push_back({{"value", value}, {"count", count}});
  json["facetQuery"] = typed.empty() ? Json(nullptr) : Json(typed);
  json["processingTimeMs"] = 1;
  return dump(json);
}

std::string meilisearch_body(const std::vector<Parameter>& parameters) {
  static const std::set<std::string, std::less<>> kLists{"facets",
                                                         "sort",
                                                         "attributesToHighlight",
                                                         "attributesToCrop",
                                                         "attributesToRetrieve",
                                                         "attributesToSearchOn",
                                                         "locales"};
  auto json = Json::object();
  for (const auto& [name, value] : parameters) {
    const bool is_number =
        !value.empty() && value.size() < 10 && value.find_first_not_of("0123456789") == std::string::npos;
    if (kLists.contains(name))
      json[name] = split_list(value);
    else if (name == "q" || name == "filter" || !(is_number || value == "true" || value == "false"))
      json[name] = value;
    else
      json[name] = Json::parse(is_number ? std::to_string(std::stoul(value)) : value);
  }
  return dump(json);
}

std::string meilisearch_error(std::string_view code, std::string_view message, int status) {
  return dump(Json{{"message", message},
                   {"code", code},
                   {"type", status >= 500 ? "system" : "invalid_request"},
                   {"link", ""}});
}

}  // namespace dateline
