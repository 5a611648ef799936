#include "query/facets.h"

#include <algorithm>
#include <map>

namespace dateline {

std::vector<CountedValue> count_values(const FacetColumn& column, const DocSet& documents, std::size_t limit,
                                       std::uint64_t& distinct) {
  std::vector<std::uint32_t> counts(column.terms.size());
  documents.for_each([&](DocId document) {
    for (auto at = column.begin[document]; at < column.begin[document + 1]; ++at) ++counts[column.values[at]];
  });
  std::vector<CountedValue> values;
  for (std::uint32_t number = 0; number < counts.size(); ++number) {
    if (counts[number] > 0) values.push_back({number, counts[number]});
  }
  distinct = values.size();
  const auto kept = std::min(limit, values.size());
  const auto order = [](const CountedValue& a, const CountedValue& b) {
    return a.count != b.count ? a.count > b.count : a.number < b.number;
  };
  std::ranges::partial_sort(values, values.begin() + static_cast<std::ptrdiff_t>(kept), order);
  values.resize(kept);
  return values;
}

Facet count_dates(const Columns& columns, const DocSet& documents, bool by_month, std::size_t limit) {
  std::map<std::int32_t, std::uint64_t> by_day;
  documents.for_each([&](DocId document) {
    if (columns.days()[document] != Columns::kNoDay) ++by_day[columns.days()[document]];
  });
  std::map<std::string, std::uint64_t, std::greater<>> counts;
  for (const auto& [day, count] : by_day) {
    const auto text = to_string(std::chrono::sys_days{std::chrono::days{day}});
    counts[text.substr(0, by_month ? 7 : 4)] += count;
  }
  Facet facet{.field = by_month ? "month" : "year", .distinct = counts.size()};
  for (const auto& [value, count] : counts) {
    if (facet.values.size() == limit) break;
    facet.values.push_back({value, count});
  }
  return facet;
}

}  // namespace dateline
