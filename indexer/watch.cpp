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
using std::chrono::milliseconds;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                  IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr milliseconds kAskAgain{200};

/// Why `folder` is not watched, by errno.
Error unwatched(const std::string& folder) {
  if (errno == ENOENT || errno == ENOTDIR) {
    return make_error(ErrorCode::kNotFound, "{} is not a folder: name one to watch", quoted(folder));
  }
  return make_error(ErrorCode::kIo, "{} cannot be watched: {}", quoted(folder), std::strerror(errno));
}

}  // namespace

std::expected<FolderWatch, Error> FolderWatch::begin(const std::string& folder) {
  FolderWatch watch(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC), folder);
  if (watch.descriptor_ < 0) return std::unexpected(unwatched(folder));
  if (auto added = watch.add_folders(); !added) return std::unexpected(added.error());
  return watch;
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
std::expected<void, Error> FolderWatch::add_folders() {
  if (::inotify_add_watch(descriptor_, folder_.c_str(), kEvents) < 0)
    return std::unexpected(unwatched(folder_));
  std::error_code ignored;
  for (fs::recursive_directory_iterator at(folder_, ignored), end; !ignored && at != end;
       at.increment(ignored)) {
    const bool is_folder = at->is_directory(ignored) && !at->is_symlink(ignored);
    // A folder that is gone again meanwhile needs no watch; one that may not be read is reported by the load.
    if (is_folder && ::inotify_add_watch(descriptor_, at->path().c_str(), kEvents) < 0 && errno != ENOENT &&
        errno != EACCES)
      return std::unexpected(unwatched(at->path().string()));
  }
  return {};
}

/// Whether something changes within `time`; takes all that has changed.
std::expected<bool, Error> FolderWatch::changed_within(milliseconds time) {
  pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
  if (::poll(&waiting, 1, static_cast<int>(time.count())) <= 0) return false;
  char events[4096];
  while (::read(descriptor_, events, sizeof events) > 0) {
  }
  if (auto added = add_folders(); !added) return std::unexpected(added.error());
  return true;
}

std::expected<bool, Error> FolderWatch::wait(milliseconds quiet, std::optional<milliseconds> at_most,
                                             const std::function<bool()>& stopped) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  for (;;) {
    const auto changed = changed_within(kAskAgain);
    if (!changed) return changed;
    if (*changed) break;
    if (stopped()) return false;
    if (at_most && Clock::now() - begun >= *at_most) return true;
  }
  // Where changes never end, they are taken all the same now and then.
  constexpr int kMostRounds = 10;
  const auto latest = Clock::now() + quiet * kMostRounds;
  while (!stopped() && Clock::now() < latest) {
    const auto changed = changed_within(quiet);
    if (!changed) return changed;
    if (!*changed) break;
  }
  return !stopped();
}

}  // namespace dateline
