// The words of an archive, numbered as its words file numbers them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/word_file.h"

namespace dateline {

/// The folded words of title and text, which begin with no capital letter.
struct ArchiveVocabulary {
  std::vector<std::string> words;          ///< in byte order
  std::vector<std::uint32_t> frequencies;  ///< articles with each, as `words`
  std::vector<std::uint32_t> by_number;    ///< indexes into `words`, the most frequent first
};

/// Fills by_number.
void number_by_frequency(ArchiveVocabulary& vocabulary);

/// The numbers of the words in byte order.
std::vector<WordNumber> numbers_in_order(const ArchiveVocabulary& vocabulary);

/// Word -> number. Open addressing: what is looked at first is a hash, not a word somewhere else in memory.
class ArchiveNumbers {
 public:
  /// `vocabulary` has to outlive this.
  explicit ArchiveNumbers(const ArchiveVocabulary& vocabulary);

  std::optional<WordNumber> find(std::string_view wanted) const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    WordNumber number = kNoWord;
  };
  const std::string& word(WordNumber number) const {
    return vocabulary_.words[vocabulary_.by_number[number]];
  }

  const ArchiveVocabulary& vocabulary_;
  std::vector<Slot> slots_;
};

}  // namespace dateline
