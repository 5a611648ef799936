// Which articles have a word and how often, as a list that can be skipped through: what a search walks in
// place of Xapian's own postings, a hundred at a time.
//
// How many postings a list has is told elsewhere. Whole blocks of kPostingBlock come first, behind a table
// with the last docid of each and where it ends, 4 bytes each, counted from the end of the table. A block is
// a byte with the width of its gaps in bits, one with that of its uses, then both packed, each beginning at a
// whole byte. A gap is the distance from the article before; uses are twice the occurrences in title and text
// less one, and one more if the word stands in the title. What is left over for no whole block are LEB128
// numbers: twice the gap, and one more if uses other than 0 follow.
//
// Whatever bytes there are, reading stays inside them and gives docids of the index; a damaged list ends
// early.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "indexer/schema.h"

namespace dateline {

inline constexpr std::size_t kPostingBlock = 128;

/// Bytes that have to stand behind the last list of a file, so that numbers can be read eight bytes at once.
inline constexpr std::size_t kPostingPadding = 8;

/// A word's use in one article.
class Uses {
 public:
  Uses() = default;
  Uses(std::uint32_t occurrences, bool in_title) : code_((occurrences - 1) * 2 + (in_title ? 1 : 0)) {}
  static Uses of_code(std::uint32_t code) {
    Uses uses;
    uses.code_ = code;
    return uses;
  }
  std::uint32_t occurrences() const { return code_ / 2 + 1; }  ///< in title and text
  bool in_title() const { return code_ % 2 != 0; }
  std::uint32_t code() const { return code_; }

 private:
  std::uint32_t code_ = 0;
};

/// Writes lists, one after the other.
class PostingEncoder {
 public:
  /// Adds an article behind those before.
  void add(DocId document, Uses uses);

  /// The bytes of the list so far; the next one begins.
  std::string take();

 private:
  void end_block();

  std::array<std::uint32_t, kPostingBlock> gaps_{}, uses_{};
  std::size_t open_ = 0;  ///< postings in no block yet
  DocId last_ = 0;
  std::string table_, blocks_;
};

/// Postings side by side.
struct PostingBlock {
  static constexpr DocId kNone = std::numeric_limits<DocId>::max();  ///< stands behind the last document

  /// The place of `document`, or of the first one behind it; of any if there is none.
  std::size_t find(DocId document) const {
    std::size_t place = 0;
    for (auto step = kPostingBlock / 2; step > 0; step /= 2)
      place += step * std::size_t{documents[place + step - 1] < document};  // no branch: nothing foresees it
    return place;
  }

  std::size_t size = 0;
  std::array<DocId, kPostingBlock> documents{};
  std::array<std::uint32_t, kPostingBlock> uses{};  ///< codes
  const char* packed_uses = nullptr;                ///< not null: `uses` are still to be read from there
  unsigned uses_width = 0;                          ///< bits of each
};

/// A list of `count` postings that begins with `bytes`, which go on to the end of the file.
class PostingList {
 public:
  PostingList() = default;
  /// `last` is the highest docid of the index.
  PostingList(std::string_view bytes, std::size_t count, DocId last);

  std::size_t count() const { return count_; }
  std::size_t blocks() const { return (count_ + kPostingBlock - 1) / kPostingBlock; }

  /// The last docid of block `number`, or the highest of the index where that is not known without reading.
  DocId last_of(std::size_t number) const;

  /// Reads block `number`.
  void read(std::size_t number, PostingBlock& block) const;

  /// The same in two steps: only the documents, and the uses where they are needed, too.
  void read_documents(std::size_t number, PostingBlock& block) const;
  static void read_uses(PostingBlock& block);

  /// Calls `visit(docid, uses)` for every posting.
  template <typename Visit>
  void for_each(Visit visit) const {
    PostingBlock block;
    for (std::size_t number = 0; number < blocks(); ++number) {
      read(number, block);
      for (std::size_t n = 0; n < block.size; ++n) visit(block.documents[n], Uses::of_code(block.uses[n]));
    }
  }

  /// Calls `visit(document, place)` for every posting: `place` is that in the list.
  template <typename Visit>
  void for_each_document(Visit visit) const {
    PostingBlock block;
    for (std::size_t number = 0; number < blocks(); ++number) {
      read_documents(number, block);
      for (std::size_t n = 0; n < block.size; ++n) visit(block.documents[n], number * kPostingBlock + n);
    }
  }

  /// Calls `visit(n, uses)` for the articles documents[n] that the list has, which rise. Blocks without any
  /// of them are not read.
  template <typename Visit>
  void for_each_of(std::span<const DocId> documents, Visit visit) const {
    find_each(documents, [&](std::size_t at, std::size_t, PostingBlock& block, std::size_t n) {
      read_uses(block);
      visit(at, Uses::of_code(block.uses[n]));
    });
  }

  /// The same with the places of the postings: `visit(n, place)`. What was visited may be changed.
  template <typename Visit>
  void for_each_place_of(std::span<const DocId> documents, Visit visit) const {
    find_each(documents, [&](std::size_t at, std::size_t number, PostingBlock&, std::size_t n) {
      visit(at, number * kPostingBlock + n);
    });
  }

 private:
  std::size_t whole() const { return count_ / kPostingBlock; }
  /// Calls `visit(at, number, block, n)` for documents[at] where it is in block `number` at n.
  template <typename Visit>
  void find_each(std::span<const DocId> documents, Visit visit) const {
    PostingBlock block;
    std::size_t at = 0;
    for (std::size_t number = 0; number < blocks() && at < documents.size(); ++number) {
      const auto last = last_of(number);
      if (documents[at] > last) continue;
      read_documents(number, block);
      for (; at < documents.size() && documents[at] <= last; ++at) {
        const auto n = block.find(documents[at]);
        if (block.documents[n] == documents[at]) visit(at, number, block, n);
      }
    }
  }
  std::uint32_t table_entry(std::size_t number, std::size_t which) const;
  std::size_t read_whole(std::size_t number, PostingBlock& block) const;
  std::size_t read_rest(PostingBlock& block) const;

  std::string_view bytes_;
  std::size_t count_ = 0;
  DocId last_ = 0;
};

/// Goes through a list, skipping what is not asked for.
class PostingCursor {
 public:
  explicit PostingCursor(const PostingList& list) : list_(list) {}

  /// The article at or behind `document`, which never falls from call to call; 0 if there is none.
  DocId skip_to(DocId document);
  Uses uses();  ///< in the article last given

 private:
  const PostingList& list_;
  std::size_t number_ = 0;  ///< of the block
  bool is_read_ = false;
  std::size_t at_ = 0;
  PostingBlock block_;
};

}  // namespace dateline
