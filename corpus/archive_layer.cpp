#include "corpus/archive_layer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::size_t kBlockBytes = 1 << 18;

/// The first bytes of a file, read without taking them; "" of a pipe.
std::string head_of(int descriptor) {
  std::array<char, 16> head{};
  const auto at = ::lseek(descriptor, 0, SEEK_CUR);
  const auto got = at < 0 ? 0 : ::pread(descriptor, head.data(), head.size(), at);
  return {head.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
}

/// `head` once, then what `rest` gives.
ByteSource chained(std::string head, ByteSource rest) {
  return [head = std::move(head), rest = std::move(rest),
          given = false]() mutable -> std::expected<std::string_view, std::string> {
    if (given || head.empty()) return rest();
    given = true;
    return head;
  };
}

/// What a descriptor gives, a block at a time.
ByteSource reading(int descriptor) {
  return [descriptor, block = std::string()]() mutable -> std::expected<std::string_view, std::string> {
    block.resize(kBlockBytes);
    ssize_t got = 0;
    do {
      got = ::read(descriptor, block.data(), block.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0) return std::unexpected(std::string(std::strerror(errno)));
    return std::string_view(block).substr(0, static_cast<std::size_t>(got));
  };
}

}  // namespace

ArchiveLayer::ArchiveLayer(std::string path) : handle_(archive_read_new()), path_(std::move(path)) {
  archive_read_support_filter_gzip(handle_);  // of gzip inside gzip
  archive_read_support_filter_xz(handle_);
  archive_read_support_filter_zstd(handle_);
  archive_read_support_filter_bzip2(handle_);
  archive_read_support_format_zip(handle_);
  archive_read_support_format_tar(handle_);
  archive_read_support_format_raw(handle_);
  archive_read_support_format_empty(handle_);
}

ArchiveLayer::~ArchiveLayer() {
  archive_read_free(handle_);
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

std::expected<std::unique_ptr<ArchiveLayer>, Error> ArchiveLayer::open_file(const std::string& path) {
  std::unique_ptr<ArchiveLayer> layer(new ArchiveLayer(path));
  const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return std::unexpected(
        make_error(ErrorCode::kIo, "{} is not readable: {}", quoted(path), std::strerror(errno)));
  }
  layer->descriptor_ = descriptor;
  if (GzipStream::is_gzip(head_of(descriptor))) return opened(std::move(layer), reading(descriptor), true);
  if (::lseek(descriptor, 0, SEEK_CUR) < 0) return opened_pipe(std::move(layer));
  if (archive_read_open_fd(layer->handle_, descriptor, kBlockBytes) != ARCHIVE_OK)
    return std::unexpected(layer->failure(path));  // by seeking, which zip's directory needs
  return layer;
}

std::expected<std::unique_ptr<ArchiveLayer>, Error> ArchiveLayer::opened_pipe(
    std::unique_ptr<ArchiveLayer> layer) {
  auto source = reading(layer->descriptor_);
  std::string head;
  while (head.size() < 4) {
    const auto more = source();
    if (!more)
      return std::unexpected(
          make_error(ErrorCode::kIo, "{} is not readable: {}", quoted(layer->path_), more.error()));
    if (more->empty()) break;
    head += *more;
  }
  const bool is_gzip = GzipStream::is_gzip(head);
  return opened(std::move(layer), chained(std::move(head), std::move(source)), is_gzip);
}

std::expected<std::unique_ptr<ArchiveLayer>, Error> ArchiveLayer::open_bytes(std::string_view bytes,
                                                                             std::string path) {
  std::unique_ptr<ArchiveLayer> layer(new ArchiveLayer(std::move(path)));
  if (GzipStream::is_gzip(bytes)) {
    return opened(std::move(layer), [bytes]() mutable { return std::exchange(bytes, {}); }, true);
  }
  if (archive_read_open_memory(layer->handle_, bytes.data(), bytes.size()) != ARCHIVE_OK)
    return std::unexpected(layer->failure(layer->path_));
  return layer;
}

std::expected<std::unique_ptr<ArchiveLayer>, Error> ArchiveLayer::open_stream(std::string head,
                                                                              ByteSource rest,
                                                                              std::string path) {
  const bool is_gzip = GzipStream::is_gzip(head);
  std::unique_ptr<ArchiveLayer> layer(new ArchiveLayer(std::move(path)));
  return opened(std::move(layer), chained(std::move(head), std::move(rest)), is_gzip);
}

/// `layer`, reading from `source`.
std::expected<std::unique_ptr<ArchiveLayer>, Error> ArchiveLayer::opened(std::unique_ptr<ArchiveLayer> layer,
                                                                         ByteSource source, bool is_gzip) {
  if (is_gzip) {
    layer->gzip_ = std::make_unique<GzipStream>(std::move(source));
    layer->source_ = [gzip = layer->gzip_.get()] { return gzip->next(); };
  } else {
    layer->source_ = std::move(source);
  }
  if (archive_read_open(layer->handle_, layer.get(), nullptr, read, nullptr) != ARCHIVE_OK)
    return std::unexpected(layer->failure(layer->path_));
  return layer;
}

/// Gives libarchive the next bytes. It drops what it holds when a source fails: it is told of an end instead.
la_ssize_t ArchiveLayer::read(archive*, void* self, const void** bytes) {
  auto& layer = *static_cast<ArchiveLayer*>(self);
  const auto given = layer.cut_ ? std::string_view() : layer.source_();
  if (!given) {
    layer.cut_ = given.error();
    return 0;
  }
  *bytes = given->data();
  return static_cast<la_ssize_t>(given->size());
}

Error ArchiveLayer::failure(std::string_view of) {
  is_told_ = true;
  const char* why = cut_ ? cut_->c_str() : archive_error_string(handle_);
  return malformed("{} is not readable to its end: {}", quoted(of),
                   visible(trimmed(why != nullptr ? why : "it is damaged")));
}

bool ArchiveLayer::is_archive() const {
  const int format = archive_format(handle_);
  return format != ARCHIVE_FORMAT_RAW && format != ARCHIVE_FORMAT_EMPTY;
}

std::vector<std::string> ArchiveLayer::take_damages() {
  return gzip_ ? gzip_->take_damages() : std::vector<std::string>();
}

std::uint64_t ArchiveLayer::bytes_taken() const {
  if (gzip_) return gzip_->bytes_taken();
  return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(handle_, -1), 0));
}

}  // namespace dateline
