// What makes one match better than another.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "corpus/base/error.h"

namespace dateline {

/// The parameters of the ranking. One default for every archive; tests/quality/relevance.py says what it
/// reaches on eight test collections.
///
/// A word scores by BM25 with its weight idf^idf_power. Among the best kReranked articles, words of the query
/// that stand side by side add `neighbours` times the BM25 of the pair, and words that set the best
/// kFeedbackArticles apart add `feedback` times their BM25, more for long queries and rare words. In the end
/// the score is multiplied by 1 for the newest articles, by as little as 1 - `recency` for the oldest; see
/// recency.h.
struct Ranking {
  double k1 = 1.5;
  double b = 0.55;
  double title = 0.5;  ///< a word in the title counts as this many more of it
  double idf_power = 1.2;
  double neighbours = 0.2;
  double feedback = 0.3;  ///< for queries of at least kFeedbackWords words
  double about = 0.5;  ///< what an article gets that is about a name asked for by field: this much of its idf
  double recency = 0.2;
};

/// The highest Ranking::recency: age never takes more from a score.
inline constexpr double kMostRecency = 0.4;

inline constexpr std::size_t kReranked = 200;
inline constexpr std::size_t kFeedbackArticles = 10;
inline constexpr std::size_t kFeedbackWords = 3;

/// Reads `k1=1.2 b=0.75 …`, any of the parameters by name; the others keep their defaults.
/// Errors: kInvalidArgument  an unknown name, no number, or a number that cannot be
std::expected<Ranking, Error> parse_ranking(std::string_view text);

}  // namespace dateline
