#include "corpus/input.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <utility>

#include "corpus/archive_layer.h"

namespace dateline {
namespace {

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

/// The next bytes of the current member, empty at its end; nothing where it is damaged. (archive_read_data
/// would drop what it has read when damage follows.)
std::optional<std::string_view> next_block(archive* from) {
  const void* bytes = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  int status = ARCHIVE_OK;
  while (status == ARCHIVE_OK && size == 0) status = archive_read_data_block(from, &bytes, &size, &offset);
  if (status == ARCHIVE_EOF) return std::string_view{};
  if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return std::nullopt;
  return std::string_view(static_cast<const char*>(bytes), size);
}

}  // namespace

Input::Input(std::unique_ptr<ArchiveLayer> file) { layers_.push_back(std::move(file)); }
Input::~Input() {
  while (!layers_.empty()) layers_.pop_back();  // the inner ones read from the outer ones
}

std::expected<std::unique_ptr<Input>, Error> Input::open(const std::string& path) {
  auto file = ArchiveLayer::open_file(path);
  if (!file) return std::unexpected(file.error());
  return std::unique_ptr<Input>(new Input(std::move(*file)));
}

std::expected<std::unique_ptr<Input>, Error> Input::open_bytes(std::string_view bytes, std::string path) {
  auto file = ArchiveLayer::open_bytes(bytes, std::move(path));
  if (!file) return std::unexpected(file.error());
  return std::unique_ptr<Input>(new Input(std::move(*file)));
}

std::expected<bool, Error> Input::next_member() {
  while (!given_up_) {
    buffer_.clear();
    at_ = 0;
    line_ = 1;
    at_beginning_ = true;
    at_end_ = false;
    failure_.reset();
    auto& layer = *layers_.back();
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(layer.handle(), &entry);
    const bool is_inner = layers_.size() > 1;
    if (status == ARCHIVE_FATAL || (status == ARCHIVE_EOF && layer.is_cut())) {
      const auto failure = is_bomb() ? bomb() : layer.failure(layer.path());
      given_up_ = is_bomb() || !is_inner;
      if (is_inner) close_inner();  // damage costs the inner archive, not the outer one
      return std::unexpected(failure);
    }
    if (status == ARCHIVE_EOF && !is_inner) return false;
    if (status == ARCHIVE_EOF) {
      close_inner();
      continue;
    }
    if (layer.is_archive() && archive_entry_filetype(entry) != AE_IFREG) continue;
    const char* member = archive_entry_pathname_utf8(entry);
    path_ = layer.is_archive() ? layer.path() + "!/" + (member != nullptr ? member : "?") : layer.path();
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
  auto rest = [this, outer = layers_.back().get()] { return read_outer(*outer); };
  auto inner = ArchiveLayer::open_stream(std::exchange(buffer_, {}), std::move(rest), path_);
  if (!inner) {
    failure_ = inner.error();
    at_end_ = true;
    return false;
  }
  layers_.push_back(std::move(*inner));
  return true;
}

/// The next bytes of the member of `outer` that is opened as a layer.
std::expected<std::string_view, std::string> Input::read_outer(ArchiveLayer& outer) {
  const auto block = next_block(outer.handle());
  if (!block) return std::unexpected(std::string(archive_error_string(outer.handle())));
  expanded_bytes_ += block->size();
  if (is_bomb()) return std::unexpected(std::string("it expands too far"));
  return *block;
}

void Input::close_inner() {
  for (auto& damage : layers_.back()->take_damages())
    damages_.emplace_back(layers_.back()->path(), malformed("{}", damage));
  layers_.pop_back();
}

std::vector<std::pair<std::string, Error>> Input::take_damages() {
  for (const auto& layer : layers_) {
    for (auto& damage : layer->take_damages()) damages_.emplace_back(layer->path(), malformed("{}", damage));
  }
  return std::exchange(damages_, {});
}

/// Reads more into the buffer; false at the end.
bool Input::fill() {
  if (at_end_) return false;
  if (at_ > 0) buffer_.erase(0, at_), at_ = 0;
  auto& layer = *layers_.back();
  const auto block = next_block(layer.handle());
  if (!block || (block->empty() && layer.is_cut())) failure_ = layer.failure(path_);
  if (block) append(*block);
  expanded_bytes_ += block ? block->size() : 0;
  at_end_ = !block || block->empty();
  if (is_bomb()) {
    failure_ = bomb();
    at_end_ = given_up_ = true;
    buffer_.clear();
  }
  return !at_end_;
}

void Input::append(std::string_view block) {
  if (std::exchange(at_beginning_, false)) utf16_ = Utf16Decoder::of(block);
  if (utf16_) {
    utf16_->append(buffer_, block);
  } else {
    buffer_ += block;
  }
}

Error Input::bomb() const {
  return make_error(ErrorCode::kLimit, "{} expands to more than {} times its size: it is read no further",
                    quoted(layers_.front()->path()), kMaxExpansion);
}

bool Input::is_bomb() const {
  return expanded_bytes_ > kMinBombBytes &&
         expanded_bytes_ / std::max<std::uint64_t>(bytes_taken(), 1) > kMaxExpansion;
}

std::uint64_t Input::bytes_taken() const { return layers_.front()->bytes_taken(); }

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
