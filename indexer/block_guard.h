// Keeps damaged blocks of Xapian's tables from Xapian. Xapian 1.4 believes what a block says of itself, so
// that a search in a damaged one ends the process, or never ends.
//
// Xapian reads every block by a call of pread(), which this file takes the place of in the whole process, as
// of close(), which says that a descriptor may come to be another table's: a block of a guarded table that is
// not what was written is an error of reading, as from a broken disk. It is compared with its checksum when
// it is first read. Of one that a commit has written since the checksums were made, or without checksums, the
// structure is looked at, and whether there were so many commits.
#pragma once

#include <memory>
#include <string>

namespace dateline {

/// Guards the tables of a generation as long as it lives, for all databases that any thread of this process
/// opens there. Several may guard the same. Keeps them open, so that what is removed meanwhile takes room.
class BlockGuard {
 public:
  /// Guards the tables of the generation at `path`; make it before a database is opened there, and let it
  /// live longer. Takes some 15 microseconds where another one guards them already, else as long as reading
  /// the checksums, 4 bytes for every block of 8 KB.
  /// Throws Xapian::DatabaseCorruptError where the version file is damaged.
  explicit BlockGuard(const std::string& path);
  ~BlockGuard();
  BlockGuard(const BlockGuard&) = delete;
  BlockGuard& operator=(const BlockGuard&) = delete;

  class Tables;

 private:
  std::shared_ptr<const Tables> tables_;
};

}  // namespace dateline
