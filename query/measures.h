// How good a ranking is by people's judgements, and whether another one is better by more than chance.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/judgements.h"

namespace dateline {

inline constexpr std::array<std::string_view, 5> kMeasureNames{"MAP", "nDCG@10", "P@10", "R@100", "MRR"};

/// One value per name of kMeasureNames, each from 0 to 1.
using Measures = std::array<double, kMeasureNames.size()>;

/// Measures the articles of one topic, best first, as trec_eval does: what nobody judged counts as not
/// relevant, the gain of nDCG is the grade. `grades` has a relevant article.
Measures measure(std::span<const std::string> ranked, const Grades& grades);

/// The means by measure; 0 of nothing.
Measures mean(std::span<const Measures> topics);

/// What a paired comparison of two rankings says of one measure.
struct Difference {
  double mean = 0;  ///< of the second minus the first
  double p = 1;  ///< how often chance alone, swapping the two at random for each topic, does as much or more
  std::size_t better = 0, worse = 0;  ///< topics at which the second is
};

/// Compares measure number `which` of two rankings of the same topics, by a two-sided randomisation test:
/// all swaps for up to kExactTopics topics that differ, else kSwaps random ones, the same on every machine.
Difference compare(std::span<const Measures> first, std::span<const Measures> second, std::size_t which);

inline constexpr std::size_t kExactTopics = 14;
inline constexpr std::size_t kSwaps = 20'000;

}  // namespace dateline
