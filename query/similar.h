// Articles like one that is at hand: they share the words that tell it apart, and its people and places.
#pragma once

#include <string>
#include <vector>

#include "query/columns.h"
#include "query/evaluate.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// A term that tells an article apart, with what sharing it is worth.
struct Feature {
  std::string term;  ///< as in the index, prefix included
  float weight = 0;
  bool is_name = false;  ///< a whole person, place or organization; else a word
};

/// The kSimilarWords words of `document` with the highest BM25 in it, and its names; none that no other
/// article has. Heaviest first. Xapian's errors pass through.
std::vector<Feature> features_of(const Xapian::Database& database, const Columns& columns, DocId document,
                                 const Ranking& ranking);

/// The other articles whose score by `features` is at least kLeastSimilarity of what `document` itself has by
/// them. Time is proportional to the postings of the features; where it is up, the lighter ones are left out.
/// Xapian's errors pass through.
Matches similar_to(const Xapian::Database& database, const Columns& columns, DocId document,
                   const std::vector<Feature>& features, const Ranking& ranking, const Limits& limits = {});

inline constexpr std::size_t kSimilarWords = 30;
inline constexpr float kLeastSimilarity = 0.1f;

}  // namespace dateline
