// The values of one facet over a search, to browse or to look one up while it is typed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/backend.h"

namespace dateline {

/// Values of a facet, and how many of the articles found have each.
struct FoundValues {
  Facet facet;
  std::uint64_t total = 0;  ///< articles found
  bool complete = true;     ///< false: a limit kept matching articles out of the counts
};

/// At most request.facet_limit values of the facet `name` among the articles that match `request`, highest
/// count first. Where `contains` has words, only values that have, for each of them, a word that begins with
/// it; case and accents do not matter; facet.distinct counts these.
/// Errors: kInvalidArgument  no such facet; those of search
std::expected<FoundValues, Error> facet_values(SearchBackend& backend, SearchRequest request,
                                               const std::string& name, std::string_view contains);

/// {"facet","total","distinct","complete","values":[{"value","count"}]}
std::string to_json(const FoundValues& values);

/// The value of `facet` that is `name` but for case and accents; nothing if none is.
std::optional<std::string> same_value(const Facet& facet, std::string_view name);

}  // namespace dateline
