// Walks a query's postings: which articles match, exactly, and how well, by BM25.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "query/columns.h"
#include "query/doc_set.h"
#include "query/parse.h"
#include "query/ranking.h"
#include "query/scores.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// How words side by side are taken.
enum class Match { kAll, kAny };

/// A word of the query that scored, with what stands for it.
struct ScoredWord {
  std::vector<std::string> forms;  ///< folded; what was typed first
  float idf = 0;
  std::optional<DocSet> documents;  ///< where it counts; null: wherever it stands
};

/// Articles whose score grew for being about a name that the query asks for.
struct Salience {
  std::string name;  ///< as it was typed
  DocSet documents;
  float score = 0;  ///< that they got
};

/// What a query matched.
struct Matches {
  DocSet documents;
  Scores scores;                          ///< by docid; 0 where nothing scored
  std::unordered_set<std::string> forms;  ///< folded words to highlight
  std::vector<ScoredWord> words;          ///< in the order of the query
  std::vector<Salience> saliences;
  std::vector<std::vector<std::string>> alike;    ///< of `forms`, those that stand for one word of the query
  std::vector<std::vector<std::string>> phrases;  ///< folded words to highlight where they follow each other
  std::vector<Note> notes;                        ///< limits that bit
  bool is_complete = true;                        ///< false: a limit kept matching articles out
};

/// Limits of one evaluation.
struct Limits {
  std::size_t expansions = Budget{}.expansions;  ///< words that one prefix stands for
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

  bool is_late() const { return std::chrono::steady_clock::now() >= deadline; }
};

/// Adds to `matches` that the time was up before all of them were found.
void tell_late(Matches& matches);

/// Adds to `notes` those of `more` that they do not say yet.
void add_notes(std::vector<Note>& notes, const std::vector<Note>& more);

/// Evaluates `query` against `database`, whose columns are `columns`; only articles of `within`, where that
/// is not null, match. Time is proportional to the postings of its words, less where few articles are left to
/// look at. rerank adds to the scores. What a limit left out is told in the notes. Xapian's errors pass
/// through.
Matches evaluate(const Xapian::Database& database, const Columns& columns, const Node& query, Match match,
                 const Ranking& ranking, const Limits& limits = {}, const DocSet* within = nullptr);

/// The same without scores and words to highlight, of all of `query`; its documents are right for those of
/// `within`, where that is not null. Xapian's errors pass through.
Matches matches_of_filter(const Xapian::Database& database, const Columns& columns, const Node& query,
                          const Limits& limits, const DocSet* within = nullptr);

}  // namespace dateline
