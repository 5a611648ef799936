// Which of the archive's words stand for a word that was typed.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace dateline {

class Columns;

/// Looks words up in the index's own vocabulary, each once. One thread. Xapian's errors pass through.
class WordForms {
 public:
  /// Both have to outlive it.
  WordForms(const Xapian::Database& database, const Columns& columns)
      : database_(database), columns_(columns) {}

  /// The folded words with the same stem as `word` in any language of the archive, itself first; lives as
  /// long as this.
  const std::vector<std::string>& of(const std::string& word);

  /// The words that begin with `beginning`, in byte order, at most `most`; they stand behind `prefix` in the
  /// index.
  std::vector<std::string> beginning_with(const std::string& prefix, const std::string& beginning,
                                          std::size_t most) const;

 private:
  /// Calls `add` for the words that the index has for a stem, the stem itself among them.
  template <typename Add>
  void for_each_form(const std::string& stem, const std::string& key, Add add) const;

  const Xapian::Database& database_;
  const Columns& columns_;
  std::map<std::string, std::vector<std::string>> known_;  ///< by word
};

}  // namespace dateline
