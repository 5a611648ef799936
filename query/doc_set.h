// A set of articles.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "indexer/schema.h"
#include "query/spare.h"

namespace dateline {

/// A set of docids, a bit each, and a bit for every 64 of these that may hold one: a small set of a large
/// archive costs what it holds. The memory is the thread's and goes from one set to the next.
class DocSet {
 public:
  explicit DocSet(DocId last);
  explicit DocSet(std::span<const std::uint64_t> words);
  DocSet(const DocSet& other);
  DocSet(DocSet&& other) noexcept = default;
  DocSet& operator=(DocSet other) noexcept {
    std::swap(buffer_, other.buffer_);
    std::swap(groups_, other.groups_);
    return *this;
  }
  ~DocSet() { give_back(); }

  bool has(DocId document) const { return (buffer_->words[document / 64] >> (document % 64) & 1) != 0; }
  void add(DocId document) {
    buffer_->words[document / 64] |= std::uint64_t{1} << (document % 64);
    buffer_->filled[document / kGroup] |= std::uint64_t{1} << (document / 64 % 64);
  }
  std::uint64_t count() const;
  std::vector<DocId> list() const;  ///< ascending
  DocSet& operator&=(const DocSet& other);
  DocSet& operator|=(const DocSet& other);
  DocSet& operator-=(const DocSet& other);

  /// Calls `visit(docid)` in ascending order.
  template <typename Visit>
  void for_each(Visit visit) const {
    for_each_word([&](std::size_t n, std::uint64_t bits) {
      for (; bits != 0; bits &= bits - 1)
        visit(static_cast<DocId>(n * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
    });
  }

 private:
  static constexpr std::size_t kGroup = 64 * 64;  ///< docids that share a number of `filled`
  struct Buffer {
    std::vector<std::uint64_t> words;
    std::vector<std::uint64_t> filled;  ///< a bit per word: 0 where that is 0
  };
  using Buffers = Spare<Buffer, 16>;

  /// Calls `visit(n, words[n])` for the words that hold something.
  template <typename Visit>
  void for_each_word(Visit visit) const {
    for (std::size_t group = 0; group < groups_; ++group) {
      for (auto filled = buffer_->filled[group]; filled != 0; filled &= filled - 1) {
        const auto n = group * 64 + static_cast<std::size_t>(std::countr_zero(filled));
        visit(n, buffer_->words[n]);
      }
    }
  }
  void take(std::size_t groups);
  void give_back();

  std::unique_ptr<Buffer> buffer_;
  std::size_t groups_ = 0;
};

}  // namespace dateline
