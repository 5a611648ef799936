// What the first stage called a word in the rest of the article.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "indexer/entities/analysis.h"

namespace dateline::entities {

/// How often a word was labelled so elsewhere in the article: the occurrence at hand is left out.
struct Votes {
  std::array<int, 4> of{};      ///< by type, then outside
  int part = 0;                 ///< bits: last, first of a longer name of the leading type
  bool ends_full_name = false;  ///< last of a person's name of several words
  int best() const { return static_cast<int>(std::max_element(of.begin(), of.end()) - of.begin()); }
  int total() const { return of[0] + of[1] + of[2] + of[3]; }
};

/// Counts the first stage's `labels` of each word of the article in Analysis::words.
void count_labels(Analysis& a, std::span<const std::uint8_t> labels);

/// The votes on token `i`, whose own label is `own`. Needs count_labels() before.
Votes votes_of(const Analysis& a, std::uint32_t i, int own);

/// What the rest of the article adds to the second stage's score of a name of each type at token `i`, whose
/// own label is `own`, in units of the weights.
///
/// The texts that the model learned from are a few sentences long, so it takes the rest of a whole article
/// less seriously than that deserves.
std::array<std::int16_t, 3> trust_in(const Analysis& a, std::uint32_t i, int own);

}  // namespace dateline::entities
