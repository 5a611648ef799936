#include "query/facets.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace dateline {
namespace {

/// Cuts the first word off a value_key.
std::string_view take_word(std::string_view& key) {
  const auto end = std::min(key.find(' '), key.size());
  const auto word = key.substr(0, end);
  key.remove_prefix(std::min(end + 1, key.size()));
  return word;
}

bool has_word_beginning(std::string_view key, std::string_view beginning) {
  while (!key.empty()) {
    if (take_word(key).starts_with(beginning)) return true;
  }
  return false;
}

/// Bytes of YYYY-MM-DD that tell an interval.
std::size_t width(Interval interval) {
  switch (interval) {
    case Interval::kYear:
      return 4;
    case Interval::kMonth:
      return 7;
    case Interval::kDay:
      break;
  }
  return 10;
}

std::chrono::sys_days first_day(std::chrono::sys_days day, Interval interval) {
  const std::chrono::year_month_day date(day);
  switch (interval) {
    case Interval::kYear:
      return date.year() / 1 / 1;
    case Interval::kMonth:
      return date.year() / date.month() / 1;
    case Interval::kDay:
      break;
  }
  return day;
}

/// Counts the numbers that a column has for `documents`.
template <typename Number>
void count_each(std::span<const Number> column, std::span<const DocId> documents,
                std::vector<std::uint32_t>& counts) {
  for (const auto document : documents) ++counts[column[document]];
}

/// Counts the values of a column that articles have several of. How many an article has cannot be foreseen,
/// and a wrong guess of the processor costs more than counting does: the first few are counted without a
/// branch, those that are not there in slots of their own.
void count_several(const FacetColumn& column, std::span<const DocId> documents,
                   std::vector<std::uint32_t>& counts, std::uint64_t& missing) {
  constexpr std::uint32_t kFirst = 3;
  const auto size = counts.size();
  const auto nobody = static_cast<std::uint32_t>(size);
  counts.resize(size + kFirst);
  for (const auto document : documents) {
    const auto begin = column.begin[document], end = column.begin[document + 1];
    missing += begin == end;
    for (std::uint32_t n = 0; n < kFirst; ++n) {
      const auto is_there = -static_cast<std::uint32_t>(begin + n < end);  // all bits or none
      const auto value = column.values[(begin + n) & is_there];
      ++counts[(value & is_there) | ((nobody + n) & ~is_there)];
    }
    for (auto at = begin + kFirst; at < end; ++at) ++counts[column.values[at]];
  }
  counts.resize(size);
}

/// How many of `documents` were published on which day, earliest first; those without a date are `missing`.
std::vector<std::pair<std::int32_t, std::uint64_t>> count_days(const Columns& columns,
                                                               std::span<const DocId> documents,
                                                               std::uint64_t& missing) {
  constexpr std::int64_t kMostDays = 1'000'000;  // counted by day; beyond, which only odd dates reach, sorted
  auto first = std::numeric_limits<std::int32_t>::max(), last = std::numeric_limits<std::int32_t>::min();
  std::uint64_t dated = 0;
  for (const auto document : documents) {
    const auto day = columns.days()[document];
    if (day == Columns::kNoDay) {
      ++missing;
      continue;
    }
    ++dated;
    first = std::min(first, day);
    last = std::max(last, day);
  }
  std::vector<std::pair<std::int32_t, std::uint64_t>> by_day;
  if (dated == 0) return by_day;
  if (std::int64_t{last} - first >= kMostDays) {
    std::map<std::int32_t, std::uint64_t> counts;
    for (const auto document : documents) {
      if (columns.days()[document] != Columns::kNoDay) ++counts[columns.days()[document]];
    }
    return {counts.begin(), counts.end()};
  }
  std::vector<std::uint32_t> counts(static_cast<std::size_t>(last - first) + 1);
  for (const auto document : documents) {
    const auto day = columns.days()[document];
    if (day != Columns::kNoDay) ++counts[static_cast<std::size_t>(day - first)];
  }
  for (std::size_t n = 0; n < counts.size(); ++n) {
    if (counts[n] > 0) by_day.emplace_back(first + static_cast<std::int32_t>(n), counts[n]);
  }
  return by_day;
}

/// The same by month, each as its first day.
std::vector<std::pair<std::int32_t, std::uint64_t>> count_months(const Columns& columns,
                                                                 std::span<const DocId> documents,
                                                                 std::uint64_t& missing) {
  std::vector<std::uint32_t> counts(columns.first_days().size() + 1);
  count_each(columns.months(), documents, counts);
  missing = counts[0];
  std::vector<std::pair<std::int32_t, std::uint64_t>> by_month;
  for (std::size_t n = 1; n < counts.size(); ++n) {
    if (counts[n] > 0) by_month.emplace_back(columns.first_days()[n - 1], counts[n]);
  }
  return by_month;
}

/// Counts the changed ones of `documents` by what they have now in the place of what they had.
void count_changed(const FacetColumn& column, std::span<const DocId> documents,
                   std::vector<std::uint32_t>& counts, std::uint64_t& missing) {
  const auto& changed = *column.changed;
  auto from = documents.begin();
  for (std::size_t n = 0; n < changed.documents.size(); ++n) {
    const auto document = changed.documents[n];
    from = std::lower_bound(from, documents.end(), document);
    if (from == documents.end()) return;
    if (*from != document) continue;
    const auto before = column.unchanged_row(document), now = changed.row(n);
    const bool was_counted = document + std::size_t{1} < column.begin.size();
    if (was_counted) missing -= before.empty();
    for (const auto value : before) --counts[value];
    missing += now.empty();
    for (const auto value : now) ++counts[value];
  }
}

/// How many of `documents` have each value of the column without what changed, by its number; those without
/// any are `missing`.
std::vector<std::uint32_t> count_unchanged(const FacetColumn& column, std::span<const DocId> documents,
                                           std::uint64_t& missing) {
  std::vector<std::uint32_t> counts(column.terms.size() + 1);
  if (column.values.empty()) {
    missing = documents.size();
    counts.pop_back();
    return counts;
  }
  if (!column.single.empty()) {
    if (!column.single.bytes.empty()) count_each(column.single.bytes, documents, counts);
    if (!column.single.pairs.empty()) count_each(column.single.pairs, documents, counts);
    missing = counts[0];
    counts.erase(counts.begin());
    return counts;
  }
  count_several(column, documents, counts, missing);
  counts.pop_back();
  return counts;
}

/// How many of `documents` have each value, by its number; those without any are `missing`.
std::vector<std::uint32_t> count_all(const FacetColumn& column, std::span<const DocId> documents,
                                     std::uint64_t& missing) {
  if (column.changed == nullptr) return count_unchanged(column, documents, missing);
  const auto end = static_cast<DocId>(column.begin.size() - 1);
  const auto known = std::ranges::lower_bound(documents, end) - documents.begin();
  auto counts = count_unchanged(column, documents.first(static_cast<std::size_t>(known)), missing);
  counts.resize(column.terms.size());
  count_changed(column, documents, counts, missing);
  return counts;
}

}  // namespace

bool words_begin(std::string_view key, std::string_view typed) {
  while (!typed.empty()) {
    if (!has_word_beginning(key, take_word(typed))) return false;
  }
  return true;
}

ValueCounts count_values(const FacetColumn& column, std::span<const DocId> documents, std::size_t limit,
                         const std::function<bool(std::string_view)>& is_wanted) {
  ValueCounts counted;
  if (column.terms.size() == 0) {
    counted.missing = documents.size();
    return counted;
  }
  const auto counts = count_all(column, documents, counted.missing);
  const auto order = [&](const CountedValue& a, const CountedValue& b) {
    return a.count != b.count ? a.count > b.count : column.precedes(a.number, b.number);
  };
  auto& best = counted.values;  // a heap, the least of them on top
  for (std::uint32_t number = 0; number < counts.size(); ++number) {
    if (counts[number] == 0 || (is_wanted && !is_wanted(column.terms[number]))) continue;
    ++counted.distinct;
    if (best.size() == limit) {
      if (limit == 0 || !order({number, counts[number]}, best.front())) continue;
      std::ranges::pop_heap(best, order);
      best.pop_back();
    }
    best.push_back({number, counts[number]});
    std::ranges::push_heap(best, order);
  }
  std::ranges::sort_heap(best, order);
  return counted;
}

Timeline count_dates(const Columns& columns, std::span<const DocId> documents, Interval interval) {
  Timeline timeline{.interval = interval};
  const bool by_month = interval != Interval::kDay && !columns.months().empty();
  const auto counted = by_month ? count_months(columns, documents, timeline.missing)
                                : count_days(columns, documents, timeline.missing);
  std::optional<std::chrono::sys_days> open;  // the first day of the interval that is being counted
  for (const auto& [number, count] : counted) {
    const std::chrono::sys_days day{std::chrono::days{number}};
    const auto first = first_day(day, interval);
    if (open != first) timeline.values.push_back({to_string(day).substr(0, width(interval)), 0});
    open = first;
    timeline.values.back().count += count;
  }
  return timeline;
}

Facet date_facet(const Timeline& timeline, std::size_t limit, std::string_view typed) {
  Facet facet{.field = timeline.interval == Interval::kYear ? "year" : "month", .missing = timeline.missing};
  for (auto at = timeline.values.rbegin(); at != timeline.values.rend(); ++at) {
    if (!at->value.starts_with(typed)) continue;
    if (facet.values.size() < limit) facet.values.push_back(*at);
    ++facet.distinct;
  }
  return facet;
}

}  // namespace dateline
