// The words of every article in the order in which they stand, numbered by the archive's vocabulary: what
// phrases, nearness and a second look at the best articles read, in place of one record per word and article
// in Xapian's position table. And the articles of every word: what a search walks in place of Xapian's
// postings, see posting_list.h, and what stands behind the frequent words there, see followers.h. And the
// words of every stem, as the synonym table of the schema has them.
//
// The file `words` of a generation is made of the database, which stays the truth: it can be made anew
// at any time. An article that changed since is known by its digest and taken from its stored form.
//
// An article is one byte string. A number below 191 takes one byte (number + 1), below 191 + 12,288 two,
// below 191 + 12,288 + 983,040 three, any other five; the frequent words have the low numbers. The byte 0 and
// a LEB128 number in front of a word say how many positions it stands behind the one before; without them
// one.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "indexer/column_file.h"
#include "indexer/followers.h"
#include "indexer/posting_list.h"
#include "indexer/story.h"

namespace dateline {

/// A word of the file's vocabulary; the most frequent one is 0.
using WordNumber = std::uint32_t;
inline constexpr WordNumber kNoWord = 0xFFFF'FFFF;

inline constexpr std::size_t kMostWordBytes = 11;

/// Writes a word that stands at `position` in an article whose last one stands at `last` (0: none), at most
/// kMostWordBytes, and returns the end.
inline char* put_word(char* out, WordNumber word, std::uint32_t position, std::uint32_t last) {
  const auto byte = [&out](std::uint32_t value) { *out++ = static_cast<char>(value & 0xFF); };
  if (position != last + 1) {
    byte(0);
    auto step = position - last;
    for (; step >= 0x80; step >>= 7) byte(step | 0x80);
    byte(step);
  }
  if (word < 191) return byte(word + 1), out;
  auto rest = word - 191;
  if (rest < 0x3000) return byte(0xC0 + (rest >> 8)), byte(rest), out;
  rest -= 0x3000;
  if (rest < 0xF0000) return byte(0xF0 + (rest >> 16)), byte(rest >> 8), byte(rest), out;
  byte(0xFF);
  for (const int shift : {24, 16, 8, 0}) byte(word >> shift);
  return out;
}

/// Appends what put_word() writes to the byte string of an article.
void append_word(std::string& bytes, WordNumber word, std::uint32_t position, std::uint32_t last);

/// How a word's code is read by its first byte: as many bytes, all but the last `unread` bits of four, less
/// what such codes begin at. None: a step of the position, or a code of five bytes.
struct WordCode {
  std::uint8_t bytes = 0;
  std::uint8_t unread = 0;
  std::uint32_t begin = 0;
};
inline constexpr auto kWordCodes = [] {
  std::array<WordCode, 256> codes{};
  for (unsigned first = 1; first < 0xFF; ++first) {
    codes[first] = first < 0xC0   ? WordCode{1, 24, 1}
                   : first < 0xF0 ? WordCode{2, 16, 0xC000 - 191}
                                  : WordCode{3, 8, 0xF0'0000 - 191 - 0x3000};
  }
  return codes;
}();

/// The four bytes at `at` as a number, the first one highest.
inline std::uint32_t four_bytes(const unsigned char* at) {
  std::uint32_t four = 0;
  std::memcpy(&four, at, sizeof four);
  if constexpr (std::endian::native == std::endian::little) four = std::byteswap(four);
  return four;
}

/// Reads any word, with the step before it, if there is one, from `at` on, which moves behind it; false if it
/// is cut short.
bool read_any_word(const unsigned char*& at, const unsigned char* end, WordNumber& word,
                   std::uint32_t& position);

/// Reads the words of an article's byte string in order. Several may stand at one position. Most are read
/// without a branch on how long they are, which nothing can foresee.
class WordReader {
 public:
  explicit WordReader(std::string_view bytes)
      : at_(reinterpret_cast<const unsigned char*>(bytes.data())), end_(at_ + bytes.size()) {}

  /// Reads the next word; false at the end, or where the rest is damaged.
  bool next() {
    if (end_ - at_ >= 4) {
      if (const auto& code = kWordCodes[*at_]; code.bytes > 0) {
        word_ = (four_bytes(at_) >> code.unread) - code.begin;
        at_ += code.bytes;
        ++position_;
        return true;
      }
    }
    return at_ < end_ && next_of_any();
  }
  WordNumber word() const { return word_; }
  std::uint32_t position() const { return position_; }

 private:
  /// Hands out no address of a member, so that these may stay in registers.
  bool next_of_any() {
    const auto* at = at_;
    auto word = word_;
    auto position = position_;
    const bool is_there = read_any_word(at, end_, word, position);
    at_ = at;
    word_ = word;
    position_ = position;
    return is_there;
  }

  const unsigned char *at_, *end_;
  WordNumber word_ = 0;
  std::uint32_t position_ = 0;
};

/// Calls `visit(word, position)` for the words of an article's byte string, in order, until it returns false.
template <typename Visit>
void for_each_word_while(std::string_view bytes, Visit visit) {
  WordReader words(bytes);
  while (words.next() && visit(words.word(), words.position())) continue;
}

/// Calls `visit_first(word)` for all words of one article and `visit_second(word)` for all of another, those
/// of each in order. Where a word begins is known only when the one before it was read: two articles at once
/// are read in little more time than one.
template <typename VisitFirst, typename VisitSecond>
void for_each_word_of_two(std::string_view first, std::string_view second, VisitFirst visit_first,
                          VisitSecond visit_second) {
  WordReader one(first), other(second);
  bool has_one = one.next(), has_other = other.next();
  while (has_one && has_other) {
    visit_first(one.word());
    visit_second(other.word());
    has_one = one.next();
    has_other = other.next();
  }
  for (; has_one; has_one = one.next()) visit_first(one.word());
  for (; has_other; has_other = other.next()) visit_second(other.word());
}

/// Calls `visit(word, position)` for all words of an article's byte string, in order.
template <typename Visit>
void for_each_word(std::string_view bytes, Visit visit) {
  for_each_word_while(bytes, [&](WordNumber word, std::uint32_t position) {
    visit(word, position);
    return true;
  });
}

class WordFileDraft;

/// Such a file, mapped into memory.
class WordFile {
 public:
  /// Maps the file of the generation at `generation`, made of any revision of `database`: see digests().
  /// Only its header is looked at: see is_searchable.
  /// Errors: kNotFound  there is none for this database
  ///         kCorrupt   it is damaged
  static std::expected<WordFile, Error> open(const std::string& generation, const Xapian::Database& database);

  /// Writes the file of the generation at `generation`, whose database is `database`, durably and in place of
  /// the one that is there, on all cores: ends `draft`, which was begun there, or one of its own. Memory: the
  /// vocabulary and a few thousand articles for each core. Stored texts are read only of articles that
  /// neither the draft nor the file that is there has. Xapian's errors pass through, DatabaseModifiedError
  /// among them where others commit meanwhile. Errors: kIo  the file cannot be written
  static std::expected<void, Error> write(const std::string& generation, const Xapian::Database& database,
                                          WordFileDraft* draft = nullptr);

  std::uint64_t revision() const { return file_.revision(); }

  /// Whether the numbers that lead to words are as they were written. A file where they are not must not be
  /// searched. What else is read stays inside the file whatever it says.
  bool is_searchable() const;
  /// Whether all of it is as it was written.
  bool is_whole() const { return damaged().empty(); }
  /// The sections that are not, by number.
  std::vector<std::size_t> damaged() const { return file_.damaged(); }

  /// The number of a folded word of title or text.
  std::optional<WordNumber> number(std::string_view word) const;
  /// The words that begin with `beginning`, in byte order.
  std::span<const WordNumber> beginning_with(std::string_view beginning) const;
  /// The words that the synonym table of revision() has for a stem_key of the schema, in byte order.
  std::span<const WordNumber> forms(std::string_view stem_key) const;
  std::string_view word(WordNumber number) const { return words_[number]; }
  std::size_t words() const { return words_.size(); }
  std::span<const std::uint32_t> frequencies() const { return frequencies_; }  ///< articles with each word

  /// The articles of revision() that have a word in title or text.
  PostingList postings(WordNumber number) const;

  /// Which words stand behind the frequent ones, by the postings of these.
  const Followers& followers() const { return followers_; }

  /// Of a word, the most frequent one with the same stem in the archive's most common language, as far as
  /// articles in that language have it, else itself; kNoWord for numbers and for words of one or two bytes.
  WordNumber stem(WordNumber number) const { return stems_[number]; }

  /// Whether another article of revision() may tell the same story; see story.h.
  bool may_have_copies(DocId document) const {
    return document / 64 >= copied_.size() || (copied_[document / 64] >> (document % 64) & 1) != 0;
  }

  /// The bands of the articles of revision(), in order; see story.h.
  std::span<const StoryBand> bands() const { return bands_; }

  /// By docid, what kDigestSlot held when the file was made; 0 where no article was.
  std::span<const std::uint64_t> digests() const { return digests_; }

  /// The byte string of an article; its words are those of its digest. Empty where none is held.
  std::string_view article(DocId document) const;

  /// Has the processor begin to load where article() finds an article.
  void prefetch_place(DocId document) const {
    if (document < article_begin_.size()) __builtin_prefetch(&article_begin_[document]);
  }

  /// The byte strings of all articles, one behind the other.
  std::string_view articles() const { return {articles_.data(), articles_.size()}; }

  /// Tells the system that articles are read here and there: see SectionFile.
  void expect_few_articles() const;

 private:
  explicit WordFile(SectionFile file);
  /// The highest docid of revision().
  DocId last() const { return digests_.empty() ? 0 : static_cast<DocId>(digests_.size() - 1); }
  SectionFile file_;
  StringTable words_;  ///< by number
  std::span<const std::uint32_t> word_slots_;
  std::span<const WordNumber> order_;           ///< numbers in byte order of their words
  std::span<const std::uint32_t> frequencies_;  ///< by number
  std::span<const WordNumber> stems_;           ///< by number
  std::span<const std::uint64_t> copied_;       ///< a bit per docid
  std::span<const StoryBand> bands_;
  std::span<const std::uint64_t> digests_;        ///< by docid
  std::span<const std::uint64_t> article_begin_;  ///< by docid; one more than docids
  std::span<const char> articles_;
  StringTable stem_keys_;
  std::span<const std::uint32_t> stem_key_slots_;
  std::span<const std::uint32_t> form_begin_;  ///< by number of the stem_key; one more than these
  std::span<const WordNumber> forms_;
  Followers followers_;
  std::string_view postings_;
  std::span<const std::uint64_t> posting_begin_;  ///< by number
};

}  // namespace dateline
