// A few articles out of many, each with the same chance.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "corpus/article.h"

namespace dateline {

/// Keeps at most `size` of the articles offered, drawn uniformly by reservoir sampling: memory does not grow
/// with their number. The same seed, size and articles give the same sample on every machine.
class Sample {
 public:
  Sample(std::uint64_t size, std::uint64_t seed) : size_(size), random_(seed) {}

  void offer(const Article& article);
  /// The sample in the order in which its articles were offered; empties it.
  std::vector<Article> take();

 private:
  std::uint64_t below(std::uint64_t bound);

  std::uint64_t size_;
  std::mt19937_64 random_;
  std::uint64_t offered_ = 0;
  std::vector<std::pair<std::uint64_t, Article>> kept_;  ///< each with its place in what was offered
};

}  // namespace dateline
