// Scores in 16-bit fixed point, and Viterbi's algorithm over 13 labels.
#include "indexer/entities/decode.h"

#include <algorithm>
#include <cstring>

#include "indexer/entities/features.h"
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

}  // namespace

/// Rows lie all over the model: all are asked of memory before the first is read, and the row of another
/// feature is masked out, for a branch would be guessed wrong half of the time.
void Decoder::score(const Stage& stage, Scores& scores) {
  rows_.clear();
  for (const auto feature : features_) {
    rows_.push_back(&stage.row(feature));
    __builtin_prefetch(rows_.back());
  }
  auto sums = scores;
  for (std::size_t n = 0; n < rows_.size(); ++n) {
    std::array<std::int8_t, kLanes> weights;  // behind the labels' ones stand bytes that nobody reads
    std::memcpy(weights.data(), rows_[n], sizeof weights);
    const auto mask = static_cast<std::int16_t>(rows_[n]->is_of(features_[n]) ? -1 : 0);
    for (std::size_t k = 0; k < kLanes; ++k)
      sums[k] = static_cast<std::int16_t>(sums[k] + (weights[k] & mask));
  }
  scores = sums;
}

void Decoder::add_trust(const std::array<std::int16_t, 3>& trust, Scores& scores) {
  for (int label = 1; label < kLabels; ++label)
    scores[label] = static_cast<std::int16_t>(scores[label] + trust[label_type(label)]);
}

void Decoder::best_path(const Stage& stage, const Scores* scores, Run run,
                        std::vector<std::uint8_t>& labels) {
  const std::size_t n = run.end - run.begin;
  from_.resize(std::max(from_.size(), n));
  std::array<std::int32_t, kLabels> best;
  for (int to = 0; to < kLabels; ++to) best[to] = may_start(to) ? scores[0][to] : kImpossible;
  for (std::size_t i = 1; i < n; ++i) {
    std::array<std::int32_t, kLabels> next;
    next.fill(kImpossible * 2);
    for (const auto& [from, to] : kSteps) {
      const auto sum = best[from] + stage.transitions[from * kLanes + to];
      if (sum > next[to]) {
        next[to] = sum;
        from_[i][to] = from;
      }
    }
    for (int to = 0; to < kLabels; ++to) best[to] = next[to] + scores[i][to];
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
  second_.clear();
  for (const auto run : a.runs) {
    scores_.clear();
    for (auto i = run.begin; i < run.end; ++i) {
      features_.clear();
      token_features(a, run, i, features_);
      score(model_.stage(0), scores_.emplace_back());
      score(model_.stage(1), second_.emplace_back());
      forbid(a, i, scores_.back());
      forbid(a, i, second_.back());
      if (training_) continue;
      favour(a, i, scores_.back());
      favour(a, i, second_.back());
    }
    best_path(model_.stage(0), scores_.data(), run, labels);
  }
  return labels;
}

std::vector<std::uint8_t> Decoder::both_stages(Analysis& a) {
  const auto first = first_stage(a);
  count_labels(a, first);
  std::vector<std::uint8_t> labels(first.size(), 0);
  std::size_t at = 0;
  for (const auto run : a.runs) {
    const auto begin = at;
    for (auto i = run.begin; i < run.end; ++i, ++at) {
      features_.clear();
      label_features(a, run, first, i, features_);
      score(model_.stage(1), second_[at]);
      add_trust(trust_in(a, i, first[i]), second_[at]);
    }
    best_path(model_.stage(1), second_.data() + begin, run, labels);
  }
  return labels;
}

}  // namespace dateline::entities
