// Names by how many articles have them, to be found by the beginnings of their words: what a NameIndex is
// made of.
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

/// The words of what was typed, a value_key.
std::vector<std::string_view> words_in(std::string_view key);

/// How many edits a typed word may be away from a word that it is taken for.
std::size_t tolerated_edits(std::string_view typed);

/// Whether `a` is a better answer than `b`: nearer, then more frequent, then first by its term in `column`.
bool is_nearer(const FacetColumn& column, const FoundName& a, const FoundName& b);

/// Some names of a column. Built once, then read by any number of threads.
class RankedNames {
 public:
  /// The records with a count in `counts`, which is by number of value, under all their names. What `column`
  /// shows has to outlive it; its terms have a prefix of `prefix_bytes`.
  RankedNames(const FacetColumn& column, std::size_t prefix_bytes, std::vector<std::uint32_t> counts);

  /// The `most` best of the names that have, for each of the words `typed`, a word that begins with it, or
  /// `nearly` so; best first. Those whose number is in `left_out` are not looked for.
  std::vector<FoundName> find(const std::vector<std::string_view>& typed, std::size_t most, bool nearly,
                              std::vector<bool> left_out) const;

 private:
  /// By rank, that is by falling count: rank -> number, and the words of each.
  using Rank = std::uint32_t;
  /// Which words a typed word can stand for, and at what distance.
  struct Candidates {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> words;  ///< number in words_, distance; ascending
    std::size_t names = 0;                                       ///< at most so many have one of them
  };

  std::string_view key(std::uint32_t number) const { return column_.terms[number].substr(prefix_bytes_); }
  void rank_names(std::vector<std::uint32_t> counts);
  void link_words();
  Candidates beginning_with(std::string_view typed) const;
  Candidates nearly_beginning_with(std::string_view typed) const;
  std::vector<FoundName> matching(const std::vector<Candidates>& typed, std::size_t most,
                                  std::vector<bool> seen) const;
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
