// Which articles have a word, and how well: the postings of all that stands for it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "query/bm25.h"
#include "query/doc_set.h"
#include "query/scores.h"
#include "query/word_postings.h"

namespace dateline {

/// Where a word has to stand.
enum class Part : std::uint8_t { kAnywhere, kTitle };

/// The articles that have all of some words.
struct CommonArticles {
  std::vector<DocId> documents;                 ///< ascending
  std::vector<std::vector<float>> frequencies;  ///< by word, then by document: what BM25 sees

  DocSet set(DocId last) const;
};

/// Reads postings and scores articles. Where few articles are asked for, it skips from one to the next. One
/// thread. Xapian's errors pass through.
class WordScorer {
 public:
  /// All have to outlive it. A word of the title counts `title_weight` more.
  WordScorer(const Xapian::Database& database, const Columns& columns, const Bm25& bm25, double title_weight,
             Scores& scores);
  ~WordScorer();
  WordScorer(const WordScorer&) = delete;
  WordScorer& operator=(const WordScorer&) = delete;

  /// The articles with any of `words` in that part.
  DocSet match(std::span<const std::string> words, Part part, Within within) const;

  /// The articles with any of `words`, which count as one word: their frequencies are added up before BM25
  /// sees them. Adds that to the scores. In the title alone, each counts once.
  DocSet score(std::span<const std::string> words, Part part, float idf, Within within);

  /// Leaves in `common` the articles that have any of `words`, too, which count as one word; those within, if
  /// they are the first words. The rarer these are, the less there is to do for those after them.
  void narrow(CommonArticles& common, std::span<const std::string> words, Part part, Within within);

  /// Adds to the scores what the word at `number` of `common` scores.
  void score(const CommonArticles& common, std::size_t number, float idf);

  /// Adds BM25 of a word that stands `frequency` times in `document`.
  void add(DocId document, float frequency, float idf) {
    scores_.add(document, idf * bm25_.saturated(frequency, document));
  }

  /// How many articles have any of `words`, if they occur independently of each other: known without reading
  /// their postings, and right for one word.
  double document_frequency(std::span<const std::string> words, Part part) const;

 private:
  class Counted;
  /// Calls `visit(docid, frequency)` for the articles that have `word` in that part.
  template <typename Visit>
  void for_each(const std::string& word, Part part, Within within, Visit visit) const;
  void add_up(std::span<const std::string> words, Part part, Within within);
  void begin(CommonArticles& common, std::span<const std::string> words, Part part, Within within);

  const Xapian::Database& database_;
  const Columns& columns_;
  const Bm25& bm25_;
  float title_weight_;
  WordPostings postings_;
  Scores& scores_;
  std::vector<float>& frequencies_;  ///< by docid; all 0 between two words
  std::vector<DocId> touched_;       ///< where frequencies_ is not 0
};

}  // namespace dateline
