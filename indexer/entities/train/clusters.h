// Groups words that stand in the same company, from open running text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::train {

/// The clusters of one word: upper ten bits the coarse one (from 1), lower six bits the fine one inside it; 0
/// none.
struct WordCluster {
  std::uint64_t word;     ///< as Token::word
  std::uint16_t lower;    ///< of the word in lower case
  std::uint16_t capital;  ///< of the word with a capital
};

/// Clusters the words that occur at least five times in `texts`: vectors of what stands beside them (shifted
/// logarithmic co-occurrence, reduced to some dimensions), grouped twice by k-means. Deterministic.
std::vector<WordCluster> cluster_words(const std::vector<std::string>& texts);

}  // namespace dateline::train
