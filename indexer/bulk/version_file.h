// The file `iamglass` of a database: which revision is current, where the tables' roots are, the statistics.
//
// kVersionMagic, uuid (16 bytes), uint revision, then for each table, in the order of TableRoots: uint root
// block, uint level * 4 + 2 (+ 1 without file), uint entries, uint block size / 2048, uint kCompressMin or 0
// for postlist and position, string free list (uints 1, blocks, 0, 0, 0, 0; empty without file). Then uints:
// documents, last docid - documents, shortest document beyond 0, greatest wdf, longest document - that, 0,
// sum of lengths, 0.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/error.h"
#include "indexer/bulk/table_writer.h"

namespace dateline::glass {

/// Statistics of a whole database.
struct Totals {
  std::uint32_t documents = 0;
  std::uint64_t length = 0;    ///< sum of document lengths
  std::uint32_t shortest = 0;  ///< least length that is not 0; 0 if there is none
  std::uint32_t longest = 0;
  std::uint32_t greatest_wdf = 0;

  void add(std::uint32_t document_length);
  void add(const Totals& other);
};

/// The tables' roots in the order of the version file.
struct TableRoots {
  RootInfo postlist, docdata, termlist, position, spelling, synonym;
};

/// The files of these tables.
inline constexpr std::array kRootTables{"postlist.glass", "docdata.glass",  "termlist.glass",
                                        "position.glass", "spelling.glass", "synonym.glass"};

/// The uuid of the database in `directory`, by its version file.
/// Errors: kUnsupported  it is of another version of the format
std::expected<std::string, Error> uuid_of(const std::string& directory);

/// That uuid as Xapian writes it: 0f8fad5b-d9cb-469f-a165-70867728950e.
std::string uuid_text(std::string_view uuid);

/// What a version file says.
struct Version {
  std::uint32_t revision = 0;
  struct Root {
    std::uint32_t block = 0, level = 0;
    bool is_empty = false;  ///< there is no file
  };
  std::array<Root, kRootTables.size()> roots;
};

/// Reads the bytes of a version file; nothing where they are of another format, or what no table can have.
std::optional<Version> parse_version_file(std::string_view bytes);

/// The revision that the version file of the database in `directory` has now; nothing where it cannot be read
/// or is of another version of the format. Xapian may crash where it opens one that is damaged.
std::optional<std::uint32_t> revision_of(const std::string& directory);

/// So many revisions beyond that, blocks may be: what Xapian began and did not end is of the next one, and
/// where a commit failed, what takes it back is of the one after that.
inline constexpr std::uint64_t kUnfinishedRevisions = 2;

/// Makes an empty database with Xapian in `directory` (made if need be, replaced if there is one), so that
/// its lock and uuid are there. Returns the uuid.
/// Errors: kUnsupported  this Xapian writes another version of the format
///         kIo           the folder cannot be written
std::expected<std::string, Error> make_empty_database(const std::string& directory, std::size_t block_size);

/// Writes the version file of `directory` so that it appears at once, and syncs it and its name if `sync`.
/// Errors: kIo
std::expected<void, Error> write_version_file(const std::string& directory, std::string_view uuid,
                                              std::size_t block_size, const TableRoots& roots,
                                              const Totals& totals, bool sync);

}  // namespace dateline::glass
