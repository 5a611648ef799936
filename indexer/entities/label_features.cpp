// The features that the labels of the first stage make for the second.
#include <algorithm>
#include <bit>

#include "indexer/entities/feature_templates.h"
#include "indexer/entities/features.h"
#include "indexer/entities/votes.h"

namespace dateline::entities {
namespace {

/// Votes as a small number: nothing, or who leads and how clearly.
std::uint64_t verdict(const Votes& votes) {
  const int total = votes.total();
  if (total <= 0) return 0;
  const int best = votes.best();
  const int level = votes.of[best] == total ? 2 : votes.of[best] * 3 >= total * 2 ? 1 : 0;
  return static_cast<std::uint64_t>(1 + best * 9 + level * 3 + std::min(total, 3) - 1);
}

}  // namespace

void label_features(const Analysis& a, Run run, std::span<const std::uint8_t> labels, std::uint32_t i,
                    std::vector<std::uint64_t>& out) {
  const auto at = [&](std::int64_t k) -> std::uint64_t {
    return k < run.begin || k >= run.end ? 13 : labels[static_cast<std::size_t>(k)];
  };
  const auto own = labels[i];
  out.push_back(feature(kLabel, own));
  out.push_back(feature(kLabelPair, at(i - 1LL), own));
  out.push_back(feature(kLabelPair, own + 32u, at(i + 1LL)));
  out.push_back(feature(kLabelAround, at(i - 1LL) * 32 + at(i + 1LL), own));
  out.push_back(feature(kLabelWord, own, a.tokens.list[i].word));
  const auto votes = votes_of(a, i, own);
  const auto said = verdict(votes);
  out.push_back(feature(kVote, said, own));
  out.push_back(feature(kVotePart, said, static_cast<std::uint64_t>(votes.part)));
  out.push_back(feature(kVoteFlags, said, a.facts[i].flags & kNameFlags));
  out.push_back(
      feature(kVoteSet, static_cast<std::uint64_t>(votes.part) * 64 + said,
              static_cast<std::uint64_t>(a.tokens.list[i].shape) * 2 + a.tokens.list[i].sentence_start));
  std::uint64_t before = 40, after = 40;
  if (i > run.begin) before = verdict(votes_of(a, i - 1, labels[i - 1]));
  if (i + 1 < run.end) after = verdict(votes_of(a, i + 1, labels[i + 1]));
  out.push_back(feature(kVoteBefore, before, said));
  out.push_back(feature(kVoteAfter, said, after));
  out.push_back(feature(kVoteAround, before * 64 + after, own));
}

}  // namespace dateline::entities
