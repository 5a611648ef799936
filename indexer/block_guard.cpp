#include "indexer/block_guard.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>
#include <xapian.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <shared_mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/bulk/format.h"
#include "indexer/bulk/version_file.h"
#include "indexer/checksum_file.h"
#include "indexer/file_on_disk.h"
#include "indexer/guarded_table.h"

namespace dateline {
namespace {

/// The files of a generation that its guard depends on, in the order of kTableFiles, the checksums for the
/// version file.
using FilesOnDisk = std::array<FileOnDisk, kTableFiles.size()>;

FilesOnDisk files_at(const std::string& path) {
  FilesOnDisk files;
  for (std::size_t n = 0; n < kVersionSection; ++n)
    files[n] = file_at(path + "/" + kTableFiles[n]).at_any_time();
  files[kVersionSection] = file_at(path + "/" + kChecksums);
  return files;
}

/// The file that a descriptor is open on.
FileOnDisk file_of(int descriptor) {
  struct stat status{};
  return ::fstat(descriptor, &status) == 0 ? FileOnDisk::of(status).at_any_time() : FileOnDisk{};
}

/// By descriptor, of what it was seen to be open on, until it is closed: asking takes half as long as reading
/// a block.
constinit std::array<std::atomic<const GuardedTable*>, 4096> descriptors{};

}  // namespace

/// The guarded tables of a generation.
class BlockGuard::Tables {
 public:
  Tables(const std::string& path, const FilesOnDisk& files) : path_(path), files_(files), last_commit_(path) {
    if (const auto uuid = glass::uuid_of(path)) {
      if (auto checksums = ChecksumFile::open(path, glass::uuid_text(*uuid)))
        checksums_.emplace(std::move(*checksums));
    }
    for (std::size_t n = 0; n < kVersionSection; ++n) {
      const int descriptor = ::open((path + "/" + kTableFiles[n]).c_str(), O_RDONLY | O_CLOEXEC);
      if (descriptor < 0 && errno == ENOENT) continue;
      if (descriptor < 0)
        throw Xapian::DatabaseOpeningError(quoted(path + "/" + kTableFiles[n]) + " cannot be opened", errno);
      by_file_.try_emplace(file_of(descriptor), descriptor, checksums_of(n),
                           checksums_ ? checksums_->revision() : 0, last_commit_);
    }
  }

  bool is_of(const std::string& path, const FilesOnDisk& files) const {
    return path == path_ && files == files_;
  }
  const std::map<FileOnDisk, GuardedTable>& by_file() const { return by_file_; }

  /// Whether `bytes` can be the version file; what it says of the format is left to Xapian.
  bool is_version(std::string_view bytes) const {
    if (!bytes.starts_with(glass::kVersionMagic)) return true;
    const auto version = glass::parse_version_file(bytes);
    const auto made = checksums_of(kVersionSection);
    if (!version || made.empty() || version->revision > checksums_->revision()) return version.has_value();
    return checksum_of(bytes) == made.front();
  }

 private:
  std::span<const std::uint32_t> checksums_of(std::size_t section) const {
    return checksums_ ? checksums_->blocks(section) : std::span<const std::uint32_t>();
  }

  std::string path_;
  FilesOnDisk files_;
  std::optional<ChecksumFile> checksums_;
  LastCommit last_commit_;
  std::map<FileOnDisk, GuardedTable> by_file_;  ///< of each table that there is
};

namespace {

/// What is guarded in this process.
class Guarded {
 public:
  std::shared_ptr<const BlockGuard::Tables> begin(const std::string& path) {
    const auto files = files_at(path);
    {
      const std::unique_lock lock(mutex_);
      for (const auto& known : tables_) {
        if (auto there = known.lock(); there && there->is_of(path, files)) return there;
      }
    }
    auto made = std::make_shared<const BlockGuard::Tables>(path, files);
    const std::unique_lock lock(mutex_);
    tables_.push_back(made);
    take_tables();
    return made;
  }

  void end(std::shared_ptr<const BlockGuard::Tables>& tables) {
    const std::unique_lock lock(mutex_);
    tables.reset();
    try {
      take_tables();
    } catch (const std::bad_alloc&) {  // then nothing is guarded until the next one begins
    }
  }

  /// Whether `bytes`, which were read from block `number` of an open file, may be read: they are sound, or
  /// it is no table.
  bool lets_pass(int descriptor, std::string_view bytes, std::size_t number) {
    if (!is_used_) return true;
    const std::shared_lock lock(mutex_);
    const auto at = static_cast<std::size_t>(descriptor);
    const auto* table = at < descriptors.size() ? descriptors[at].load() : nullptr;
    if (table == nullptr) {
      const auto found = by_file_.find(file_of(descriptor));
      if (found == by_file_.end()) return true;
      table = found->second;
      if (at < descriptors.size()) descriptors[at] = table;
    }
    return table->is_sound(bytes, number);
  }

 private:
  /// Under the lock. Where two have the same table, the later one has the later checksums.
  void take_tables() {
    is_used_ = false;
    by_file_.clear();
    for (auto& descriptor : descriptors) descriptor.store(nullptr, std::memory_order_relaxed);
    std::erase_if(tables_, [](const auto& known) { return known.expired(); });
    for (const auto& known : tables_) {
      for (const auto& [file, table] : known.lock()->by_file()) by_file_[file] = &table;
    }
    is_used_ = !by_file_.empty();
  }

  std::shared_mutex mutex_;
  std::atomic<bool> is_used_ = false;
  std::vector<std::weak_ptr<const BlockGuard::Tables>> tables_;
  std::map<FileOnDisk, const GuardedTable*> by_file_;  ///< of all of these
};

Guarded& guarded() {
  static Guarded guarded;
  return guarded;
}

using Read = ssize_t(int descriptor, void* bytes, std::size_t size, off_t at);

/// What a call of this name would be without this file.
Read* read_by_name(const char* name) { return reinterpret_cast<Read*>(::dlsym(RTLD_NEXT, name)); }

/// What `read` gives, unless it is a block that is damaged.
ssize_t guarded_read(Read* read, int descriptor, void* bytes, std::size_t size, off_t at) {
  constexpr int kMostTries = 3;  // a block may be read while a commit writes it
  for (int tries = 1;; ++tries) {
    const auto got = read(descriptor, bytes, size, at);
    if (got != static_cast<ssize_t>(kBlockBytes) || at % static_cast<off_t>(kBlockBytes) != 0) return got;
    const std::string_view block(static_cast<const char*>(bytes), kBlockBytes);
    if (guarded().lets_pass(descriptor, block, static_cast<std::size_t>(at) / kBlockBytes)) return got;
    if (tries == kMostTries) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  errno = EBADMSG;
  return -1;
}

}  // namespace

/// By these names, which only the linker sees, libraries call them; by the second one where they were built
/// for files of any size.
extern "C" {
[[gnu::visibility("default")]] ssize_t dateline_pread(int, void*, std::size_t, off_t) __asm__("pread");
[[gnu::visibility("default")]] ssize_t dateline_pread64(int, void*, std::size_t, off_t) __asm__("pread64");
[[gnu::visibility("default")]] int dateline_close(int) __asm__("close");
#ifdef __SANITIZE_THREAD__
int __interceptor_close(int);  // which has to know what is closed
#endif
}

ssize_t dateline_pread(int descriptor, void* bytes, std::size_t size, off_t at) {
  static auto* const read = read_by_name("pread");
  return guarded_read(read, descriptor, bytes, size, at);
}

ssize_t dateline_pread64(int descriptor, void* bytes, std::size_t size, off_t at) {
  static auto* const read = read_by_name("pread64");
  return guarded_read(read, descriptor, bytes, size, at);
}

/// Also called by processes that were forked off, which no lock or memory can be asked of.
int dateline_close(int descriptor) {
  const auto at = static_cast<std::size_t>(descriptor);
  if (at < descriptors.size()) descriptors[at].store(nullptr, std::memory_order_relaxed);
#ifdef __SANITIZE_THREAD__
  return __interceptor_close(descriptor);
#else
  return static_cast<int>(::syscall(SYS_close, descriptor));
#endif
}

BlockGuard::BlockGuard(const std::string& path) : tables_(guarded().begin(path)) {
  try {
    const auto name = path + "/" + kTableFiles[kVersionSection];
    std::ifstream file(name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (!tables_->is_version(bytes)) throw Xapian::DatabaseCorruptError(quoted(name) + " is damaged");
  } catch (...) {
    guarded().end(tables_);
    throw;
  }
}

BlockGuard::~BlockGuard() { guarded().end(tables_); }

}  // namespace dateline
