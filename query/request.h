// What a request demands beside its text, checked and read.
#pragma once

#include <optional>
#include <vector>

#include "query/parse.h"
#include "query/search.h"

namespace dateline {

/// Refuses what no search can answer.
/// Errors: kInvalidArgument  a limit or offset above what search.h allows, or a facet that is none
std::expected<void, Error> check(const SearchRequest& request);

/// One restriction of a request: a filter, its days, or another query.
struct Selection {
  std::optional<Field> field;  ///< of a filter
  bool exclude = false;        ///< the articles of `node` are left out
  Node node;
};

/// The filters and days of `request`, in this order.
/// Errors: kInvalidArgument  a field that is not filtered by, a filter without a value, or no days
std::expected<std::vector<Selection>, Error> selections_of(const SearchRequest& request);

/// Facets that are made of dates.
inline constexpr std::string_view kYearFacet = "year";
inline constexpr std::string_view kMonthFacet = "month";

}  // namespace dateline
