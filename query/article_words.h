// The words of articles in the order in which they stand: from the words file of the index, and for articles
// that it does not hold as they are now from their stored form.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/stemmer.h"
#include "query/columns.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Reads articles for one query. One thread. Xapian's errors pass through.
class ArticleWords {
 public:
  /// Both have to outlive it.
  ArticleWords(const Xapian::Database& database, const Columns& columns)
      : database_(database), columns_(columns) {}

  /// The number of a folded word, the same for this object's life; words that no file knows get one, too.
  WordNumber number(std::string_view word);
  std::string_view word(WordNumber number) const;  ///< empty for one of a damaged file that no word has

  /// The words of an article, for for_each_word() of indexer/word_file.h; lives as long as this object.
  std::string_view of(DocId document);

  /// Has the system read articles that of() is going to be asked for all at once, where they are not in
  /// memory.
  void fetch(std::span<const DocId> documents) const;

  /// Has the processor begin to load those of `documents` that of() is going to be asked for soon after the
  /// one at `at`.
  void prefetch(std::span<const DocId> documents, std::size_t at) const;

  /// A word that stands for all with the same stem in `language`; kNoWord where numbers and words of one or
  /// two bytes have none.
  WordNumber stem(WordNumber number, std::string_view language);

  /// The number of articles that have the word.
  std::uint32_t frequency(WordNumber number) const;

 private:
  struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::size_t words_in_file() const;
  void fetch_ahead(std::string_view article);
  std::string read(DocId document);

  const Xapian::Database& database_;
  const Columns& columns_;
  std::unordered_map<std::string, WordNumber, StringHash, std::equal_to<>> added_;
  std::vector<std::string_view> added_words_;  ///< keys of added_, by number - words_in_file()
  Stemmer stemmer_;
  std::unordered_map<DocId, std::string> retrieved_;  ///< articles that no file has
  static constexpr std::size_t kSmallestPiece = 128 << 10;
  std::size_t read_to_ = 0, fetched_to_ = 0;  ///< bytes of the file's articles
  std::size_t piece_ = kSmallestPiece;        ///< to fetch next
};

/// Whether no other word shares its position, as characters and their pairs do where words have no blanks
/// between them: then the next word follows directly in the byte string.
inline bool is_alone_at_its_position(std::string_view word) {
  constexpr unsigned char kFirstWithoutBlanks = 0xE0;  // UTF-8 of three bytes and more
  return !word.empty() && static_cast<unsigned char>(word[0]) < kFirstWithoutBlanks;
}

/// Picks words out of an article's.
class WordPicker {
 public:
  /// Numbers may repeat; an index into `numbers` is what is given back, the first one's.
  explicit WordPicker(const std::vector<WordNumber>& numbers);

  /// The index of `number`, or -1.
  int find(WordNumber number) const {
    if ((filter_[number / 64 % filter_.size()] >> (number % 64) & 1) == 0) return -1;
    return look_up(number);
  }

 private:
  struct Slot {
    WordNumber number = 0;
    int index = -1;
  };
  std::size_t first_slot(WordNumber number) const {
    return (number * std::uint32_t{0x9E37'79B1}) >> (32 - slot_bits_);
  }
  int look_up(WordNumber number) const {
    for (auto at = first_slot(number);; at = (at + 1) % slots_.size()) {
      if (slots_[at].index < 0 || slots_[at].number == number) return slots_[at].index;
    }
  }
  std::array<std::uint64_t, 64> filter_{};
  unsigned slot_bits_;
  std::vector<Slot> slots_;  ///< most of them free
};

/// Where each of some words stands in an article.
class WordPositions {
 public:
  WordPositions(ArticleWords& articles, const std::vector<std::string>& words);

  /// By index into the `words` given, ascending; a word that repeats there has its positions at the first
  /// one. Lives until the next call.
  const std::vector<std::vector<std::uint32_t>>& in(DocId document);

  std::size_t first_index(std::size_t word) const { return first_[word]; }

 private:
  ArticleWords& articles_;
  std::vector<WordNumber> numbers_;
  WordPicker picker_;
  std::vector<std::size_t> first_;
  std::vector<std::vector<std::uint32_t>> positions_;
};

}  // namespace dateline
