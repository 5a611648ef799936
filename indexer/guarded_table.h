// One of Xapian's tables whose blocks are compared with what was written, see block_guard.h.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// The revision of the last commit to a generation, asked for when a block says that it is of a later one.
/// For any number of threads.
class LastCommit {
 public:
  /// To the generation at `path`.
  explicit LastCommit(std::string path) : path_(std::move(path)) {}

  /// Whether a block of `revision` may have been written by now; true where the generation is gone.
  bool allows(std::uint32_t revision) const;

 private:
  std::string path_;
  mutable std::atomic<std::uint64_t> known_ = 0;
};

/// A table, which is kept open so that no other file is given its number, and its blocks as far as they are
/// known. For any number of threads.
class GuardedTable {
 public:
  /// Closes `descriptor` in the end. `checksums`: of its blocks as they were at revision `made`, which has to
  /// outlive this, as does `last_commit`; none: there are none.
  GuardedTable(int descriptor, std::span<const std::uint32_t> checksums, std::uint64_t made,
               const LastCommit& last_commit);
  ~GuardedTable();
  GuardedTable(const GuardedTable&) = delete;
  GuardedTable& operator=(const GuardedTable&) = delete;

  /// Whether `bytes`, just read, can be block `number`. Its checksum is compared the first time only.
  bool is_sound(std::string_view bytes, std::size_t number) const;

 private:
  int descriptor_;
  std::span<const std::uint32_t> checksums_;
  std::uint64_t made_;
  const LastCommit& last_commit_;
  mutable std::vector<std::atomic<std::uint64_t>> known_;  ///< a bit for a block of checksums_ that was sound
};

}  // namespace dateline
