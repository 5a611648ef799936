// Which of the archive's words stand for a word that was typed.
#pragma once

#include <string>
#include <vector>

#include "indexer/analysis.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// The languages of the archive's articles, most frequent first, and the one taken for those of unknown
/// language. Xapian's errors pass through.
std::vector<std::string> languages_of(const Xapian::Database& database);

/// Looks words up in the index's own vocabulary. One thread. Xapian's errors pass through.
class WordForms {
 public:
  /// `languages` are languages_of(database). Both have to outlive it.
  WordForms(const Xapian::Database& database, const std::vector<std::string>& languages)
      : database_(database), languages_(languages) {}

  /// The folded words with the same stem as `word` in any language of the archive, itself first.
  std::vector<std::string> of(const std::string& word);

  /// The words that begin with `beginning`, in byte order, at most `most`; they stand behind `prefix` in the
  /// index.
  std::vector<std::string> beginning_with(const std::string& prefix, const std::string& beginning,
                                          std::size_t most) const;

 private:
  const Xapian::Database& database_;
  Stemmer stemmer_;
  const std::vector<std::string>& languages_;
};

}  // namespace dateline
