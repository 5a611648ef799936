// Builds an ordinary Xapian database (glass) from many documents at once, by sorting the postings itself and
// writing the tables from their first key to their last. Knows nothing of articles; format.h has the format.
// What it makes equals what Xapian::WritableDatabase makes of the same documents, any Xapian tool reads and
// updates it, and it takes about a fifth of the time.
//
//   auto builder = BulkBuilder::create("generation-000001");
//   BulkSegment segment;
//   segment.add_term("hello", 2, positions);
//   segment.add_value(0, "2024");
//   segment.end_document("stored");
//   builder->submit(0, segment);
//   builder->finish();
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/bulk/segment.h"

namespace dateline {

struct BulkOptions {
  std::size_t block_size = 8192;  ///< bytes, a power of two from 2048 to 65536
  int threads = 2;                ///< used by finish(); one table each, or what is made beside them
  bool sync = true;               ///< false: whoever is to rely on the database syncs its files
  /// Runs beyond so many bytes wait in a nameless file in the database's folder.
  std::size_t memory = std::size_t{64} << 20;
};

/// What was built.
struct BulkStats {
  std::uint32_t documents = 0;
  std::uint64_t total_length = 0;  ///< sum of all wdf
  std::uint64_t postlist_bytes = 0, position_bytes = 0, term_list_bytes = 0, data_bytes = 0,
                synonym_bytes = 0;

  std::uint64_t bytes() const {
    return postlist_bytes + position_bytes + term_list_bytes + data_bytes + synonym_bytes;
  }
};

/// Takes the runs that a database is written from. They live as long as the builder.
using Beside = std::function<void(const glass::Runs&)>;

/// One database being built. Destroyed without finish() it leaves an empty database.
class BulkBuilder {
 public:
  /// Makes an empty database in `directory`, replacing one that is there.
  /// Errors: kInvalidArgument  the block size is not one
  ///         kUnsupported      this Xapian writes another version of the format: use WritableDatabase
  ///         kIo               the folder cannot be made or written
  static std::expected<BulkBuilder, Error> create(std::string directory, const BulkOptions& options = {});

  BulkBuilder(BulkBuilder&&) noexcept;
  BulkBuilder& operator=(BulkBuilder&&) noexcept;
  ~BulkBuilder();

  /// Takes the documents of `segment` and leaves it empty. Docids go from 1 without gaps, by ascending
  /// `order` and within a segment by order of adding; every `order` is used once at most. About 20 MB of text
  /// make a good segment. Several threads may call this at once, each with a segment of its own; sorting and
  /// encoding happen in the calling thread.
  /// Errors: kInvalidArgument  `order` was used before
  ///         kIo               a run could not be moved to a file
  std::expected<void, Error> submit(std::uint64_t order, BulkSegment& segment);

  /// Sets a metadata entry (Xapian::Database::get_metadata). An empty value removes it.
  /// Errors: kLimit            the key is longer than 253 bytes
  ///         kInvalidArgument  the key is empty
  std::expected<void, Error> set_metadata(std::string_view key, std::string_view value);

  /// Writes the database. When it returns, every byte and name is synced (unless BulkOptions::sync is false),
  /// and readers that open the folder see all documents; before, they see an empty database. Nothing can be
  /// added afterwards. `beside` is called with the runs that the tables are written from, meanwhile, by any
  /// one thread; what it throws passes through, and what a SpoolReader throws.
  ///
  /// Errors: kIo               a file cannot be written or synced
  ///         kLimit            a tag beyond 65,535 items, a term with 2^32 occurrences, or too many documents
  ///         kInvalidArgument  called twice
  std::expected<BulkStats, Error> finish(const Beside& beside = {});

 private:
  struct Implementation;
  explicit BulkBuilder(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace dateline
