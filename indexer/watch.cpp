#include "indexer/watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;
constexpr std::chrono::milliseconds kAskAgain{200};

}  // namespace

std::expected<FolderWatch, Error> FolderWatch::begin(const std::string& folder) {
  if (!fs::is_directory(folder)) {
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} is not a folder: name one to watch", quoted(folder)));
  }
  FolderWatch watch(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC), folder);
  if (watch.descriptor_ >= 0 && watch.add_folders()) return watch;
  return std::unexpected(
      make_error(ErrorCode::kIo, "{} cannot be watched: {}", quoted(folder), std::strerror(errno)));
}

FolderWatch::FolderWatch(FolderWatch&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), folder_(std::move(other.folder_)) {}

FolderWatch& FolderWatch::operator=(FolderWatch&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(folder_, other.folder_);
  return *this;
}

FolderWatch::~FolderWatch() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

/// Watches every folder there is now; one that is watched already stays so.
bool FolderWatch::add_folders() {
  if (::inotify_add_watch(descriptor_, folder_.c_str(), kEvents) < 0) return false;
  std::error_code ignored;
  for (fs::recursive_directory_iterator at(folder_, ignored), end; !ignored && at != end;
       at.increment(ignored)) {
    const bool is_folder = at->is_directory(ignored) && !at->is_symlink(ignored);
    // A folder that is gone again meanwhile needs no watch.
    if (is_folder && ::inotify_add_watch(descriptor_, at->path().c_str(), kEvents) < 0 && errno != ENOENT)
      return false;
  }
  return true;
}

/// Whether something changes within `time`; takes all that has changed.
bool FolderWatch::changed_within(std::chrono::milliseconds time) {
  pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
  if (::poll(&waiting, 1, static_cast<int>(time.count())) <= 0) return false;
  char events[4096];
  while (::read(descriptor_, events, sizeof events) > 0) {
  }
  add_folders();
  return true;
}

bool FolderWatch::wait(std::chrono::milliseconds quiet, std::optional<std::chrono::milliseconds> at_most,
                       const std::function<bool()>& stopped) {
  const auto begun = std::chrono::steady_clock::now();
  while (!changed_within(kAskAgain)) {
    if (stopped()) return false;
    if (at_most && std::chrono::steady_clock::now() - begun >= *at_most) return true;
  }
  // Where changes never end, they are taken all the same now and then.
  constexpr int kMostRounds = 10;
  const auto latest = std::chrono::steady_clock::now() + quiet * kMostRounds;
  while (!stopped() && std::chrono::steady_clock::now() < latest && changed_within(quiet)) {
  }
  return !stopped();
}

}  // namespace dateline
