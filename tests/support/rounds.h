// How often tests of random input try.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <ranges>

namespace dateline {

/// The seeds 1, 2, ... of `usual` rounds, and of so many times more as DATELINE_ROUNDS says: the long form of
/// a test.
inline auto seeds(unsigned usual) {
  const char* const times = std::getenv("DATELINE_ROUNDS");
  return std::views::iota(1u, 1 + usual * std::max(times != nullptr ? std::atoi(times) : 1, 1));
}

}  // namespace dateline
