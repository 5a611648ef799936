// Counting: how many of the matching articles have each value of a field, or were published when. Exact.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "query/columns.h"
#include "query/search.h"

namespace dateline {

/// A value by its number in the FacetColumn, and its count.
struct CountedValue {
  std::uint32_t number = 0;
  std::uint64_t count = 0;
};

/// The values of one field over a set of articles.
struct ValueCounts {
  std::vector<CountedValue> values;  ///< highest count first, then by term
  std::uint64_t distinct = 0;        ///< how many values there are in all
  std::uint64_t missing = 0;         ///< articles without any value
};

/// The `limit` values that most of `documents`, which are rising, have, of those whose exact term
/// `is_wanted`; of all if that is empty.
ValueCounts count_values(const FacetColumn& column, std::span<const DocId> documents, std::size_t limit,
                         const std::function<bool(std::string_view)>& is_wanted);

/// Whether for each word of `typed` a word of `key` begins with it; both are value_keys.
bool words_begin(std::string_view key, std::string_view typed);

/// The articles by the publisher's calendar year ("2021"), month ("2021-08") or day, earliest first.
Timeline count_dates(const Columns& columns, std::span<const DocId> documents, Interval interval);

/// The facet of years or months, latest first: at most `limit` whose text begins with `typed`.
Facet date_facet(const Timeline& timeline, std::size_t limit, std::string_view typed = "");

}  // namespace dateline
