// Headlines that begin as somebody types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/columns.h"
#include "query/doc_set.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Finds the latest articles whose title has every word typed, the last one as the beginning of a word.
///
/// What is common in titles is found by looking at the newest ones; when that took as long as walking through
/// the articles of the rarest word would, these are walked through, so that rare words are as quick. One
/// thread. Xapian's errors pass through.
class Headlines {
 public:
  /// `typed`: folded words, at least one. All have to outlive it.
  Headlines(const Xapian::Database& database, const Columns& columns, std::span<const std::string> typed);

  /// The `most` latest; `newest_first` are all articles in this order.
  std::vector<DocId> latest(std::span<const DocId> newest_first, std::size_t most);

 private:
  bool fits(DocId document);
  bool fits_in_file(DocId document);
  bool fits_as_stored(DocId document) const;
  bool is_beginning(WordNumber word) const {
    return word / 64 < begin_as_typed_.size() && (begin_as_typed_[word / 64] >> (word % 64) & 1) != 0;
  }
  std::optional<std::vector<DocId>> among_newest(std::span<const DocId> newest_first, std::size_t most);
  DocSet with_beginning() const;
  void add_changed_with_beginning(DocSet& found) const;
  DocSet with_word(const std::string& word, const DocSet* within) const;
  std::vector<DocId> among_all(std::size_t most);
  std::vector<DocId> latest_of(std::vector<DocId> documents, bool are_sure, std::size_t most);

  const Xapian::Database& database_;
  const Columns& columns_;
  std::vector<std::string> words_;  ///< typed as a whole, the rarest first
  std::string beginning_;
  std::vector<WordNumber> numbers_;            ///< of words_ in the file
  bool is_in_file_ = true;                     ///< the file has all of words_
  std::size_t looks_ = 0;                      ///< at titles so far
  std::vector<std::size_t> seen_at_;           ///< by word of words_: the last look at a title that has it
  std::vector<std::uint64_t> begin_as_typed_;  ///< a bit per word of the file
  std::uint64_t beginning_frequency_ = 0;      ///< articles of these words, added up
  std::uint64_t rarest_frequency_ = 0;         ///< of words_ and the beginning
};

}  // namespace dateline
