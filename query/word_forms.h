// Which of the archive's words stand for a word that was typed.
#pragma once

#include <string>
#include <vector>

#include "indexer/analysis.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Looks words up in the index's own vocabulary. One thread. Xapian's errors pass through.
class WordForms {
 public:
  /// `database` has to outlive it.
  explicit WordForms(const Xapian::Database& database) : database_(database) {}

  /// The folded words with the same stem as `word` in any language of the archive, itself first.
  std::vector<std::string> of(const std::string& word);

  /// The words that begin with `beginning`, in byte order, at most `most`; they stand behind `prefix` in the
  /// index.
  std::vector<std::string> beginning_with(const std::string& prefix, const std::string& beginning,
                                          std::size_t most) const;

  /// The languages of the archive's articles, most frequent first, and the one taken for those of unknown
  /// language.
  const std::vector<std::string>& languages();

  Stemmer& stemmer() { return stemmer_; }

 private:
  const Xapian::Database& database_;
  Stemmer stemmer_;
  std::vector<std::string> languages_;
};

}  // namespace dateline
