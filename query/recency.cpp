#include "query/recency.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dateline {
namespace {

constexpr double kOutliers = 0.01;            ///< of the dates at either end
constexpr double kHalfLives = 4;              ///< in the time between them
constexpr std::size_t kLongestTable = 80000;  ///< days, more than two centuries

bool asks_exactly(const Node& node) {
  if (node.kind == Node::Kind::kDays || node.kind == Node::Kind::kExact || node.is_literal) return true;
  return std::ranges::any_of(node.children, asks_exactly);
}

}  // namespace

Recency::Recency(const Columns& columns) : columns_(columns) {
  std::vector<std::int32_t> days;
  for (DocId document = 1; document <= columns.last(); ++document) {
    const bool is_there = (columns.present()[document / 64] >> (document % 64) & 1) != 0;
    if (is_there && columns.days()[document] != Columns::kNoDay) days.push_back(columns.days()[document]);
  }
  if (days.empty()) return;
  const auto outliers = static_cast<std::ptrdiff_t>(static_cast<double>(days.size()) * kOutliers);
  const auto oldest_at = days.begin() + outliers, newest_at = days.end() - 1 - outliers;
  std::ranges::nth_element(days, oldest_at);
  const auto oldest = *oldest_at;
  std::ranges::nth_element(days, newest_at);
  newest_ = *newest_at;
  const double span = newest_ - oldest;
  if (span < 1) return;
  half_life_ = span / kHalfLives;
  undated_ = static_cast<float>(std::exp2(-kHalfLives / 2));
  const auto size = std::min(static_cast<std::size_t>(span * kHalfLives) + 1, kLongestTable);
  for (std::size_t age = 0; age < size; ++age)
    by_age_.push_back(static_cast<float>(std::exp2(-static_cast<double>(age) / half_life_)));
}

float Recency::freshness(DocId document) const {
  if (half_life_ == 0) return 1;
  const auto day = columns_.days()[document];
  if (day == Columns::kNoDay) return undated_;
  const auto age = std::max<std::int64_t>(std::int64_t{newest_} - day, 0);
  return by_age_[std::min(static_cast<std::size_t>(age), by_age_.size() - 1)];
}

bool is_timeless(const Node& query, std::string_view text) {
  static constexpr std::array<std::string_view, 6> kQuotes{"\"", "“", "”", "„", "«", "»"};
  const bool is_quoted = std::ranges::any_of(
      kQuotes, [&](std::string_view quote) { return text.find(quote) != std::string_view::npos; });
  return is_quoted || asks_exactly(query);
}

}  // namespace dateline
