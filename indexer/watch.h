// Waiting for changes in a folder.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "corpus/base/error.h"

namespace dateline {

/// Notices changes below a folder: files written, moved in or out, deleted. One thread.
class FolderWatch {
 public:
  /// Watches `folder` and the folders in it from now on.
  /// Errors: kNotFound  `folder` is not a folder
  ///         kIo        the system gives no more watches
  static std::expected<FolderWatch, Error> begin(const std::string& folder);

  FolderWatch(FolderWatch&& other) noexcept;
  FolderWatch& operator=(FolderWatch&& other) noexcept;
  ~FolderWatch();

  /// Waits for a change, but no longer than `at_most`, and then until nothing has changed for `quiet` (ten
  /// times that at most), so that a batch of files is taken as one. False if `stopped` became true first; it
  /// is asked a few times a second.
  /// Errors: kNotFound  the folder is gone
  ///         kIo        the system gives no more watches
  std::expected<bool, Error> wait(std::chrono::milliseconds quiet,
                                  std::optional<std::chrono::milliseconds> at_most,
                                  const std::function<bool()>& stopped);

 private:
  FolderWatch(int descriptor, std::string folder) : descriptor_(descriptor), folder_(std::move(folder)) {}
  std::expected<void, Error> add_folders();
  std::expected<bool, Error> changed_within(std::chrono::milliseconds time);
  int descriptor_;
  std::string folder_;
};

}  // namespace dateline
