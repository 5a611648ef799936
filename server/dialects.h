// The search dialects of front ends that exist: InstantSearch (Algolia's) and Meilisearch's, so that they
// work with an address and nothing else changed.
//
//   POST /instantsearch              {"requests":[{"indexName","params"}]} -> {"results":[...]}
//   POST /instantsearch/facets       the same with facetName, facetQuery -> [{"facetHits":[...]}]
//   GET  /dateline-instantsearch.js  the searchClient for both
//   POST /indexes/{uid}/search, /multi-search, /indexes/{uid}/facet-search; GET /health, /version
//
// Attributes: people, places, organizations, authors, source, section, keywords, language, year, month;
// numbers: published_timestamp. Any index name is this index. Highlighted values hold the markers that were
// asked for around raw text, as these front ends expect: they escape it themselves.
#pragma once

#include <string>
#include <string_view>

#include "server/backend.h"

namespace dateline {

/// The most searches that one request may hold.
inline constexpr std::size_t kMaxSearchesAtOnce = 32;

/// Each of these takes a request's body and gives the response's.
/// Errors: kInvalidArgument  not JSON, not of that shape, or values that cannot be
///         kUnsupported      a filter this engine does not have
///         those of search
std::expected<std::string, Error> answer_instantsearch(SearchBackend& backend, std::string_view body);
std::expected<std::string, Error> answer_instantsearch_facets(SearchBackend& backend, std::string_view body);
std::expected<std::string, Error> answer_meilisearch(SearchBackend& backend, std::string_view body);
std::expected<std::string, Error> answer_meilisearch_multi(SearchBackend& backend, std::string_view body);
std::expected<std::string, Error> answer_meilisearch_facet(SearchBackend& backend, std::string_view body);

/// An error as Meilisearch's clients read it.
std::string meilisearch_error(std::string_view code, std::string_view message, int status);

}  // namespace dateline
