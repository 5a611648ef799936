#include "indexer/watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

namespace dateline {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kWhole = IN_CLOSE_WRITE | IN_MOVED_TO;  ///< a file is there with all that is in it
constexpr std::uint32_t kBegun = IN_CREATE | IN_ATTRIB;         ///< it may be written, linked or opened to us
constexpr std::uint32_t kGone = IN_DELETE | IN_MOVED_FROM;
constexpr std::uint32_t kFolderGone = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;
constexpr std::uint32_t kEvents =
    kWhole | kBegun | kGone | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;
constexpr milliseconds kAskAgain{200};

/// Why `folder` is not watched, by errno.
Error unwatched(const std::string& folder) {
  if (errno == ENOENT || errno == ENOTDIR) {
    return make_error(ErrorCode::kNotFound, "{} is not a folder: name one to watch", quoted(folder));
  }
  if (errno == ENOSPC) {
    return make_error(ErrorCode::kIo,
                      "{} cannot be watched: there are more folders than the system watches: raise "
                      "fs.inotify.max_user_watches",
                      quoted(folder));
  }
  return make_error(ErrorCode::kIo, "{} cannot be watched: {}", quoted(folder), std::strerror(errno));
}

/// How long ago the file was written, by the clock of the system.
milliseconds age_of(const struct stat& file) {
  using namespace std::chrono;
  const auto written = seconds(file.st_mtim.tv_sec) + nanoseconds(file.st_mtim.tv_nsec);
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch() - written);
}

/// What tells the folder at a path from another one that is there later; nothing where there is none.
std::optional<std::pair<dev_t, ino_t>> identity_of(const std::string& path) {
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0 || !S_ISDIR(found.st_mode)) return std::nullopt;
  return std::pair(found.st_dev, found.st_ino);
}

std::size_t hash_of(const std::string& path) { return std::hash<std::string>{}(path); }

}  // namespace

std::expected<FolderWatch, Error> FolderWatch::begin(const std::string& folder) {
  FolderWatch watch(-1, folder);
  if (auto begun = watch.begin_anew(); !begun) return std::unexpected(begun.error());
  return watch;
}

FolderWatch::FolderWatch(FolderWatch&& other) noexcept : descriptor_(-1) { *this = std::move(other); }

FolderWatch& FolderWatch::operator=(FolderWatch&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(folder_, other.folder_);
  std::swap(watched_, other.watched_);
  std::swap(gone_, other.gone_);
  std::swap(gone_since_, other.gone_since_);
  std::swap(folders_, other.folders_);
  std::swap(known_, other.known_);
  std::swap(unsettled_, other.unsettled_);
  std::swap(unread_, other.unread_);
  std::swap(has_changed_, other.has_changed_);
  std::swap(was_all_read_, other.was_all_read_);
  std::swap(may_be_read_, other.may_be_read_);
  std::swap(changes_, other.changes_);
  return *this;
}

FolderWatch::~FolderWatch() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::expected<void, Error> FolderWatch::forget(bool all) {
  changes_ = {};
  may_be_read_.clear();
  if (!all) return {};
  was_all_read_ = true;
  const auto taken = changed_within(milliseconds(0));
  was_all_read_ = false;
  if (!taken) return std::unexpected(taken.error());
  has_changed_ = *taken;
  may_be_read_ = changes_.files;
  for (const auto& path : unsettled_) known_.insert(hash_of(path));
  return {};
}

/// Watches all there is now, whatever was watched before.
std::expected<void, Error> FolderWatch::begin_anew() {
  const int before = std::exchange(descriptor_, ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (before >= 0) ::close(before);  // after, so that the new one has another number
  folders_.clear();
  known_.clear();
  unsettled_.clear();
  unread_.clear();
  may_be_read_.clear();
  const auto found = identity_of(folder_);
  const bool is_another = changes_.is_another || (found && watched_ && *found != *watched_);
  changes_ = {.is_all = true, .is_another = is_another};
  if (descriptor_ < 0) return std::unexpected(unwatched(folder_));
  if (found) watched_ = found;
  if (auto entered = enter(folder_); !entered) return entered;
  if (folders_.empty()) return std::unexpected(unwatched(folder_));
  return {};
}

/// begin_anew(), but a folder that is gone may be there again in a moment: `gone_` says so until then.
std::expected<void, Error> FolderWatch::begin_again() {
  auto begun = begin_anew();
  if (begun) gone_.reset();
  if (begun || begun.error().code != ErrorCode::kNotFound) return begun;
  if (!gone_) gone_since_ = Clock::now();
  gone_ = begun.error();
  return {};
}

/// Watches the folder that is where the watched one was; whether that is another one, gone or back.
std::expected<bool, Error> FolderWatch::follow_folder() {
  const auto now = identity_of(folder_);
  if (gone_ ? !now : now == watched_) return false;
  if (auto begun = begin_again(); !begun) return std::unexpected(begun.error());
  return true;
}

/// Watches `folder` and the folders in it, and takes their files for new; what comes while they are listed is
/// noticed twice. errno says why where the folder could not be entered, which is no error: it may be gone
/// again, and one that may not be read is reported by the load.
std::expected<void, Error> FolderWatch::enter(const std::string& folder) {
  const int watch = ::inotify_add_watch(descriptor_, folder.c_str(), kEvents);
  if (watch < 0 && errno == EACCES) unread_.insert(folder);
  if (watch >= 0 && ::access(folder.c_str(), X_OK) != 0) unread_.insert(folder);
  if (watch < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES)) return {};
  if (watch < 0) return std::unexpected(unwatched(folder));
  folders_[watch] = folder;
  std::error_code ignored;
  for (fs::directory_iterator at(folder, ignored), end; !ignored && at != end; at.increment(ignored)) {
    if (at->path().filename().string().starts_with('.')) continue;
    std::error_code unknown;
    if (at->is_directory(unknown) && !at->is_symlink(unknown)) {
      if (auto entered = enter(at->path().string()); !entered) return entered;
    } else if (changes_.is_all) {
      known_.insert(hash_of(at->path().string()));
    } else {
      unsettled_.insert(at->path().string());
    }
  }
  return {};
}

void FolderWatch::come(const std::string& path) {
  const bool was_known = !known_.insert(hash_of(path)).second;
  const bool is_unread = changes_.files.contains(path) && !was_all_read_ && !may_be_read_.contains(path);
  changes_.has_lost |= was_known && !is_unread;
  changes_.files.insert(path);
}

/// A file that came and is gone again before it was read, such as one with a name for the time being, is no
/// loss.
void FolderWatch::go(const std::string& path) {
  const bool was_begun = unsettled_.erase(path) > 0;
  const bool was_known = known_.erase(hash_of(path)) > 0;
  const bool is_unread = changes_.files.erase(path) > 0 && !was_all_read_ && !may_be_read_.contains(path);
  changes_.has_lost |= (was_known && !is_unread) || (was_begun && was_all_read_);
}

/// Takes the files that came without being closed and have not been written for `quiet`; whether there are
/// any. Of an empty one that is begun the end will be noticed.
bool FolderWatch::take_settled(milliseconds quiet) {
  bool has_any = false;
  std::erase_if(unsettled_, [&](const std::string& path) {
    struct stat file{};
    if (::lstat(path.c_str(), &file) != 0) return true;
    const bool is_file = S_ISREG(file.st_mode) && file.st_size > 0;
    const auto age = age_of(file);
    if (is_file && age >= milliseconds(0) && age < quiet) return false;
    if (is_file || S_ISLNK(file.st_mode)) {
      come(path);
      has_any = true;
    }
    return true;
  });
  return has_any;
}

std::expected<void, Error> FolderWatch::take_folder(const std::string& path, std::uint32_t mask) {
  if ((mask & IN_MOVED_FROM) != 0)
    return begin_again();  // its watches go on with paths that are no longer so
  // Of a folder that came while all was read, files may be gone that were read.
  constexpr std::uint32_t kComeOrGone = IN_CREATE | IN_MOVED_TO | IN_DELETE;
  changes_.has_lost |= was_all_read_ && (mask & kComeOrGone) != 0;
  const bool is_closed = (mask & IN_ATTRIB) != 0 && ::access(path.c_str(), R_OK | X_OK) != 0;
  if (is_closed) unread_.insert(path);
  const bool is_open_now = (mask & IN_ATTRIB) != 0 && !is_closed && unread_.erase(path) > 0;
  if (is_open_now || (mask & (IN_CREATE | IN_MOVED_TO)) != 0) return enter(path);
  return {};
}

void FolderWatch::take_file(const std::string& path, std::uint32_t mask) {
  if ((mask & kGone) != 0) return go(path);
  if ((mask & kWhole) == 0) {
    unsettled_.insert(path);
  } else {
    unsettled_.erase(path);
    come(path);
  }
}

/// Takes one event; whether something changed with it.
std::expected<bool, Error> FolderWatch::take(const inotify_event& event) {
  const auto folder = folders_.find(event.wd);
  const bool is_known = folder != folders_.end();
  const bool is_root = is_known && event.len == 0 && folder->second == folder_;
  if ((event.mask & IN_Q_OVERFLOW) != 0 || (is_root && (event.mask & kFolderGone) != 0)) {
    if (auto begun = begin_again(); !begun) return std::unexpected(begun.error());
    return true;
  }
  if ((event.mask & IN_IGNORED) != 0 && is_known) folders_.erase(folder);
  if (!is_known || event.len == 0 || event.name[0] == '.') return false;
  const auto path = (fs::path(folder->second) / event.name).string();
  if ((event.mask & IN_ISDIR) == 0) {
    take_file(path, event.mask);
  } else if (auto taken = take_folder(path, event.mask); !taken) {
    return std::unexpected(taken.error());
  }
  return true;
}

/// Whether something changes within `time`; takes all that has changed.
std::expected<bool, Error> FolderWatch::changed_within(milliseconds time) {
  pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
  ::poll(&waiting, 1, static_cast<int>(time.count()));
  bool has_any = false;
  alignas(inotify_event) char events[64 << 10];
  for (ssize_t size; (size = ::read(descriptor_, events, sizeof events)) > 0;) {
    const auto watched = descriptor_;
    for (const char* at = events; at < events + size && descriptor_ == watched;) {
      const auto& event = *reinterpret_cast<const inotify_event*>(at);
      const auto taken = take(event);
      if (!taken) return taken;
      has_any |= *taken;
      at += sizeof event + event.len;
    }
  }
  if (has_any) return true;
  return follow_folder();
}

std::expected<bool, Error> FolderWatch::wait(milliseconds quiet, std::optional<milliseconds> at_most,
                                             const std::function<bool()>& stopped) {
  constexpr int kMostRounds = 10;
  const auto begun = Clock::now();
  do {
    while (!std::exchange(has_changed_, false)) {
      const auto changed = changed_within(kAskAgain);
      if (!changed) return changed;
      if (*changed || take_settled(quiet)) break;
      if (stopped()) return false;
      if (gone_ && Clock::now() - gone_since_ >= quiet * kMostRounds) return std::unexpected(*gone_);
      if (at_most && Clock::now() - begun >= *at_most) return true;
    }
    // Where changes never end, they are taken all the same now and then.
    const auto latest = Clock::now() + quiet * kMostRounds;
    while (!stopped() && Clock::now() < latest) {
      const auto changed = changed_within(quiet);
      if (!changed) return changed;
      if (!*changed) break;
    }
    if (const auto followed = follow_folder(); !followed) return followed;
  } while (gone_ && !stopped());
  take_settled(quiet);
  return !stopped();
}

}  // namespace dateline
