// The filter expressions of Meilisearch and Algolia, read into a tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"

namespace dateline {

/// One node of an expression.
struct Condition {
  enum class Kind {
    kAnd,      ///< every child holds
    kOr,       ///< one child holds
    kNot,      ///< the child does not hold
    kValues,   ///< `attribute` has one of `values`
    kCompare,  ///< `attribute` compares by `operation` (> >= < <=) with values[0]
  };
  Kind kind = Kind::kAnd;
  std::vector<Condition> children;
  std::string attribute, operation;
  std::vector<std::string> values;
};

/// Whose expressions they are.
enum class FilterDialect {
  kMeilisearch,
  kAlgolia,  ///< a colon is as good as '=', and stands before a range: `year:2010 TO 2020`
};

/// Reads conditions with = != > >= < <= TO IN, AND, OR, NOT and brackets; names and values plain or quoted
/// with ' or ", in which \ escapes.
/// Errors: kInvalidArgument  not of that shape
///         kUnsupported      EXISTS, IS, CONTAINS, STARTS WITH, or more than 32 brackets inside each other
std::expected<Condition, Error> parse_filter_expression(std::string_view text,
                                                        FilterDialect dialect = FilterDialect::kMeilisearch);

/// An error for what is well-formed and more than can be filtered by.
Error unsupported_filter(std::string_view what);

}  // namespace dateline
