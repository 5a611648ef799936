// The features of a candidate token: what it is, what stands beside it, what the lexicon and the article say.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/entities/analysis.h"

namespace dateline::entities {

/// Appends the features of token `i`, which stands in `run`, to `out`: both stages use these.
void token_features(const Analysis& a, Run run, std::uint32_t i, std::vector<std::uint64_t>& out);

/// Appends what the first stage's `labels` (one for each token of the article) say of token `i`: the second
/// stage's. Needs count_labels() before.
void label_features(const Analysis& a, Run run, std::span<const std::uint8_t> labels, std::uint32_t i,
                    std::vector<std::uint64_t>& out);

/// Counts the first stage's labels of each word of the article in Analysis::words.
void count_labels(Analysis& a, std::span<const std::uint8_t> labels);

/// Parts of a label: 0 is outside.
constexpr int label_type(int label) { return (label - 1) / 4; }
constexpr int label_part(int label) { return (label - 1) % 4; }  ///< 0 begin, 1 inside, 2 last, 3 unit
constexpr int make_label(int type, int part) { return 1 + type * 4 + part; }

/// Whether `to` may follow `from` in one run.
constexpr bool may_follow(int from, int to) {
  const bool open = from != 0 && label_part(from) < 2;
  const bool inner = to != 0 && (label_part(to) == 1 || label_part(to) == 2);
  return open == inner && (!open || label_type(from) == label_type(to));
}
constexpr bool may_start(int label) { return may_follow(0, label); }
constexpr bool may_end(int label) { return may_follow(label, 0); }

}  // namespace dateline::entities
