// The vocabulary that sets the best articles apart from the rest, and how much of it an article has.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "query/article_words.h"
#include "query/bm25.h"
#include "query/scores.h"
#include "query/word_terms.h"

namespace dateline {

/// Stems by the votes of the best articles times their rarity. One thread. Xapian's errors pass through.
class Feedback {
 public:
  /// All have to outlive it.
  Feedback(ArticleWords& articles, const Columns& columns, const Bm25& bm25)
      : articles_(articles), columns_(columns), bm25_(bm25), language_(columns.languages().front()) {}

  /// Learns from `documents`, the best articles, whose votes are by `scores`.
  void learn(std::span<const DocId> documents, const Scores& scores);

  /// What the vocabulary adds to the score of each of `documents`, where the first stem counts as a word of
  /// the query.
  std::vector<float> scores(std::span<const DocId> documents) const;

 private:
  /// Words of one stem, as far as the best articles have them.
  struct Stem {
    WordNumber number = kNoWord;
    double value = 0;  ///< its votes; later these times its idf
    std::vector<WordNumber> forms;
    float idf = 0;
  };
  using Votes = std::vector<std::pair<WordNumber, double>>;
  /// Of the terms in one article, by number; of 0 that of all other words.
  using Frequencies = std::array<std::uint32_t, 256>;

  Votes votes_of_words(std::span<const DocId> documents, const Scores& scores);
  std::vector<Stem> candidates(const Votes& words);
  void weigh(Stem& stem) const;
  void take(const std::vector<Stem>& stems);
  float score(DocId document, const Frequencies& frequencies) const;

  ArticleWords& articles_;
  const Columns& columns_;
  const Bm25& bm25_;
  std::string language_;        ///< the archive's most common one
  WordTerms terms_;             ///< of the chosen stems' forms
  std::vector<float> weights_;  ///< by term; of 0, which stands for all other words, 0
};

}  // namespace dateline
