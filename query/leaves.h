// What one word, phrase, value or span of days of a query matches: the leaves of its tree.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "query/article_words.h"
#include "query/bm25.h"
#include "query/evaluate.h"
#include "query/filters.h"
#include "query/near.h"
#include "query/word_forms.h"
#include "query/word_scorer.h"

namespace dateline {

/// Whether `node` is a word to be found in title or text.
bool is_word_of_article(const Node& node);

/// Finds the leaves of one query and adds to its matches what they score, which words to highlight and which
/// limits bit. What is found is right for the articles within; others may be left out. One thread. Xapian's
/// errors pass through.
class Leaves {
 public:
  /// All have to outlive it.
  Leaves(const Xapian::Database& database, const Columns& columns, const Ranking& ranking,
         const Limits& limits, Matches& matches)
      : database_(database),
        columns_(columns),
        ranking_(ranking),
        limits_(limits),
        bm25_(columns, ranking),
        matches_(matches),
        filters_(database, columns),
        forms_(database, columns),
        articles_(database, columns),
        scorer_(database, columns, bm25_, ranking.title, matches.scores) {}

  /// The articles that match `node`, which is no operator. `scoring`: its words add to the scores.
  DocSet find(const Node& node, bool scoring, Within within);

  /// The articles that match all of `nodes`, which are words of title and text: what find() of each gives,
  /// several times as fast, without mark().
  DocSet all_words(const std::vector<const Node*>& nodes, bool scoring, Within within);

  /// Notes that the word `node` of title and text scores.
  void mark(const Node& node);

  /// Those of `candidates`, which have all operands of the Kind::kNear `node`, in which these are near each
  /// other: they score as one word does.
  DocSet near(const Node& node, const DocSet& candidates, bool scoring);

  /// About how many articles `node`, which is no operator, matches, known without reading postings.
  double expected(const Node& node);

  /// Whether the time is up; the first time it says so in a note.
  bool is_late();

  DocSet none() const { return DocSet(columns_.last()); }

 private:
  /// An article and how often something was found in it.
  using Found = std::vector<std::pair<DocId, std::uint32_t>>;

  void mark(const Node& node, const std::vector<std::string>& forms);
  float idf(const Node& node, const std::vector<std::string>& forms) const;
  DocSet words(const Node& node, const std::vector<std::string>& forms, bool scoring, Within within);
  DocSet exact(const Node& node, bool scoring);
  DocSet phrase(const Node& node, bool scoring);
  DocSet named(const Node& node, DocSet documents, bool scoring);
  DocSet story(const std::string& id);
  DocSet scored(const Found& found, bool scoring);
  std::vector<std::string> forms_of(const Node& node);
  std::vector<DocId> candidates(const std::vector<std::string>& words);
  std::vector<std::string> forms_beginning_with(const Node& node, std::size_t most) const;
  std::vector<std::string> expansions(const Node& node);
  Alternatives alternatives(const Node& node, bool scoring);
  double frequency(const Node& node, std::span<const std::string> forms) const;

  const Xapian::Database& database_;
  const Columns& columns_;
  const Ranking& ranking_;
  const Limits& limits_;
  Bm25 bm25_;
  Matches& matches_;
  Filters filters_;
  WordForms forms_;
  ArticleWords articles_;
  WordScorer scorer_;
  bool was_late_ = false;
};

}  // namespace dateline
