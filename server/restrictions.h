// The filters of other search engines' front ends, brought into ours.
//
// Attributes go by the name of the facet or of the filter: people or person, places or place, ... Numbers are
// `published_timestamp`, seconds since 1970 (compared by day, UTC), and `year`.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "query/search.h"
#include "server/filter_expression.h"

namespace dateline {

/// Conditions that must all hold.
struct Restrictions {
  std::vector<Filter> filters;
  std::optional<std::chrono::sys_days> first;  ///< published then or later
  std::optional<std::chrono::sys_days> last;   ///< published then or earlier

  /// Adds them to `request`.
  void apply(SearchRequest& request) const;
};

/// The filter field that an attribute of a front end means; "" if none.
std::string filter_of_attribute(std::string_view attribute);

/// The facet that an attribute of a front end means; "" if none.
std::string facet_of_attribute(std::string_view attribute);

/// Adds: `attribute` has one of `values`, or, with `exclude`, none of them. Of `year` one value can be asked
/// for. Errors: kInvalidArgument  no such attribute, or not a year
///         kUnsupported      several years, or a year excluded
std::expected<void, Error> restrict_to_values(Restrictions& restrictions, std::string_view attribute,
                                              std::vector<std::string> values, bool exclude);

/// Adds a comparison: `operation` is one of = > >= < <=.
/// Errors: kInvalidArgument  no such number, not a number, or no such operation
std::expected<void, Error> restrict_to_numbers(Restrictions& restrictions, std::string_view attribute,
                                               std::string_view operation, std::string_view number);

/// Adds an Algolia numeric filter, such as "published_timestamp>=1700000000".
std::expected<void, Error> restrict_by_numeric_filter(Restrictions& restrictions, std::string_view filter);

/// Adds a filter expression, see parse_filter_expression. What is joined by OR must be values of one
/// attribute. Errors: kInvalidArgument  not of that shape, or an attribute that is none
///         kUnsupported      well-formed, but more than this engine filters by
std::expected<void, Error> restrict_by_expression(Restrictions& restrictions, std::string_view expression,
                                                  FilterDialect dialect = FilterDialect::kMeilisearch);

}  // namespace dateline
