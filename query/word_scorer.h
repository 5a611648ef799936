// Which articles have a word, and how well: the postings of all that stands for it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "query/bm25.h"
#include "query/doc_set.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// The articles that are asked for, null for all: what is found in others is not looked for.
using Within = const DocSet*;

/// A term that stands for a word of the query.
struct WeighedTerm {
  std::string term;
  float weight = 0;  ///< what it adds to the word's frequency in an article; 0: as often as it stands there
};

/// Reads postings and scores articles. Where few articles are asked for, it skips from one to the next. One
/// thread. Xapian's errors pass through.
class WordScorer {
 public:
  /// All have to outlive it. `scores` is by docid.
  WordScorer(const Xapian::Database& database, const Columns& columns, const Bm25& bm25,
             std::vector<float>& scores);
  ~WordScorer();
  WordScorer(const WordScorer&) = delete;
  WordScorer& operator=(const WordScorer&) = delete;

  /// The articles with any of `terms`.
  DocSet match(std::span<const std::string> terms, Within within);

  /// The articles with any of `terms`, which count as one word found in `document_frequency` articles: their
  /// frequencies are added up before BM25 sees them. Adds that to the scores.
  DocSet score(std::span<const WeighedTerm> terms, float idf, Within within);

  /// Adds BM25 of a word that stands `frequency` times in `document`.
  void add(DocId document, float frequency, float idf) {
    scores_[document] += idf * bm25_.saturated(frequency, document);
  }

  /// How many articles have any of `terms`, if they occur independently of each other: known without reading
  /// their postings, and right for one term.
  double document_frequency(std::span<const std::string> terms) const;

 private:
  DocSet score_one(std::span<const WeighedTerm> terms, float idf, Within within);

  const Xapian::Database& database_;
  const Columns& columns_;
  const Bm25& bm25_;
  std::vector<float>& scores_;
  std::vector<float>& frequencies_;  ///< by docid; all 0 between two words
  std::vector<DocId> touched_;       ///< where frequencies_ is not 0
};

}  // namespace dateline
