// Why a hit ranks where it does, in the numbers that ranked it.
#pragma once

#include <vector>

#include "query/evaluate.h"
#include "query/recency.h"
#include "query/search.h"

namespace dateline {

/// Scores by docid as they grew.
struct Stages {
  Scores words;       ///< after the walk over the postings
  Scores neighbours;  ///< with words side by side
  Scores feedback;    ///< with the vocabulary of the best
};

/// Explains the hits of one search. All have to outlive it; Xapian's errors pass through.
class Explainer {
 public:
  /// `recency` is null where the age does not count.
  Explainer(const Xapian::Database& database, const Columns& columns, const Ranking& ranking,
            const Matches& matches, const Stages& stages, const Recency* recency)
      : database_(database),
        columns_(columns),
        ranking_(ranking),
        matches_(matches),
        stages_(stages),
        recency_(recency) {}

  /// The reasons for the score of `document`: the sum of what they add, times their factors, is it.
  std::vector<Reason> reasons(DocId document) const;

 private:
  Reason of_word(const ScoredWord& word, DocId document) const;
  Reason of_age(DocId document) const;

  const Xapian::Database& database_;
  const Columns& columns_;
  const Ranking& ranking_;
  const Matches& matches_;
  const Stages& stages_;
  const Recency* recency_;
};

}  // namespace dateline
