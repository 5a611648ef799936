// A large increment: the new articles are loaded in bulk beside the index and then merged with it into a new
// generation, which costs one copy of the index and saves Xapian's updates.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>

#include "indexer/bulk_load.h"
#include "indexer/live_writer.h"
#include "indexer/origins.h"

namespace dateline {

/// Whether loading an increment of `waiting` bytes of text in bulk and merging it with an index of `index`
/// bytes takes less time than updating the index.
bool merging_pays(std::uint64_t waiting, std::uint64_t index);

/// One such increment. The live generation is read, never changed. Xapian's errors pass through.
class Increment {
 public:
  /// Loads into `directory` beside the current generation, which `live` is.
  /// Errors: as BulkLoad::begin
  static std::expected<Increment, Error> begin(const std::string& directory, LiveWriter& live,
                                               const Enrichment& enrichment);
  Increment(Increment&& other) noexcept;
  Increment& operator=(Increment&&) = delete;
  /// Removes what was loaded, unless it was published.
  ~Increment();

  /// As the functions of Writer.
  std::expected<PutOutcome, Error> put(const Article& article, std::string_view origin);
  bool remove(std::string_view id);
  std::uint64_t size() const;

  /// Leaves out the live document, as remove() does.
  void leave_out(Xapian::docid document);

  /// As LiveWriter::set_origin of the live document, in the new generation.
  void set_origin(Xapian::docid document, std::string_view origin, bool is_from);

  /// Merges; returns the path of a generation that is complete but not published.
  /// Errors: kIo       a file cannot be written
  ///         kCorrupt  the merged generation does not hold what it should: nothing is lost, the index stays
  ///         as it is
  std::expected<std::string, Error> finish();

 private:
  Increment(std::string directory, std::string path, LiveWriter& live, BulkLoad load)
      : directory_(std::move(directory)), path_(std::move(path)), live_(&live), load_(std::move(load)) {}
  std::string directory_;
  std::string path_;  ///< of the new articles
  LiveWriter* live_;
  BulkLoad load_;
  std::unordered_set<std::string>
      left_out_;           ///< ids of the live documents that do not go into the new generation
  OriginChanges origins_;  ///< of live documents
};

}  // namespace dateline
