// The templates of the features, how they become features, and the groups in which the sums of their weights
// are kept.
#pragma once

#include <bit>
#include <cstdint>

#include "indexer/entities/features.h"
#include "indexer/entities/model.h"

namespace dateline::entities {

// Names of the templates; the model depends on their order.
enum Template : std::uint64_t {
  kBias = 1,
  kWord,
  kWordShape,
  kBefore1,
  kBefore2,
  kAfter1,
  kAfter2,
  kPairBefore,
  kPairAfter,
  kAround,
  kPairBefore2,
  kPairAfter2,
  kShape,
  kShapeBefore,
  kShapeAfter,
  kShapeAround,
  kPattern,
  kPrefix,
  kSuffix,
  kStart,
  kStartWord,
  kFlag,
  kFlagBefore,
  kFlagAfter,
  kFlags,
  kFlagsBefore,
  kFlagsAfter,
  kFlagsAround,
  kPhrase,
  kPhraseBefore,
  kPhraseAfter,
  kCluster,
  kClusterBefore,
  kClusterAfter,
  kClusterBefore2,
  kClusterAfter2,
  kClusterPairBefore,
  kClusterPairAfter,
  kClusterAround,
  kRunLeft,
  kRunRight,
  kRunLeftCluster,
  kRunRightCluster,
  kRunLeft2,
  kRunRight2,
  kRunShape,
  kSeen,
  kSeenSet,
  kSeenFlagsSet,
  kCount,
  kDateline,
  kBrackets,
  kGlue,
  kFlagBefore2,
  kFlagAfter2,
  kRunLeftFlags,
  kRunRightFlags,
  kFlagSuffix,
  kSeenBefore,
  kSeenAfter,
  kFlagsCluster,
  kWordSeen,
  kPhraseFlag,
  kLabel = 128,
  kLabelPair,
  kLabelAround,
  kVote,
  kVoteSet,
  kVotePart,
  kVoteBefore,
  kVoteAfter,
  kVoteFlags,
  kLabelWord,
  kVoteAround,
};

/// The group of a template's features.
constexpr FeatureGroup group_of(Template name) {
  switch (name) {
    case kBias:
    case kWord:
    case kWordShape:
    case kShape:
    case kStart:
    case kPattern:
    case kPrefix:
    case kSuffix:
    case kFlag:
    case kFlags:
    case kCluster:
    case kFlagsCluster:
      return FeatureGroup::kToken;
    case kBefore1:
    case kFlagBefore:
    case kClusterBefore:
      return FeatureGroup::kBefore;
    case kAfter1:
    case kFlagAfter:
    case kClusterAfter:
      return FeatureGroup::kAfter;
    case kBefore2:
    case kFlagBefore2:
    case kClusterBefore2:
      return FeatureGroup::kBefore2;
    case kAfter2:
    case kFlagAfter2:
    case kClusterAfter2:
      return FeatureGroup::kAfter2;
    case kShapeBefore:
    case kShapeAfter:
    case kShapeAround:
    case kGlue:
    case kRunShape:
      return FeatureGroup::kShapes;
    case kFlagsBefore:
    case kFlagsAfter:
    case kFlagsAround:
      return FeatureGroup::kFlags;
    case kPhrase:
    case kPhraseFlag:
    case kPhraseBefore:
    case kPhraseAfter:
      return FeatureGroup::kPhrases;
    case kRunLeft:
    case kRunLeftCluster:
    case kRunLeftFlags:
      return FeatureGroup::kRunLeft;
    case kRunRight:
    case kRunRightCluster:
    case kRunRightFlags:
      return FeatureGroup::kRunRight;
    case kClusterPairBefore:
    case kClusterPairAfter:
    case kClusterAround:
      return FeatureGroup::kClusters;
    case kCount:
    case kSeenFlagsSet:
    case kWordSeen:
      return FeatureGroup::kUses;
    case kSeen:
    case kSeenSet:
      return FeatureGroup::kSeen;
    case kSeenBefore:
      return FeatureGroup::kSeenBefore;
    case kSeenAfter:
      return FeatureGroup::kSeenAfter;
    default:
      return FeatureGroup::kAlone;
  }
}

/// What the lexicon says of a word that features make use of.
inline constexpr std::uint32_t kNameFlags =
    kGivenName | kRareGivenName | kSurname | kFairSurname | kRareSurname | kBigCity | kCity | kTown |
    kRegion | kCountry | kDemonym | kPlaceName | kOrganizationWord | kCompanyWord | kTitleWord | kRoleWord |
    kPlaceWord | kCommonWord | kWholeName | kCalendarWord | kFunctionWord | kTeamWord;

/// The feature of a template for two values.
inline std::uint64_t feature(std::uint64_t name, std::uint64_t a, std::uint64_t b = 0) {
  auto x = a * 0x9E3779B97F4A7C15 + std::rotl(b * 0xC2B2AE3D27D4EB4F, 31) + name * 0x165667B19E3779F9;
  x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9;
  return x ^ x >> 32;
}

}  // namespace dateline::entities
