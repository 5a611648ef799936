// Which words stand behind the frequent ones, as far as a byte tells: a phrase of frequent words need not be
// looked for in most of the articles that have them all.
//
// Words that more than one article in kFollowerShare has have a code for each of their articles, in the order
// of their postings, those of kFollowerChunk docids together: first of the most frequent word, which is 0,
// then of the next. Where they begin is told for each chunk and word, less the postings before them: the code
// of a posting stands that many bytes on as it is the posting's place in its list.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "indexer/schema.h"

namespace dateline {

inline constexpr std::uint64_t kFollowerShare = 16;
inline constexpr DocId kFollowerChunk = 1 << 12;

/// A word of a words file, by its number, that is looked for behind another one.
class Follower {
 public:
  static constexpr std::uint8_t kNone = 0x80;  ///< code of an article where no word stands behind

  explicit Follower(std::uint32_t word)
      : alone_(static_cast<std::uint8_t>(word * 2'654'435'761u >> 25)), among_others_(kAmongOthers[alone_]) {}

  /// The code of an article to which this word was added.
  std::uint8_t added_to(std::uint8_t code) const {
    const auto several = static_cast<std::uint8_t>(among_others_ | kAmongOthers[code]);
    return code == kNone ? alone_ : code == alone_ ? code : several;
  }

  /// Whether this word may have been added to the code.
  bool may_be_in(std::uint8_t code) const {
    return code == alone_ || (code & among_others_) == among_others_;
  }

 private:
  /// By code, what it becomes beside another word's.
  static constexpr auto kAmongOthers = [] {
    std::array<std::uint8_t, 256> codes{};
    for (unsigned code = 0; code < codes.size(); ++code)
      codes[code] = static_cast<std::uint8_t>(code < kNone ? kNone | 1u << code % 7 : code);
    return codes;
  }();
  std::uint8_t alone_;         ///< the code where there is no other: seven bits of a hash
  std::uint8_t among_others_;  ///< else the highest bit, and one of seven by the hash
};

/// The codes of a words file. What they say of damaged ones is wrong, but stays inside them.
class Followers {
 public:
  Followers() = default;
  /// `last`: the highest docid.
  Followers(std::span<const std::uint64_t> begin, std::span<const std::uint8_t> codes, DocId last)
      : begin_(begin), codes_(codes), words_(begin.size() / (last / kFollowerChunk + std::size_t{1})) {}

  /// Whether there are codes of `word`.
  bool has(std::uint32_t word) const { return word < words_; }

  /// Whether `next` may stand behind `word`, one of those with codes, in `document`, whose posting of `word`
  /// has that place in its list.
  bool may_follow(std::uint32_t word, DocId document, std::size_t place, Follower next) const {
    const auto chunk = document / kFollowerChunk * words_ + word;
    const auto at = chunk < begin_.size() ? begin_[chunk] + place : codes_.size();
    return at >= codes_.size() || next.may_be_in(codes_[at]);
  }

 private:
  std::span<const std::uint64_t> begin_;
  std::span<const std::uint8_t> codes_;
  std::size_t words_ = 0;  ///< in each chunk
};

}  // namespace dateline
