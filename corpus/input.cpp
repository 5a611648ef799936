#include "corpus/input.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kBlockBytes = 1 << 18;
/// As many as tell an archive from other members.
constexpr std::size_t kMagicBytes = 512;

/// Whether bytes that begin so are compressed or an archive.
bool is_packed(std::string_view head) {
  using namespace std::string_view_literals;
  for (const auto mark : {"\x1f\x8b"sv,
                          "\xFD"
                          "7zXZ\0"sv,
                          "\x28\xB5\x2F\xFD"sv, "PK\3\4"sv}) {
    if (head.starts_with(mark)) return true;
  }
  const bool bzip2 = head.starts_with("BZh") && head.size() > 9 && head.substr(4, 3) == "1AY";
  return bzip2 || (head.size() > 262 && head.substr(257, 5) == "ustar");
}

}  // namespace

/// A file, or a member of the layer above that is an archive.
struct Input::Layer {
  archive* handle = archive_read_new();
  int descriptor = -1;
  std::string path;
  Input* input = nullptr;  ///< of an inner layer
  archive* outer = nullptr;
  std::string head;   ///< of an inner layer: the bytes of the outer one that were looked at already
  std::string block;  ///< of an inner layer: those that libarchive works on

  explicit Layer(std::string named) : path(std::move(named)) {
    archive_read_support_filter_gzip(handle);
    archive_read_support_filter_xz(handle);
    archive_read_support_filter_zstd(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_format_zip(handle);
    archive_read_support_format_tar(handle);
    archive_read_support_format_raw(handle);
    archive_read_support_format_empty(handle);
  }
  ~Layer() {
    archive_read_free(handle);
    if (descriptor > STDIN_FILENO) ::close(descriptor);
  }
  Layer(const Layer&) = delete;
  Layer& operator=(const Layer&) = delete;

  Error failure(std::string_view of) const {
    return malformed("{} is not readable to its end: {}", quoted(of), archive_error_string(handle));
  }

  bool is_archive() const {
    const int format = archive_format(handle);
    return format != ARCHIVE_FORMAT_RAW && format != ARCHIVE_FORMAT_EMPTY;
  }

  /// Gives libarchive the next bytes of the outer layer's member.
  static la_ssize_t read(archive* handle, void* given, const void** bytes) {
    auto& layer = *static_cast<Layer*>(given);
    if (!layer.head.empty()) {
      layer.block = std::exchange(layer.head, {});
      *bytes = layer.block.data();
      return static_cast<la_ssize_t>(layer.block.size());
    }
    layer.block.resize(kBlockBytes);
    const auto got = archive_read_data(layer.outer, layer.block.data(), kBlockBytes);
    *bytes = layer.block.data();
    if (got < 0) archive_set_error(handle, EINVAL, "%s", archive_error_string(layer.outer));
    if (got > 0) layer.input->expanded_bytes_ += static_cast<std::uint64_t>(got);
    if (got <= 0 || !layer.input->is_bomb()) return got < 0 ? ARCHIVE_FATAL : got;
    archive_set_error(handle, EINVAL, "it expands too far");
    return ARCHIVE_FATAL;
  }
};

Input::Input(std::unique_ptr<Layer> file) { layers_.push_back(std::move(file)); }
Input::~Input() {
  while (!layers_.empty()) layers_.pop_back();  // the inner ones read from the outer ones
}

std::expected<std::unique_ptr<Input>, Error> Input::open(const std::string& path) {
  auto file = std::make_unique<Layer>(path);
  file->descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file->descriptor < 0) {
    return std::unexpected(
        make_error(ErrorCode::kIo, "{} is not readable: {}", quoted(path), std::strerror(errno)));
  }
  if (archive_read_open_fd(file->handle, file->descriptor, kBlockBytes) != ARCHIVE_OK) {
    return std::unexpected(file->failure(path));
  }
  return std::unique_ptr<Input>(new Input(std::move(file)));
}

std::expected<std::unique_ptr<Input>, Error> Input::open_bytes(std::string_view bytes, std::string path) {
  auto file = std::make_unique<Layer>(std::move(path));
  if (archive_read_open_memory(file->handle, bytes.data(), bytes.size()) != ARCHIVE_OK)
    return std::unexpected(file->failure(file->path));
  return std::unique_ptr<Input>(new Input(std::move(file)));
}

std::expected<bool, Error> Input::next_member() {
  while (!given_up_) {
    buffer_.clear();
    at_ = 0;
    line_ = 1;
    at_end_ = false;
    failure_.reset();
    auto& layer = *layers_.back();
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(layer.handle, &entry);
    const bool is_inner = layers_.size() > 1;
    if (status == ARCHIVE_FATAL) {
      const auto failure = is_bomb() ? bomb() : layer.failure(layer.path);
      given_up_ = is_bomb();
      if (is_inner) layers_.pop_back();  // damage costs the inner archive, not the outer one
      return std::unexpected(failure);
    }
    if (status == ARCHIVE_EOF && !is_inner) return false;
    if (status == ARCHIVE_EOF) {
      layers_.pop_back();
      continue;
    }
    if (layer.is_archive() && archive_entry_filetype(entry) != AE_IFREG) continue;
    const char* member = archive_entry_pathname_utf8(entry);
    path_ = layer.is_archive() ? layer.path + "!/" + (member != nullptr ? member : "?") : layer.path;
    if (!layer.is_archive() || !is_packed(peek(kMagicBytes)) || !open_inner()) return true;
  }
  return false;
}

/// Makes the current member, of which the beginning is in the buffer, a layer of its own. False if it stays a
/// member: it nests too deep, or is none of the archives that its first bytes promise.
bool Input::open_inner() {
  if (layers_.size() >= kMaxNesting) {
    failure_ = make_error(ErrorCode::kLimit, "archives nest deeper than {}: unpack it first", kMaxNesting);
    at_end_ = true;
    buffer_.clear();
    return false;
  }
  auto inner = std::make_unique<Layer>(path_);
  inner->input = this;
  inner->outer = layers_.back()->handle;
  inner->head = std::move(buffer_);
  buffer_.clear();
  if (archive_read_open(inner->handle, inner.get(), nullptr, Layer::read, nullptr) != ARCHIVE_OK) {
    failure_ = inner->failure(path_);
    at_end_ = true;
    return false;
  }
  layers_.push_back(std::move(inner));
  return true;
}

/// Reads more into the buffer; false at the end.
bool Input::fill() {
  if (at_end_) return false;
  if (at_ > 0) buffer_.erase(0, at_), at_ = 0;
  const auto had = buffer_.size();
  buffer_.resize(had + kBlockBytes);
  auto& layer = *layers_.back();
  const auto got = archive_read_data(layer.handle, buffer_.data() + had, kBlockBytes);
  buffer_.resize(had + static_cast<std::size_t>(std::max<la_ssize_t>(got, 0)));
  if (got < 0) failure_ = layer.failure(path_);
  expanded_bytes_ += static_cast<std::uint64_t>(std::max<la_ssize_t>(got, 0));
  at_end_ = got <= 0;
  if (is_bomb()) {
    failure_ = bomb();
    at_end_ = given_up_ = true;
    buffer_.clear();
  }
  return !at_end_;
}

Error Input::bomb() const {
  return make_error(ErrorCode::kLimit, "{} expands to more than {} times its size: it is read no further",
                    quoted(layers_.front()->path), kMaxExpansion);
}

bool Input::is_bomb() const {
  return expanded_bytes_ > kMinBombBytes &&
         expanded_bytes_ / std::max<std::uint64_t>(bytes_taken(), 1) > kMaxExpansion;
}

std::uint64_t Input::bytes_taken() const {
  return static_cast<std::uint64_t>(
      std::max<la_int64_t>(archive_filter_bytes(layers_.front()->handle, -1), 0));
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
