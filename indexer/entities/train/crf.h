// Learns the weights of a linear-chain conditional random field from labelled runs.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "indexer/entities/model.h"

namespace dateline::train {

/// The runs to learn from. Features are kept as the hashes that the model is asked for.
struct Examples {
  struct Sequence {
    std::uint32_t first, count;  ///< tokens
    float weight;
    int corpus;
  };
  std::vector<Sequence> sequences;
  std::vector<std::uint8_t> labels;        ///< of each token
  std::vector<std::uint64_t> feature_end;  ///< of each token: where its features end in `features`
  std::vector<std::uint64_t> features;
};

/// What was learned.
struct Weights {
  std::vector<std::uint64_t> features;
  std::vector<std::array<float, entities::kLanes>> rows;  ///< in the order of `features`
  std::array<std::array<float, entities::kLanes>, entities::kLabels> transitions{};
};

struct LearnOptions {
  int epochs = 6;
  float rate = 0.05F;           ///< AdaGrad's
  std::uint32_t min_count = 2;  ///< rarer features are left out
  std::uint32_t copied = 0;     ///< bit of each corpus whose own habits are learned apart and left out
  int orders = 1;               ///< in which the sequences are seen, each from the beginning
};

/// Maximises the likelihood by stochastic gradient steps; the result is the mean over the last half of the
/// epochs of all orders. The same input gives the same output, bit by bit, on one kind of machine.
Weights learn(const Examples& examples, const LearnOptions& options);

}  // namespace dateline::train
