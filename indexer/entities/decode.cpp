// Viterbi's algorithm over 13 labels.
#include "indexer/entities/decode.h"

#include <algorithm>
#include <utility>

#include "indexer/entities/labels.h"
#include "indexer/entities/rules.h"
#include "indexer/entities/votes.h"

namespace dateline::entities {
namespace {

constexpr std::int32_t kImpossible = -500'000'000;  // stays below any sum of 256 scores, and never overflows

struct Step {
  std::uint8_t from, to;
};
constexpr auto kSteps = [] {  // the 61 pairs of labels that may follow each other
  std::array<Step, 61> steps{};
  std::size_t n = 0;
  for (int from = 0; from < kLabels; ++from) {
    for (int to = 0; to < kLabels; ++to) {
      if (may_follow(from, to)) steps[n++] = {static_cast<std::uint8_t>(from), static_cast<std::uint8_t>(to)};
    }
  }
  return steps;
}();

/// Calls `take` with the labels of each step. Written out one after the other, for the labels are constants
/// then and what stands under them stays in registers.
template <typename Take>
void for_each_step(Take take) {
  [&]<std::size_t... kNumber>(std::index_sequence<kNumber...>) {
    (take(kSteps[kNumber].from, kSteps[kNumber].to), ...);
  }(std::make_index_sequence<kSteps.size()>());
}

}  // namespace

void Decoder::add_trust(const std::array<std::int16_t, 3>& trust, Scores& scores) {
  for (int label = 1; label < kLabels; ++label)
    scores[label] = static_cast<std::int16_t>(scores[label] + trust[label_type(label)]);
}

/// Labels the tokens of `run`, of which the first one's scores stand at `first`.
void Decoder::best_path(std::size_t stage, std::size_t first, Run run, std::vector<std::uint8_t>& labels) {
  const std::size_t n = run.end - run.begin;
  const auto score = [&](std::size_t i, int label) { return scores_[first + i][stage][label]; };
  const auto* const transitions = model_.stage(static_cast<int>(stage)).transitions;
  from_.resize(std::max(from_.size(), n));
  std::array<std::int32_t, kLabels> best;
  for (int to = 0; to < kLabels; ++to) best[to] = may_start(to) ? score(0, to) : kImpossible;
  for (std::size_t i = 1; i < n; ++i) {
    std::array<std::int32_t, kLabels> next;
    next.fill(kImpossible * 2);
    auto& came = from_[i];
    for_each_step([&](std::uint8_t from, std::uint8_t to) {
      const auto sum = best[from] + transitions[from * kLanes + to];
      const bool is_better = sum > next[to];
      next[to] = is_better ? sum : next[to];
      came[to] = is_better ? from : came[to];
    });
    for (int to = 0; to < kLabels; ++to) best[to] = next[to] + score(i, to);
  }
  int label = 0;
  for (int end = 1; end < kLabels; ++end) {
    if (may_end(end) && best[end] > best[label]) label = end;
  }
  for (auto i = n; i-- > 0;) {
    labels[run.begin + i] = static_cast<std::uint8_t>(label);
    if (i > 0) label = from_[i][label];
  }
}

std::vector<std::uint8_t> Decoder::first_stage(const Analysis& a) {
  std::vector<std::uint8_t> labels(a.tokens.list.size(), 0);
  scores_ = token_scores_.of_tokens(a);
  std::size_t at = 0;
  for (const auto run : a.runs) {
    const auto first = at;
    for (auto i = run.begin; i < run.end; ++i, ++at) {
      for (auto& scores : scores_[at]) {
        forbid(a, i, scores);
        if (!training_) favour(a, i, scores);
      }
    }
    best_path(0, first, run, labels);
  }
  return labels;
}

std::vector<std::uint8_t> Decoder::both_stages(Analysis& a) {
  const auto first_labels = first_stage(a);
  count_labels(a, first_labels);
  token_scores_.add_labels(a, first_labels, scores_);
  std::vector<std::uint8_t> labels(first_labels.size(), 0);
  std::size_t at = 0;
  for (const auto run : a.runs) {
    const auto first = at;
    for (auto i = run.begin; i < run.end; ++i, ++at)
      add_trust(trust_in(a, i, first_labels[i]), scores_[at][1]);
    best_path(1, first, run, labels);
  }
  return labels;
}

}  // namespace dateline::entities
