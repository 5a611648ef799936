// The search dialects of front ends that exist: InstantSearch (Algolia's) and Meilisearch's, so that they
// work with an address and nothing else changed.
//
//   POST /instantsearch              {"requests":[{"indexName","params"}]} -> {"results":[...]}
//   POST /instantsearch/facets       the same with facetName, facetQuery -> [{"facetHits":[...]}]
//   GET  /dateline-instantsearch.js  the searchClient for both
//   POST or GET /indexes/{uid}/search; POST /multi-search, /indexes/{uid}/facet-search; GET /health, /version
//
// Attributes: people, places, organizations, authors, source, section, keywords, language, year, month;
// numbers: published_timestamp. Where several indexes are served, an index
// goes by its name; where it is the only one, by any. Highlighted values hold the markers that were
// asked for around raw text, as these front ends expect: they escape it themselves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/backend.h"
#include "server/url.h"

namespace dateline {

/// The most searches that one request may hold.
inline constexpr std::size_t kMaxSearchesAtOnce = 32;

/// Each of these takes a request's body and gives the response's.
/// Errors: kInvalidArgument  not JSON, not of that shape, or values that cannot be
///         kUnsupported      a filter this engine does not have
///         kNotFound         no index of that name
///         those of search
std::expected<std::string, Error> answer_instantsearch(SearchBackend& backend, std::string_view body);
std::expected<std::string, Error> answer_instantsearch_facets(SearchBackend& backend, std::string_view body);
std::expected<std::string, Error> answer_meilisearch(SearchBackend& backend, std::string_view index,
                                                     std::string_view body);
std::expected<std::string, Error> answer_meilisearch_multi(SearchBackend& backend, std::string_view body);
std::expected<std::string, Error> answer_meilisearch_facet(SearchBackend& backend, std::string_view index,
                                                           std::string_view body);

/// The parameters of a search by GET as the body of one by POST.
std::string meilisearch_body(const std::vector<Parameter>& parameters);

/// An error as Meilisearch's clients read it.
std::string meilisearch_error(std::string_view code, std::string_view message, int status);

}  // namespace dateline
