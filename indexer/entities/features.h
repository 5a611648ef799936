// The features of a candidate token: what it is, what stands beside it, what the lexicon and the article say.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/entities/analysis.h"

namespace dateline::entities {

/// Appends the features of token `i`, which stands in `run`, to `out`: both stages use these.
void token_features(const Analysis& a, Run run, std::uint32_t i, std::vector<std::uint64_t>& out);

/// What the features of a token follow from. Those of one group depend on few things, which come again and
/// again in news, so that the sum of their weights can be kept; those of kAlone do not.
enum class FeatureGroup : std::uint8_t {
  kToken,       ///< the token itself
  kBefore,      ///< the token before it
  kAfter,       ///< the token behind it
  kBefore2,     ///< the one before that
  kAfter2,      ///< the one behind that
  kShapes,      ///< how the three and the run are written
  kFlags,       ///< what the lexicon says of the three
  kPhrases,     ///< the known sequences that they stand in
  kRunLeft,     ///< the token before the run
  kRunRight,    ///< the token behind the run
  kClusters,    ///< what kind of words the three are
  kUses,        ///< how often and in which case the article has the token's word
  kSeen,        ///< where the article has the token's word
  kSeenBefore,  ///< … of the one before it
  kSeenAfter,   ///< … of the one behind it
  kAlone,
};
constexpr std::size_t kKeptGroups = static_cast<std::size_t>(FeatureGroup::kAlone);

/// By group: equal for equal features, and for others only where 64-bit hashes collide, which costs a wrong
/// label at most; never 0.
using FeatureKeys = std::array<std::uint64_t, kKeptGroups>;
FeatureKeys feature_keys(const Analysis& a, Run run, std::uint32_t i);

/// A feature of the part of a token's score that its group makes.
struct PartFeature {
  std::uint64_t feature;
  std::uint32_t part;
};
/// The numbers of such parts.
using PartOfGroup = std::array<std::uint32_t, kKeptGroups + 1>;
constexpr std::uint32_t kNoPart = 0xFFFF'FFFF;

/// Appends the token's features of those groups that have a part.
void token_features(const Analysis& a, Run run, std::uint32_t i, const PartOfGroup& parts,
                    std::vector<PartFeature>& out);

/// Appends what the first stage's `labels` (one for each token of the article) say of token `i`: the second
/// stage's. Needs count_labels() before.
void label_features(const Analysis& a, Run run, std::span<const std::uint8_t> labels, std::uint32_t i,
                    std::vector<std::uint64_t>& out);

}  // namespace dateline::entities
