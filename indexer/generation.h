// The folder of an index: which generation is the current one, how a new one takes its place, who may write.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "corpus/base/error.h"

namespace dateline {

/// Holds an index for writing as long as it lives.
class WriteLock {
 public:
  /// Takes the lock of the index in `directory`, which exists.
  /// Errors: kBusy  another process holds it; the message says which
  ///         kIo    the lock file cannot be made
  static std::expected<WriteLock, Error> take(const std::string& directory);

  WriteLock(WriteLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  WriteLock& operator=(WriteLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~WriteLock();

 private:
  explicit WriteLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

/// Path of the current generation's database.
/// Errors: kNotFound  there is no index in `directory`
///         kIo        there is one, but which generation is current cannot be read
///         kCorrupt   or is not said, or is not there, or the file that says so is gone from an index with
///                    articles
std::expected<std::string, Error> current_generation(const std::string& directory);

/// A path in `directory` for a generation that does not exist yet.
std::string next_generation(const std::string& directory);

/// Removes generations that were begun after the current one and never published, what is left of those being
/// removed, and drafts of files beside the current one: what a killed load leaves behind. For the holder of
/// the WriteLock. Returns how many there were.
std::size_t remove_unfinished(const std::string& directory);

/// Paths of all generations that lie in `directory`, oldest first, published or not.
std::vector<std::string> generations_of(const std::string& directory);

/// The size of a generation's files; 0 where it cannot be read.
std::uint64_t generation_bytes(const std::string& path);

/// Removes generations before the current one, all but the last of them, which rollback_generation() goes
/// back to. Readers that still have one open keep it: its files go when they close it. For the holder of the
/// WriteLock. Returns how many there were.
std::size_t remove_superseded(const std::string& directory);

/// Removes a generation that readers may still have open, so that no half of it is ever taken for one: it
/// loses its name first. What cannot be removed now goes with remove_unfinished().
void remove_generation(const std::string& path);

/// Makes the generation before the current one, which need not be there any more, the current one; the one
/// left is removed by the next writer. For the holder of the WriteLock. Returns the path of what is current
/// now. Errors: kNotFound  there is no index, or none before the current generation
///         kIo        the stub file cannot be read or written
///         kCorrupt   it names no generation
std::expected<std::string, Error> rollback_generation(const std::string& directory);

/// Makes all files of a generation durable, whoever wrote them: the system tells an error of the disk to the
/// first who asks after it, as long as it has the file in mind. Errors: kIo
std::expected<void, Error> sync_generation(const std::string& path);

/// Makes the database at `path`, inside `directory`, which is durable, the current generation: readers that
/// open the index from now on get it, others keep what they have. Atomic and durable.
/// Errors: kIo  the stub file cannot be written
std::expected<void, Error> make_current(const std::string& directory, const std::string& path);

/// sync_generation() and make_current().
std::expected<void, Error> publish_generation(const std::string& directory, const std::string& path);

/// Makes the names in a folder durable. Errors: kIo
std::expected<void, Error> sync_folder(const std::string& path);

}  // namespace dateline
