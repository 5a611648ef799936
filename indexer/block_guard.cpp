#include "indexer/block_guard.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/types.h>
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

#include "indexer/bulk/block_check.h"
#include "indexer/bulk/format.h"
#include "indexer/bulk/version_file.h"
#include "indexer/checksum_file.h"
#include "indexer/file_on_disk.h"

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

/// The blocks of a table as far as they are known. For any number of threads.
class Blocks {
 public:
  explicit Blocks(std::span<const std::uint32_t> checksums, std::uint64_t made)
      : checksums_(checksums), made_(made), known_(checksums.size() / kBits + 1) {}

  bool is_sound(std::string_view bytes, std::size_t number) const {
    if (number >= checksums_.size() || revision_of(bytes) > made_) return glass::is_well_formed(bytes);
    auto& known = known_[number / kBits];
    const auto bit = std::uint64_t{1} << number % kBits;
    if ((known.load(std::memory_order_relaxed) & bit) != 0) return true;
    if (checksum_of(bytes) != checksums_[number]) return false;
    known.fetch_or(bit, std::memory_order_relaxed);
    return true;
  }

 private:
  static constexpr std::size_t kBits = 64;

  std::span<const std::uint32_t> checksums_;
  std::uint64_t made_;                                     ///< revision of the checksums
  mutable std::vector<std::atomic<std::uint64_t>> known_;  ///< a bit for a block of checksums_ that was sound
};

}  // namespace

/// The guarded tables of a generation.
class BlockGuard::Tables {
 public:
  Tables(const std::string& path, const FilesOnDisk& files) : path_(path), files_(files) {
    if (const auto uuid = glass::uuid_of(path)) {
      if (auto checksums = ChecksumFile::open(path, glass::uuid_text(*uuid)))
        checksums_.emplace(std::move(*checksums));
    }
    for (std::size_t n = 0; n < kVersionSection; ++n) {
      if (files[n] != FileOnDisk{})
        blocks_.try_emplace(files[n], checksums_of(n), checksums_ ? checksums_->revision() : 0);
    }
  }

  bool is_of(const std::string& path, const FilesOnDisk& files) const {
    return path == path_ && files == files_;
  }
  const std::map<FileOnDisk, Blocks>& blocks() const { return blocks_; }

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
  std::map<FileOnDisk, Blocks> blocks_;  ///< of each table that there is
};

namespace {

/// What is guarded in this process.
class Guarded {
 public:
  std::shared_ptr<const BlockGuard::Tables> begin(const std::string& path) {
    const auto files = files_at(path);
    {
      const std::unique_lock lock(mutex_);
      forget_descriptors();
      for (const auto& known : tables_) {
        if (auto there = known.lock(); there && there->is_of(path, files)) return there;
      }
    }
    auto made = std::make_shared<const BlockGuard::Tables>(path, files);
    const std::unique_lock lock(mutex_);
    tables_.push_back(made);
    take_blocks();
    return made;
  }

  void end(std::shared_ptr<const BlockGuard::Tables>& tables) {
    const std::unique_lock lock(mutex_);
    tables.reset();
    try {
      take_blocks();
    } catch (const std::bad_alloc&) {  // then nothing is guarded until the next one begins
    }
  }

  /// Whether `bytes`, which were read from block `number` of an open file, may be read: they are sound, or
  /// it is no table.
  bool lets_pass(int descriptor, std::string_view bytes, std::size_t number) {
    if (!is_used_) return true;
    const std::shared_lock lock(mutex_);
    const auto at = static_cast<std::size_t>(descriptor);
    const auto* const known = at < kDescriptors ? descriptors_[at].load() : nullptr;
    if (known != nullptr && known->is_sound(bytes, number)) return true;
    const auto* const blocks = blocks_of(descriptor);
    if (blocks == nullptr) return true;
    if (at < kDescriptors) descriptors_[at] = blocks;
    return blocks->is_sound(bytes, number);
  }

 private:
  static constexpr std::size_t kDescriptors = 4096;

  /// Under the lock. Where two have the same table, the later one has the later checksums.
  void take_blocks() {
    is_used_ = false;
    blocks_.clear();
    forget_descriptors();
    std::erase_if(tables_, [](const auto& known) { return known.expired(); });
    for (const auto& known : tables_) {
      for (const auto& [file, blocks] : known.lock()->blocks()) blocks_[file] = &blocks;
    }
    is_used_ = !blocks_.empty();
  }

  /// So that those which databases are given from now on are asked for. Of one that is closed and given to
  /// another table without it, a block is not compared that was found sound in the table before.
  void forget_descriptors() {
    for (auto& descriptor : descriptors_) descriptor.store(nullptr, std::memory_order_relaxed);
  }

  const Blocks* blocks_of(int descriptor) const {
    struct stat status{};
    if (::fstat(descriptor, &status) != 0) return nullptr;
    const auto found = blocks_.find(FileOnDisk::of(status).at_any_time());
    return found == blocks_.end() ? nullptr : found->second;
  }

  std::shared_mutex mutex_;
  std::atomic<bool> is_used_ = false;
  std::vector<std::weak_ptr<const BlockGuard::Tables>> tables_;
  std::map<FileOnDisk, const Blocks*> blocks_;  ///< of all of these
  /// By descriptor, of what it was seen to be open on: asking takes half as long as reading a block.
  std::array<std::atomic<const Blocks*>, kDescriptors> descriptors_{};
};

Guarded& guarded() {
  static Guarded guarded;
  return guarded;
}

/// pread() of this process.
ssize_t guarded_read(int descriptor, void* bytes, std::size_t size, off_t at) {
  static auto* const read = reinterpret_cast<decltype(&guarded_read)>(::dlsym(RTLD_NEXT, "pread"));
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

/// By this name, which only the linker sees, libraries call it.
extern "C" [[gnu::visibility("default")]] ssize_t dateline_pread(int descriptor, void* bytes,
                                                                 std::size_t size, off_t at) __asm__("pread");
ssize_t dateline_pread(int descriptor, void* bytes, std::size_t size, off_t at) {
  return guarded_read(descriptor, bytes, size, at);
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
