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

}  // namespace dateline::entities
