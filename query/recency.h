// Newer articles a little before older ones: how much, measured by the archive's own time.
#pragma once

#include <vector>

#include "query/columns.h"
#include "query/parse.h"

namespace dateline {

/// How fresh the articles of an archive are. Made once for its columns, then read by any number of threads.
///
/// The half-life is a quarter of the time between the archive's oldest and newest hundredth, so that a daily
/// of thirty years and a wire of two weeks both have fresh and old articles, and one wrong date moves
/// nothing.
class Recency {
 public:
  explicit Recency(const Columns& columns);

  /// Days in which freshness halves; 0: the archive has no dates, or all within a day, and nothing is moved.
  double half_life() const { return half_life_; }

  /// 1 for the newest hundredth, half as much each half-life before it; without a date that of the middle of
  /// the archive's time.
  float freshness(DocId document) const;

  /// What a score is multiplied by: from 1 - `most` for the oldest to 1 for the newest.
  float factor(DocId document, double most) const {
    return 1 - static_cast<float>(most) * (1 - freshness(document));
  }

 private:
  const Columns& columns_;
  std::int32_t newest_ = 0;
  double half_life_ = 0;
  float undated_ = 1;
  std::vector<float> by_age_;  ///< in days; older than its end: as its end
};

/// Whether the age of what `query`, read from `text`, finds must not count: where the person quotes, asks for
/// exact words or for days, they know what they want.
bool is_timeless(const Node& query, std::string_view text);

}  // namespace dateline
