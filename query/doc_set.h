// A set of articles.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/schema.h"

namespace dateline {

/// A set of docids, a bit each.
class DocSet {
 public:
  explicit DocSet(DocId last) : words_(last / 64 + 1) {}
  explicit DocSet(std::span<const std::uint64_t> words) : words_(words.begin(), words.end()) {}

  bool has(DocId document) const { return (words_[document / 64] >> (document % 64) & 1) != 0; }
  void add(DocId document) { words_[document / 64] |= std::uint64_t{1} << (document % 64); }
  std::uint64_t count() const;
  std::vector<DocId> list() const;  ///< ascending
  DocSet& operator&=(const DocSet& other);
  DocSet& operator|=(const DocSet& other);
  DocSet& operator-=(const DocSet& other);

  /// Calls `visit(docid)` in ascending order.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t n = 0; n < words_.size(); ++n) {
      for (std::uint64_t bits = words_[n]; bits != 0; bits &= bits - 1) {
        visit(static_cast<DocId>(n * 64 + static_cast<std::size_t>(__builtin_ctzll(bits))));
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace dateline
