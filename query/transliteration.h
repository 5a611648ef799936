// Names that are written in more than one way in our letters: Gorbachev, Gorbatchev, Gorbatschow.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/parse.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// What all common transliterations of a folded word share: of well-known names (Mohammed and Muhammad, Kiev
/// and Kyiv), of words that end as Slavic names do, and of umlauts (Mueller and Muller). Other words are
/// their own.
std::string transliteration_key(std::string_view word);

/// The words of one query that are looked up; the others are taken as they are.
inline constexpr std::size_t kMostTransliterated = 32;

/// Looks up other spellings for one query. Xapian's errors pass through.
class Transliterator {
 public:
  /// `database` has to outlive it. At most `most` words are looked up.
  explicit Transliterator(const Xapian::Database& database, std::size_t most = kMostTransliterated)
      : database_(database), left_(most) {}

  /// The folded words behind the word prefix `prefix` of the index that transliterate the same name as
  /// `word`, itself left out, most frequent first. Of title and text only those of well-known names, since
  /// other words there may look alike and be none.
  std::vector<std::string> of(const std::string& prefix, const std::string& word);

  /// Lets the words of `root`, those of people, places, organizations and authors among them, stand for their
  /// transliterations as well: Node::spellings. What is quoted, written with = or excluded stays as it is.
  /// Says for which words that made a difference.
  std::vector<Correction> add_to(Node& root);

 private:
  void add_below(Node& node, std::vector<Correction>& corrections);
  const Xapian::Database& database_;
  std::size_t left_;  ///< words to look up
};

}  // namespace dateline
