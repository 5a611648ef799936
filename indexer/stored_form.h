// How the stored forms of document.h lie in an index: as they are, or packed by zstd. Articles are short and
// say much in the same words, so that a dictionary of the archive's own first ones makes them a quarter
// smaller than deflate does, in half its time. It is metadata of the database (kDictionaryKey). A small
// archive, or one written through Xapian's API from the beginning, has none: Xapian deflates its articles.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema.h"

namespace Xapian {
class Database;
}
struct ZSTD_CCtx_s;
struct ZSTD_CDict_s;

namespace dateline {

/// A dictionary for articles like these: stored forms one behind the other and the bytes of each. Empty if
/// they are too few to be worth one. Takes some milliseconds.
std::string dictionary_of(std::string_view stored, const std::vector<std::size_t>& sizes);

/// Packs stored forms. One thread.
class StoredPacker {
 public:
  /// Without a dictionary all forms stay as they are.
  explicit StoredPacker(std::string_view dictionary);

  /// `stored` packed, or itself if that is not shorter. Lives as long as `stored`, and until the next call.
  std::string_view packed(std::string_view stored);

 private:
  struct Free {
    void operator()(ZSTD_CCtx_s* context) const;
    void operator()(ZSTD_CDict_s* dictionary) const;
  };
  std::unique_ptr<ZSTD_CDict_s, Free> dictionary_;
  std::unique_ptr<ZSTD_CCtx_s, Free> context_;
  std::string room_;
};

/// The stored form of an article; empty if it is damaged, which decode_stored says. Every thread keeps the
/// dictionaries of the databases that it read last. Xapian's errors pass through.
std::string stored_form(const Xapian::Database& database, DocId document);

}  // namespace dateline
