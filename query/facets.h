// Counting: how many of the matching articles have each value of a field. Exact.
#pragma once

#include <cstdint>
#include <vector>

#include "query/columns.h"
#include "query/doc_set.h"
#include "query/search.h"

namespace dateline {

/// A value by its number in the FacetColumn, and its count.
struct CountedValue {
  std::uint32_t number = 0;
  std::uint64_t count = 0;
};

/// The `limit` values that most of `documents` have: highest count first, then by term; and how many there
/// are in all.
std::vector<CountedValue> count_values(const FacetColumn& column, const DocSet& documents, std::size_t limit,
                                       std::uint64_t& distinct);

/// The articles by publisher's calendar year ("2021") or month ("2021-08"), latest first; at most `limit`.
Facet count_dates(const Columns& columns, const DocSet& documents, bool by_month, std::size_t limit);

}  // namespace dateline
