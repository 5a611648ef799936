// Of the articles of a bulk load, which are the latest of their ids: what was written of others is taken out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/article.h"
#include "corpus/base/error.h"
#include "indexer/origins.h"
#include "indexer/writer.h"

namespace dateline {

/// What was put, in 100 bytes an article, and its id where that is longer than 15 bytes; in 80 bytes and its
/// id more where an article was replaced or taken out, and in 100 bytes and its SOURCE more where it was put
/// again unchanged from another one. One thread.
class LatestArticles {
 public:
  struct Known {
    std::uint32_t document;
    std::uint32_t told_apart_by;  ///< a hash
    std::uint64_t digest;
  };
  using Ids = std::unordered_map<std::string, Known>;

  /// Takes the article for the next document, counted from 1, and says what becomes of it; where that is
  /// kUnchanged it is none.
  PutOutcome put(const Article& article, std::uint64_t digest, std::string_view origin);

  /// Takes the article with this id out; false if there is none.
  bool remove(std::string_view id);

  /// How many articles there are.
  std::uint64_t size() const { return by_id_.size() + articles_taken_; }

  /// Gives away what only put() and remove() need.
  Ids take_ids();

  /// Whether documents are not as they were when they were put.
  bool changes_written() const { return !superseded_.empty() || !further_origins_.empty(); }

  /// Makes these changes in the database at `path`, which has all documents: takes out those that others
  /// replaced, and adds to the rest the SOURCEs that they came from as well.
  /// Errors: kIo  it cannot be written
  std::expected<void, Error> change_written(const std::string& path) const;

 private:
  void note_origin(std::uint32_t document, std::string_view origin);
  void add_origin(std::uint32_t document, std::string_view origin);

  Ids by_id_;                         ///< its latest document
  std::uint64_t articles_taken_ = 0;  ///< with take_ids()
  std::uint32_t documents_ = 0;
  std::vector<std::pair<std::uint32_t, std::string>> superseded_;  ///< documents to delete, with their ids
  std::vector<std::pair<std::uint32_t, std::string>> origins_;     ///< with the first document from there
  OriginChanges further_origins_;
};

}  // namespace dateline
