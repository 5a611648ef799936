// The names that one field has, to be found while they are typed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/columns.h"
#include "query/vocabulary.h"

namespace dateline {

/// A name that was found.
struct FoundName {
  std::uint32_t number = 0;    ///< of the record in the FacetColumn
  std::uint32_t count = 0;     ///< articles that have it
  std::uint32_t distance = 0;  ///< edits between what was typed and the name's words
};

/// Finds records by the beginnings of the words of any of their names. Built once, then read by any number of
/// threads.
class NameIndex {
 public:
  /// What `column` shows has to outlive it; its terms have a prefix of `prefix_bytes`.
  NameIndex(const FacetColumn& column, std::size_t prefix_bytes);

  /// The `most` most frequent names that have, for each word of `typed` (a value_key), a word that begins
  /// with it. Where there are fewer, and `forgiving`, names follow that do but for one edit in words of four
  /// letters and more, two in words of eight and more: nearest first, then by frequency.
  std::vector<FoundName> find(std::string_view typed, std::size_t most, bool forgiving = true) const;

  /// The record's name as it is compared: a value_key.
  std::string_view key(std::uint32_t number) const { return column_.terms[number].substr(prefix_bytes_); }

 private:
  /// By rank, that is by falling count: rank -> number, and the words of each.
  using Rank = std::uint32_t;
  /// Which words a typed word can stand for, and at what distance.
  struct Candidates {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> words;  ///< number in words_, distance; ascending
    std::size_t names = 0;                                       ///< at most so many have one of them
  };

  void rank_names();
  void link_words();
  Candidates beginning_with(std::string_view typed) const;
  Candidates nearly_beginning_with(std::string_view typed) const;
  std::vector<FoundName> matching(const std::vector<Candidates>& typed, std::size_t most) const;
  bool fits(Rank rank, const std::vector<Candidates>& typed, std::uint32_t& distance) const;

  FacetColumn column_;
  std::size_t prefix_bytes_;
  Vocabulary words_;
  std::vector<std::uint32_t> numbers_;     ///< by rank
  std::vector<std::uint32_t> counts_;      ///< by rank
  std::vector<std::uint32_t> name_begin_;  ///< by rank: where its words begin in name_words_
  std::vector<std::uint32_t> name_words_;  ///< numbers of words_
  std::vector<std::uint32_t> word_begin_;  ///< by word: where its names begin in word_names_
  std::vector<Rank> word_names_;           ///< ascending
};

}  // namespace dateline
