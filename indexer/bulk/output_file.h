// A file written from front to back in large pieces, durable once closed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/base/error.h"

namespace dateline::glass {

/// A new file. The first error is kept and reported by close(); writing goes on into the void after it.
class OutputFile {
 public:
  /// Makes `path`, replacing a file of that name.
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);

  /// Writes what is left, syncs the file to the disk if `sync`, and closes it.
  /// Errors: kIo  the file could not be made, written or synced
  std::expected<void, Error> close(bool sync);

  std::uint64_t size() const { return size_; }

 private:
  void flush();
  void remember_failure(std::string_view what);

  std::string path_;
  int file_ = -1;
  std::string buffer_;
  std::uint64_t size_ = 0;
  std::string failure_;
};

/// Syncs the names in `directory`.
/// Errors: kIo  it cannot be opened or synced
std::expected<void, Error> sync_directory(const std::string& directory);

}  // namespace dateline::glass
