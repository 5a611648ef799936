// Waiting for changes in a folder.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "corpus/base/error.h"

struct inotify_event;

namespace dateline {

/// What changed in a folder. Hidden files and folders are none of it.
struct FolderChanges {
  bool is_all = false;          ///< anything may have changed, beside `files`
  bool is_another = false;      ///< another folder took the place of the watched one
  std::set<std::string> files;  ///< paths of those that were written or came; they may be gone again
  bool has_lost = false;        ///< a file that was there is gone, or was written over
};

/// Notices changes below a folder: files written, moved in or out, deleted. A file counts when whoever wrote
/// it closes it, or moves it there; one that came without that, as a link or in a folder moved in, when it
/// has been left alone for a while. Where another folder takes the place of the watched one (it was made
/// anew, a link leads elsewhere now, a disk was mounted over it), that one is watched. One thread.
class FolderWatch {
 public:
  /// Watches `folder` and the folders in it from now on.
  /// Errors: kNotFound  `folder` is not a folder
  ///         kIo        the system gives no more watches
  static std::expected<FolderWatch, Error> begin(const std::string& folder);

  FolderWatch(FolderWatch&& other) noexcept;
  FolderWatch& operator=(FolderWatch&& other) noexcept;
  ~FolderWatch();

  /// What changed up to the last wait() and since forget(); everything at first, and when the system lost
  /// count.
  const FolderChanges& changes() const { return changes_; }
  /// Forgets the changes, which were read; `all` says that everything was, some of it perhaps with what has
  /// changed since the last wait(). Errors: as wait()
  std::expected<void, Error> forget(bool all);

  /// Waits for a change, but no longer than `at_most`, and then until nothing has changed for `quiet` (ten
  /// times that at most), so that a batch of files is taken as one. False if `stopped` became true first; it
  /// is asked a few times a second.
  /// Errors: kNotFound  the folder, or what leads to it, is gone and did not come back within ten times
  ///                    `quiet`
  ///         kIo        it may not be reached any more, or the system gives no more watches
  std::expected<bool, Error> wait(std::chrono::milliseconds quiet,
                                  std::optional<std::chrono::milliseconds> at_most,
                                  const std::function<bool()>& stopped);

 private:
  FolderWatch(int descriptor, std::string folder) : descriptor_(descriptor), folder_(std::move(folder)) {}
  std::expected<void, Error> begin_anew();
  std::expected<void, Error> begin_again();
  std::expected<bool, Error> follow_folder();
  std::expected<void, Error> enter(const std::string& folder);
  std::expected<bool, Error> changed_within(std::chrono::milliseconds time);
  std::expected<bool, Error> take(const inotify_event& event);
  std::expected<void, Error> take_folder(const std::string& path, std::uint32_t mask);
  void take_file(const std::string& path, std::uint32_t mask);
  void come(const std::string& path);
  void go(const std::string& path);
  bool take_settled(std::chrono::milliseconds quiet);

  int descriptor_;
  std::string folder_;
  std::optional<std::pair<dev_t, ino_t>> watched_;  ///< what `folder_` was when it was entered last
  std::optional<Error> gone_;                       ///< why it is not watched now
  std::chrono::steady_clock::time_point gone_since_;
  std::unordered_map<int, std::string> folders_;  ///< paths, by the numbers of their watches
  std::unordered_set<std::size_t> known_;         ///< hashes of the paths of files that came
  std::set<std::string> unsettled_;               ///< paths of files that came and were not closed
  std::set<std::string> unread_;                  ///< paths of folders that may not be read, or entered
  bool has_changed_ = false;                      ///< since the last wait()
  bool was_all_read_ = false;                     ///< while what is being taken changed
  std::set<std::string> may_be_read_;  ///< paths of `changes_` that were read perhaps, before their time
  FolderChanges changes_;
};

}  // namespace dateline
