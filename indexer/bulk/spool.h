// Bytes that wait to be read once more from their beginning to their end: in memory, or in a file where
// reading holds no more of them than a window.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "corpus/base/error.h"
#include "indexer/bulk/buffer.h"
#include "indexer/bulk/format.h"

namespace dateline::glass {

/// A nameless file that any number of spools share. Threads may append and read at once.
class SpoolFile {
 public:
  /// The file stands in `directory` from the first append on.
  explicit SpoolFile(std::string directory) : directory_(std::move(directory)) {}
  ~SpoolFile();

  /// Returns where in the file the bytes begin.
  /// Errors: kIo  the file cannot be made or written
  std::expected<std::uint64_t, Error> append(std::string_view bytes);

  /// Fills `out` with what stands from `begin` on. Throws std::system_error where it cannot be read.
  void read(std::uint64_t begin, std::span<char> out) const;

 private:
  std::string directory_;
  std::mutex mutex_;  // guards what stands below until the first append is done
  int file_ = -1;
  std::uint64_t size_ = 0;
};

/// Bytes that stay in memory or were moved into a file.
class Spool {
 public:
  Spool() = default;
  explicit Spool(Buffer bytes) : bytes_(std::move(bytes)), size_(bytes_.size()) { bytes_.fit(); }

  /// Bytes of memory that belong to it.
  std::size_t memory() const { return bytes_.size(); }

  /// Moves the bytes into `file`, which outlives this; readers made before are void.
  /// Errors: kIo
  std::expected<void, Error> move_to(SpoolFile& file);

 private:
  friend class SpoolReader;
  Buffer bytes_;
  const SpoolFile* file_ = nullptr;  ///< null: they are in memory
  std::uint64_t begin_ = 0;          ///< in the file
  std::size_t size_ = 0;
};

/// Goes through a spool, which outlives it. Of a file it holds two windows at most, and what is longer as
/// one. Throws std::system_error where the file cannot be read. One thread.
class SpoolReader {
 public:
  static constexpr std::size_t kWindow = std::size_t{64} << 10;

  /// Begins with the byte `begin`. `window`: bytes to read from a file at a time.
  explicit SpoolReader(const Spool& spool, std::size_t begin = 0, std::size_t window = kWindow);

  bool is_at_end() const { return at_ == end_ && unread_ == 0; }

  /// Where the next `size` bytes stand in one piece, fewer at the end of the spool. They stay there until
  /// bytes behind them were skipped and asked for, and bytes behind those.
  const char* next(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size && unread_ > 0) read_window(size);
    return at_;
  }
  /// Moves on by as many bytes as next() was asked for, or fewer.
  void skip(std::size_t size) { at_ += size; }

  /// Reads a uint, which is there.
  std::uint64_t uint() {
    next(kMaxUint);
    return get_uint(at_);
  }

  /// Reads `size` bytes, which are there.
  std::string_view take(std::size_t size) {
    const std::string_view bytes(next(size), size);
    skip(size);
    return bytes;
  }

 private:
  void read_window(std::size_t least);

  const Spool* spool_;
  std::size_t window_bytes_;
  std::size_t unread_ = 0;          ///< bytes of the file behind end_
  std::unique_ptr<char[]> window_;  ///< has [at_, end_) of a file
  std::unique_ptr<char[]> before_;  ///< the window before
  const char *at_ = nullptr, *end_ = nullptr;
};

}  // namespace dateline::glass
