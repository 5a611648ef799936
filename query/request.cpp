#include "query/request.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "indexer/analysis.h"
#include "query/around.h"

namespace dateline {
namespace {

/// The filter of a request, as the query language would have it.
std::expected<Node, Error> node_of(const Filter& filter) {
  const auto* row = find_field(filter.field);
  if (row == nullptr || row->exact_prefix.empty()) {
    return std::unexpected(invalid("{} is not a field to filter by: write one of {}", quoted(filter.field),
                                   joined(filter_fields(), ", ")));
  }
  Node any{.kind = Node::Kind::kOr};
  for (const auto& value : filter.values) {
    if (row->field == Field::kNear) {
      auto around = parse_around(value);
      if (!around) return std::unexpected(around.error());
      any.children.push_back(std::move(*around));
      continue;
    }
    const auto key = holds_ids(row->field) ? value : value_key(value);
    any.children.push_back({.kind = Node::Kind::kValue, .field = row->field, .text = value, .words = {key}});
  }
  if (any.children.empty())
    return std::unexpected(invalid("the filter by {} has no value: give one", quoted(filter.field)));
  if (any.children.size() == 1) return std::move(any.children.front());
  return any;
}

}  // namespace

std::string told(const Note& note) {
  return note.remedy.empty() ? note.message : note.message + ": " + note.remedy;
}

std::expected<void, Error> check(const SearchRequest& request) {
  const auto above = [](std::string_view what, std::uint64_t given, std::uint64_t most) {
    return std::unexpected(invalid("'{}' is not a possible {}: write a number up to {}", given, what, most));
  };
  if (request.limit > kMaxLimit) return above("limit", request.limit, kMaxLimit);
  if (request.offset > kMaxOffset) return above("offset", request.offset, kMaxOffset);
  if (request.facet_limit > kMaxFacetLimit) return above("facet limit", request.facet_limit, kMaxFacetLimit);
  const auto fields = facet_fields();
  for (const auto& name : request.facets) {
    if (std::ranges::find(fields, name) == fields.end()) {
      return std::unexpected(
          invalid("{} is not a facet: write one of {}", quoted(name), joined(fields, ", ")));
    }
  }
  return {};
}

std::expected<std::vector<Selection>, Error> selections_of(const SearchRequest& request) {
  std::vector<Selection> selections;
  for (const auto& filter : request.filters) {
    auto node = node_of(filter);
    if (!node) return std::unexpected(node.error());
    selections.push_back({find_field(filter.field)->field, filter.exclude, std::move(*node)});
  }
  if (request.from.empty() && request.to.empty()) return selections;
  const auto days = parse_days(request.from + ".." + request.to);
  if (!days) return std::unexpected(days.error());
  selections.push_back({.node = {.kind = Node::Kind::kDays, .days = *days}});
  return selections;
}

std::string_view name(Interval interval) {
  return interval == Interval::kYear ? "year" : interval == Interval::kMonth ? "month" : "day";
}

std::expected<Interval, Error> parse_interval(std::string_view text) {
  for (const auto interval : {Interval::kYear, Interval::kMonth, Interval::kDay}) {
    if (name(interval) == text) return interval;
  }
  return std::unexpected(invalid("{} is not an interval: write year, month or day", quoted(text)));
}

std::vector<std::string> filter_fields() {
  std::vector<std::string> names;
  for (const auto& row : kFields) {
    if (!row.exact_prefix.empty()) names.emplace_back(row.name);
  }
  return names;
}

std::vector<std::string> facet_fields() {
  std::vector<std::string> names;
  for (const auto& row : kFields) {
    if (!row.facet.empty()) names.emplace_back(row.facet);
  }
  names.emplace_back(kYearFacet);
  names.emplace_back(kMonthFacet);
  return names;
}

}  // namespace dateline
