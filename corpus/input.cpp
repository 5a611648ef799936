#include "corpus/input.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace dateline {
namespace {

constexpr std::size_t kBlockBytes = 1 << 18;

}  // namespace

struct Input::Archive {
  archive* handle = archive_read_new();
  int descriptor = -1;

  Archive() {
    archive_read_support_filter_gzip(handle);
    archive_read_support_filter_xz(handle);
    archive_read_support_filter_zstd(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_format_zip(handle);
    archive_read_support_format_tar(handle);
    archive_read_support_format_raw(handle);
    archive_read_support_format_empty(handle);
  }
  ~Archive() {
    archive_read_free(handle);
    if (descriptor > STDIN_FILENO) ::close(descriptor);
  }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  Error failure(std::string_view path) const {
    return malformed("{} is not readable to its end: {}", quoted(path), archive_error_string(handle));
  }
};

Input::Input(std::unique_ptr<Archive> archive, std::string path)
    : archive_(std::move(archive)), source_(std::move(path)) {}
Input::~Input() = default;

std::expected<std::unique_ptr<Input>, Error> Input::open(const std::string& path) {
  auto archive = std::make_unique<Archive>();
  archive->descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (archive->descriptor < 0) {
    return std::unexpected(
        make_error(ErrorCode::kIo, "{} is not readable: {}", quoted(path), std::strerror(errno)));
  }
  if (archive_read_open_fd(archive->handle, archive->descriptor, kBlockBytes) != ARCHIVE_OK) {
    return std::unexpected(archive->failure(path));
  }
  return std::unique_ptr<Input>(new Input(std::move(archive), path));
}

std::expected<std::unique_ptr<Input>, Error> Input::open_bytes(std::string_view bytes, std::string path) {
  auto archive = std::make_unique<Archive>();
  if (archive_read_open_memory(archive->handle, bytes.data(), bytes.size()) != ARCHIVE_OK)
    return std::unexpected(archive->failure(path));
  return std::unique_ptr<Input>(new Input(std::move(archive), std::move(path)));
}

std::expected<bool, Error> Input::next_member() {
  if (given_up_) return false;
  buffer_.clear();
  at_ = 0;
  line_ = 1;
  at_end_ = false;
  failure_.reset();
  for (;;) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(archive_->handle, &entry);
    if (status == ARCHIVE_EOF) return false;
    if (status == ARCHIVE_FATAL) return std::unexpected(archive_->failure(source_));
    const bool is_archive = archive_format(archive_->handle) != ARCHIVE_FORMAT_RAW &&
                            archive_format(archive_->handle) != ARCHIVE_FORMAT_EMPTY;
    if (is_archive && archive_entry_filetype(entry) != AE_IFREG) continue;
    const char* member = archive_entry_pathname_utf8(entry);
    path_ = is_archive ? source_ + "!/" + (member != nullptr ? member : "?") : source_;
    return true;
  }
}

/// Reads more into the buffer; false at the end.
bool Input::fill() {
  if (at_end_) return false;
  if (at_ > 0) buffer_.erase(0, at_), at_ = 0;
  const auto had = buffer_.size();
  buffer_.resize(had + kBlockBytes);
  const auto got = archive_read_data(archive_->handle, buffer_.data() + had, kBlockBytes);
  buffer_.resize(had + static_cast<std::size_t>(std::max<la_ssize_t>(got, 0)));
  if (got < 0) failure_ = archive_->failure(path_);
  expanded_bytes_ += static_cast<std::uint64_t>(std::max<la_ssize_t>(got, 0));
  at_end_ = got <= 0;
  if (!at_end_ && is_bomb()) {
    failure_ =
        make_error(ErrorCode::kLimit, "{} expands to more than {} times its size: it is read no further",
                   quoted(source_), kMaxExpansion);
    at_end_ = given_up_ = true;
    buffer_.clear();
  }
  return !at_end_;
}

bool Input::is_bomb() const {
  const auto read =
      static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(archive_->handle, -1), 1));
  return expanded_bytes_ > kMinBombBytes && expanded_bytes_ / read > kMaxExpansion;
}

std::uint64_t Input::bytes_taken() const {
  return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(archive_->handle, -1), 0));
}

std::string_view Input::peek(std::size_t bytes) {
  while (buffer_.size() - at_ < bytes && fill()) {
  }
  return std::string_view(buffer_).substr(at_);
}

void Input::skip(std::size_t bytes) {
  const auto taken = std::string_view(buffer_).substr(at_, bytes);
  line_ += static_cast<std::uint64_t>(std::ranges::count(taken, '\n'));
  at_ += taken.size();
}

std::optional<std::string> Input::read_line(std::size_t limit, bool& cut) {
  std::string line;
  cut = false;
  for (bool any = false;; any = true) {
    const auto ahead = peek(1);
    if (ahead.empty()) return any ? std::optional(std::move(line)) : std::nullopt;
    const auto end = ahead.find('\n');
    const auto part = ahead.substr(0, end);
    cut |= line.size() + part.size() > limit;
    if (line.size() < limit) line.append(part.substr(0, limit - line.size()));
    skip(end == std::string_view::npos ? part.size() : end + 1);
    if (end == std::string_view::npos) continue;
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }
}

std::string Input::read_all(std::size_t limit, bool& cut) {
  std::string all;
  cut = false;
  for (auto ahead = peek(1); !ahead.empty(); ahead = peek(1)) {
    const auto size = ahead.size();
    cut |= all.size() + size > limit;
    if (all.size() < limit) all.append(ahead.substr(0, limit - all.size()));
    skip(size);
  }
  return all;
}

}  // namespace dateline
