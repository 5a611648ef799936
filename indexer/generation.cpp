#include "indexer/generation.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include "indexer/section_file.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStub = "XAPIANDB";
constexpr std::string_view kLock = "lock";
constexpr std::string_view kGeneration = "generation-";
constexpr std::string_view kStubLine = "auto ";
constexpr std::string_view kTableOfArticles = "docdata.glass";  ///< which Xapian makes with the first one
constexpr std::string_view kRemoved = "removed-";  ///< begins the names of generations being removed

Error io_error(std::string_view what, const fs::path& path) {
  return make_error(ErrorCode::kIo, "{} cannot be {}: {}", quoted(path.string()), what, std::strerror(errno));
}

struct flock whole_file(short type) {
  struct flock lock{};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return lock;
}

bool sync_path(const fs::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

/// The folders of all generations, published or not, in no order.
std::vector<fs::path> generations(const fs::path& directory) {
  std::vector<fs::path> paths;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    if (entry.path().filename().string().starts_with(kGeneration)) paths.push_back(entry.path());
  }
  return paths;
}

/// The number in a generation's name; 0 if it has none.
std::uint64_t number_of(const fs::path& path) {
  const auto name = path.filename().string();
  std::uint64_t number = 0;
  std::from_chars(name.data() + std::min(name.size(), kGeneration.size()), name.data() + name.size(), number);
  return number;
}

/// Why there is no stub in `directory`: no index was made there, or the stub of one with articles got lost.
Error without_stub(const std::string& directory) {
  for (const auto& generation : generations(directory)) {
    std::error_code ignored;
    if (!fs::exists(generation / kTableOfArticles, ignored)) continue;
    return make_error(ErrorCode::kCorrupt,
                      "{} has articles in {}, but no file {} that says which generation is current: "
                      "bring it back, its line is '{}' and the name of a generation",
                      quoted(directory), generation.filename().string(), kStub, kStubLine);
  }
  return make_error(ErrorCode::kNotFound,
                    "{} is not an index: make one with dateline-index --index {} SOURCE...",
                    quoted(directory), directory);
}

/// Whether `name` is one that next_generation() makes: any other would have all generations taken for later
/// ones.
bool is_generation(std::string_view name) {
  if (!name.starts_with(kGeneration)) return false;
  const auto digits = name.substr(kGeneration.size());
  const bool are_digits = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  return are_digits && number_of(name) > 0;
}

/// The path that the stub in `directory` names, whether it is there or not. Errors: as current_generation
std::expected<std::string, Error> named_generation(const std::string& directory) {
  const auto stub = fs::path(directory) / kStub;
  std::error_code unknown;
  const bool is_there = fs::exists(stub, unknown) || unknown;
  if (!is_there) return std::unexpected(without_stub(directory));
  std::ifstream file(stub);
  std::string line;
  const bool is_open = file.is_open();
  std::getline(file, line);
  if (!is_open || file.bad()) return std::unexpected(io_error("read", stub));
  const auto name = std::string_view(line).substr(std::min(line.size(), kStubLine.size()));
  if (!line.starts_with(kStubLine) || !is_generation(name)) {
    return std::unexpected(make_error(
        ErrorCode::kCorrupt, "{} names no generation of an index: its line is '{}' and the name of one",
        quoted(stub.string()), kStubLine));
  }
  return (fs::path(directory) / name).string();
}

bool is_gone(const std::string& path) {
  std::error_code unknown;
  return !fs::exists(path, unknown) && !unknown;
}

}  // namespace

std::expected<WriteLock, Error> WriteLock::take(const std::string& directory) {
  const auto path = fs::path(directory) / kLock;
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return std::unexpected(io_error("opened for writing", path));
  auto wanted = whole_file(F_WRLCK);
  if (::fcntl(descriptor, F_SETLK, &wanted) == 0) return WriteLock(descriptor);
  auto holder = whole_file(F_WRLCK);
  const bool known = ::fcntl(descriptor, F_GETLK, &holder) == 0 && holder.l_type != F_UNLCK;
  ::close(descriptor);
  const auto owner = known ? fmt::format("process {}", holder.l_pid) : std::string("another process");
  return std::unexpected(make_error(ErrorCode::kBusy,
                                    "{} is being written to by {}: try again when it has finished",
                                    quoted(directory), owner));
}

WriteLock::~WriteLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::expected<std::string, Error> current_generation(const std::string& directory) {
  auto named = named_generation(directory);
  while (named && is_gone(*named)) {
    auto now = named_generation(directory);
    if (now && *now == *named) {
      return std::unexpected(make_error(
          ErrorCode::kCorrupt, "{} names {}, which is not there: bring it back, or go back with --rollback",
          quoted((fs::path(directory) / kStub).string()), quoted(fs::path(*named).filename().string())));
    }
    named = std::move(now);  // another took its place meanwhile
  }
  return named;
}

std::string next_generation(const std::string& directory) {
  std::uint64_t highest = 0;
  for (const auto& path : generations(directory)) highest = std::max(highest, number_of(path));
  return (fs::path(directory) / fmt::format("{}{:06}", kGeneration, highest + 1)).string();
}

std::size_t remove_unfinished(const std::string& directory) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    if (entry.path().filename().string().starts_with(kRemoved)) fs::remove_all(entry.path(), ignored);
  }
  const auto current = current_generation(directory);
  if (!current) return 0;
  for (const auto& entry : fs::directory_iterator(*current, ignored)) {
    if (entry.path().extension() == kDraftEnding) fs::remove(entry.path(), ignored);
  }
  std::size_t removed = 0;
  for (const auto& path : generations(directory)) {
    if (number_of(path) > number_of(*current)) removed += fs::remove_all(path, ignored) > 0;
  }
  return removed;
}

std::vector<std::string> generations_of(const std::string& directory) {
  auto paths = generations(directory);
  std::ranges::sort(paths, {}, number_of);
  return {paths.begin(), paths.end()};
}

std::uint64_t generation_bytes(const std::string& path) {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(path, ignored)) {
    const auto size = entry.file_size(ignored);
    if (!ignored) bytes += size;
  }
  return bytes;
}

std::size_t remove_superseded(const std::string& directory) {
  const auto current = current_generation(directory);
  if (!current) return 0;
  auto paths = generations_of(directory);
  std::erase_if(paths, [&](const auto& path) { return number_of(path) >= number_of(*current); });
  if (!paths.empty()) paths.pop_back();
  for (const auto& path : paths) remove_generation(path);
  return paths.size();
}

void remove_generation(const std::string& path) {
  const fs::path generation(path);
  const auto removed =
      generation.parent_path() / fmt::format("{}{}", kRemoved, generation.filename().string());
  std::error_code failure;
  fs::rename(generation, removed, failure);
  if (failure || !sync_folder(generation.parent_path().string())) return;
  fs::remove_all(removed, failure);
}

std::expected<std::string, Error> rollback_generation(const std::string& directory) {
  const auto current = named_generation(directory);
  if (!current) return std::unexpected(current.error());
  auto paths = generations_of(directory);
  std::erase_if(paths, [&](const auto& path) { return number_of(path) >= number_of(*current); });
  if (paths.empty()) {
    return std::unexpected(make_error(ErrorCode::kNotFound,
                                      "{} has no generation before {} to go back to: index again",
                                      quoted(directory), fs::path(*current).filename().string()));
  }
  if (auto published = publish_generation(directory, paths.back()); !published)
    return std::unexpected(published.error());
  return paths.back();
}

std::expected<void, Error> sync_generation(const std::string& path) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(path, ignored)) {
    if (!sync_path(entry.path(), O_RDONLY)) return std::unexpected(io_error("synced", entry.path()));
  }
  return sync_folder(path);
}

std::expected<void, Error> publish_generation(const std::string& directory, const std::string& path) {
  if (auto synced = sync_generation(path); !synced) return synced;
  return make_current(directory, path);
}

std::expected<void, Error> make_current(const std::string& directory, const std::string& path) {
  const auto stub = fs::path(directory) / kStub;
  const auto draft = fs::path(directory) / fmt::format("{}.new", kStub);
  {
    std::ofstream file(draft, std::ios::trunc);
    file << kStubLine << fs::path(path).filename().string() << '\n';
    if (!file.flush()) return std::unexpected(io_error("written", draft));
  }
  if (!sync_path(draft, O_RDONLY)) return std::unexpected(io_error("synced", draft));
  if (::rename(draft.c_str(), stub.c_str()) != 0) return std::unexpected(io_error("renamed", draft));
  return sync_folder(directory);
}

std::expected<void, Error> sync_folder(const std::string& path) {
  if (!sync_path(path, O_RDONLY | O_DIRECTORY)) return std::unexpected(io_error("synced", path));
  return {};
}

}  // namespace dateline
