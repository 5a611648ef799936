// Which file lies at a path now, where another one may take its name.
#pragma once

#include <sys/stat.h>

#include <compare>
#include <cstdint>
#include <string>

namespace dateline {

/// A file, and when it was last written; nothing but zeros: there is none.
struct FileOnDisk {
  std::uint64_t device = 0, number = 0;
  std::int64_t seconds = 0, nanoseconds = 0;
  auto operator<=>(const FileOnDisk&) const = default;

  static FileOnDisk of(const struct stat& status) {
    return {status.st_dev, status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
  }

  /// The file whenever it is written.
  FileOnDisk at_any_time() const { return {device, number}; }
};

inline FileOnDisk file_at(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 ? FileOnDisk::of(status) : FileOnDisk{};
}

}  // namespace dateline
