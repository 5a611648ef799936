#include "indexer/entities/token_scores.h"

#include <algorithm>
#include <cstring>

namespace dateline::entities {
namespace {

/// Tokens whose weights are asked of memory together.
constexpr std::size_t kTokensAtOnce = 32;

// Vectors, for compilers do not make them of these loops.
using Lanes [[gnu::vector_size(kLanes * sizeof(std::int16_t))]] = std::int16_t;
using Weights [[gnu::vector_size(kLanes)]] = std::int8_t;

/// Adds `more` and what stands behind it for the lanes without a label.
void add(Scores& into, const std::int16_t* more) {
  Lanes sum, other;
  std::memcpy(&sum, into.data(), sizeof sum);
  std::memcpy(&other, more, sizeof other);
  sum += other;
  std::memcpy(into.data(), &sum, sizeof sum);
}

/// Adds the weights of `row` if it is that of `feature`. That of another one is masked out, for a branch
/// would be guessed wrong half of the time; behind the labels' weights stand bytes that nobody reads.
void add(Scores& into, const WeightRow& row, std::uint64_t feature) {
  Weights weights;
  Lanes sum;
  std::memcpy(&weights, &row, sizeof weights);
  std::memcpy(&sum, into.data(), sizeof sum);
  const auto mask = static_cast<std::int16_t>(row.is_of(feature) ? -1 : 0);
  sum += __builtin_convertvector(weights, Lanes) & mask;
  std::memcpy(into.data(), &sum, sizeof sum);
}

/// The features of parts and where the weights of each would stand. No span: an inline function that only
/// clones call, such as its begin(), is not there where clang does not optimize.
struct Asked {
  const PartFeature *begin, *end;
  const WeightRow* const* rows;
};

// In one register a row where the machine can. Not under ThreadSanitizer, which does not run yet when the
// clone is chosen.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
[[gnu::target_clones("avx2", "default")]]
#endif
void add_rows(const Asked& asked, std::size_t stage, TokenScores::ByStage* sums) {
  const auto* row = asked.rows;
  for (const auto* one = asked.begin; one != asked.end; ++one)
    add(sums[one->part][stage], **row++, one->feature);
}

}  // namespace

TokenScores::TokenScores(const Model& model) : model_(model), kept_(std::size_t{1} << kKeptBits) {}

std::vector<TokenScores::ByStage> TokenScores::of_tokens(const Analysis& a) {
  struct Place {
    Run run;
    std::uint32_t token;
  };
  std::vector<Place> places;
  for (const auto run : a.runs) {
    for (auto i = run.begin; i < run.end; ++i) places.push_back({run, i});
  }
  std::vector<ByStage> scores(places.size());
  std::array<FeatureKeys, kTokensAtOnce> keys;
  for (std::size_t begin = 0; begin < places.size(); begin += kTokensAtOnce) {
    const auto end = std::min(begin + kTokensAtOnce, places.size());
    for (auto n = begin; n < end; ++n) {
      keys[n - begin] = feature_keys(a, places[n].run, places[n].token);
      for (const auto key : keys[n - begin]) __builtin_prefetch(&place_of(key));
    }
    for (auto n = begin; n < end; ++n)
      ask_for(a, places[n].run, places[n].token, keys[n - begin], n, scores[n]);
    add_parts(0, scores);
  }
  return scores;
}

void TokenScores::add_labels(const Analysis& a, std::span<const std::uint8_t> labels,
                             std::vector<ByStage>& scores) {
  std::size_t token = 0;
  for (const auto run : a.runs) {
    for (auto i = run.begin; i < run.end; ++i, ++token) {
      features_.clear();
      label_features(a, run, labels, i, features_);
      const auto part = new_part(0, token);
      for (const auto feature : features_) asked_.push_back({feature, part});
      if (parts_.size() >= kTokensAtOnce) add_parts(1, scores);
    }
  }
  add_parts(1, scores);
}

/// Adds what is kept of a token's scores, and asks for the rest.
void TokenScores::ask_for(const Analysis& a, Run run, std::uint32_t i, const FeatureKeys& keys,
                          std::size_t token, ByStage& score) {
  PartOfGroup parts;
  parts.fill(kNoPart);
  parts.back() = new_part(0, token);
  auto sum = score;
  for (std::size_t group = 0; group < keys.size(); ++group) {
    const auto& kept = place_of(keys[group]);
    if (kept.key != keys[group]) {
      parts[group] = new_part(keys[group], token);
      continue;
    }
    add(sum[0], kept.sums.data());
    add(sum[1], kept.sums.data() + kLabels);
  }
  score = sum;
  token_features(a, run, i, parts, asked_);
}

std::uint32_t TokenScores::new_part(std::uint64_t key, std::size_t token) {
  parts_.push_back({key, token});
  return static_cast<std::uint32_t>(parts_.size() - 1);
}

/// Adds all parts, under the stages from `first_stage` on, to the scores that they belong to.
void TokenScores::add_parts(std::size_t first_stage, std::vector<ByStage>& scores) {
  sums_.assign(parts_.size(), {});
  for (auto stage = first_stage; stage < 2; ++stage) {
    const auto weights = model_.stage(static_cast<int>(stage));
    for (const auto& one : asked_) weights.prefetch_seed(one.feature);
  }
  for (auto stage = first_stage; stage < 2; ++stage) add_weights(stage);
  for (std::size_t n = 0; n < parts_.size(); ++n) {
    const auto& [key, token] = parts_[n];
    for (auto stage = first_stage; stage < 2; ++stage) add(scores[token][stage], sums_[n][stage].data());
    if (key == 0) continue;
    auto& kept = place_of(key);
    std::copy_n(sums_[n][0].begin(), kLabels, kept.sums.begin());
    std::copy_n(sums_[n][1].begin(), kLabels, kept.sums.begin() + kLabels);
    kept.key = key;
  }
  parts_.clear();
  asked_.clear();
}

/// Adds the weights of asked_ to sums_.
void TokenScores::add_weights(std::size_t stage) {
  const auto weights = model_.stage(static_cast<int>(stage));
  rows_.resize(asked_.size());
  auto* row = rows_.data();
  for (const auto& one : asked_) {
    __builtin_prefetch(*row = &weights.row(one.feature));
    ++row;
  }
  add_rows({asked_.data(), asked_.data() + asked_.size(), rows_.data()}, stage, sums_.data());
}

}  // namespace dateline::entities
