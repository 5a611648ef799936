// The scores of tokens under the stages of a model: sums of the weights of their features.
//
// Nearly all the time goes into waiting for weights, which lie all over the model. So the sums of groups of
// features that come again and again are kept, and other weights are asked of memory for many tokens at once.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/entities/analysis.h"
#include "indexer/entities/features.h"
#include "indexer/entities/model.h"

namespace dateline::entities {

/// Keeps its memory, and sums, from article to article. One thread.
class TokenScores {
 public:
  explicit TokenScores(const Model& model);

  using ByStage = std::array<Scores, 2>;

  /// The scores of the tokens of all runs of `a`, in order, without what labels say of them.
  std::vector<ByStage> of_tokens(const Analysis& a);

  /// Adds what the first stage's `labels` say of these tokens to their scores under the second one: see
  /// label_features().
  void add_labels(const Analysis& a, std::span<const std::uint8_t> labels, std::vector<ByStage>& scores);

 private:
  /// A sum that is being made; part of a token's.
  struct Part {
    std::uint64_t key;  ///< that it is kept under; 0: not kept
    std::size_t token;  ///< in the list of scores
  };

  void ask_for(const Analysis& a, Run run, std::uint32_t i, const FeatureKeys& keys, std::size_t token,
               ByStage& score);
  void add_parts(std::size_t first_stage, std::vector<ByStage>& scores);
  void add_weights(std::size_t stage);
  std::uint32_t new_part(std::uint64_t key, std::size_t token);

  /// A sum that is kept, in one line of the processor's cache.
  struct alignas(64) Kept {
    std::array<std::int16_t, 2 * kLabels> sums;  ///< of the first stage, then of the second
    std::uint64_t key;                           ///< 0: nothing
  };
  static_assert(sizeof(Kept) == 64);

  /// One place for all keys that begin alike: the later sum takes that of the earlier one.
  static constexpr int kKeptBits = 16;
  Kept& place_of(std::uint64_t key) { return kept_[key >> (64 - kKeptBits)]; }

  Model model_;
  std::vector<Kept> kept_;
  std::vector<Part> parts_;
  std::vector<ByStage> sums_;           ///< of parts_
  std::vector<PartFeature> asked_;      ///< the features of parts_
  std::vector<const WeightRow*> rows_;  ///< where the weights of each would stand
  std::vector<std::uint64_t> features_;
};

}  // namespace dateline::entities
