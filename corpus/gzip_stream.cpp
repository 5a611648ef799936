#include "corpus/gzip_stream.h"

#include <fmt/core.h>
#include <zlib.h>

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kContentBytes = 1 << 18, kHeadBytes = 4;
/// Bytes of a member that are kept behind the point of reading: damage shows late, and the next member is
/// looked for in all of them.
constexpr std::size_t kKeptBytes = 1 << 20;

}  // namespace

struct GzipStream::Inflater {
  z_stream stream{};
  Inflater() { inflateInit2(&stream, 15 + 16); }  // 15: the largest window; 16: gzip
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

GzipStream::GzipStream(ByteSource source)
    : source_(std::move(source)),
      inflater_(std::make_unique<Inflater>()),
      content_(kContentBytes + 1, '\0') {}  // 1: the line feed behind damage
GzipStream::~GzipStream() = default;

bool GzipStream::is_gzip(std::string_view head) {
  return head.size() >= kHeadBytes && head.starts_with("\x1f\x8b\x08") && (head[3] & 0xE0) == 0;
}

/// Adds bytes of the source to packed_; false at its end.
std::expected<bool, std::string> GzipStream::fill() {
  if (at_ > kKeptBytes) {
    const auto drop = at_ - kKeptBytes;
    packed_.erase(0, drop);
    packed_begin_ += drop;
    at_ -= drop;
  }
  const auto more = source_();
  if (!more) return std::unexpected(more.error());
  packed_ += *more;
  return !more->empty();
}

/// Goes to the beginning of the next member; false at the end. Zeros between members are padding.
std::expected<bool, std::string> GzipStream::begin_member() {
  for (;;) {
    at_ = std::min(packed_.find_first_not_of('\0', at_), packed_.size());
    if (packed_.size() - at_ >= kHeadBytes) break;
    const auto more = fill();
    if (!more) return std::unexpected(more.error());
    if (*more) continue;
    if (at_ == packed_.size()) return false;
    break;
  }
  member_begin_ = position();
  in_member_ = true;
  inflateReset(&inflater_->stream);
  if (is_gzip(std::string_view(packed_).substr(at_))) return true;
  if (auto found = go_on_behind("begins with other bytes"); !found) return std::unexpected(found.error());
  return true;
}

/// Looks for the member behind the beginning of the one that is damaged.
std::expected<void, std::string> GzipStream::go_on_behind(const std::string& damage) {
  const auto where = member_begin_;
  at_ = static_cast<std::size_t>(std::max(member_begin_ + 1, packed_begin_) - packed_begin_);
  for (;;) {
    const auto found = packed_.find("\x1f\x8b\x08", at_);
    at_ =
        found == std::string::npos ? packed_.size() - std::min<std::size_t>(packed_.size() - at_, 3) : found;
    if (packed_.size() - at_ >= kHeadBytes && found != std::string::npos) {
      if (is_gzip(std::string_view(packed_).substr(at_))) break;
      ++at_;
      continue;
    }
    const auto more = fill();
    if (!more) return std::unexpected(more.error());
    if (!*more) return std::unexpected(fmt::format("the gzip member at byte {} {}", where, damage));
  }
  member_begin_ = position();
  inflateReset(&inflater_->stream);
  damages_.push_back(
      fmt::format("the gzip member at byte {} {}; reading goes on at byte {}", where, damage, member_begin_));
  return {};
}

/// What to give after `got` bytes of content of a member that is damaged.
std::string_view GzipStream::close_damaged(std::size_t got, const std::string& damage) {
  content_[got++] = '\n';
  if (auto found = go_on_behind("is damaged: " + damage); !found) failure_ = found.error();
  return std::string_view(content_).substr(0, got);
}

std::expected<std::string_view, std::string> GzipStream::next() {
  if (failure_) return std::unexpected(*failure_);
  auto& stream = inflater_->stream;
  for (;;) {
    const auto more = in_member_ ? at_ < packed_.size() ? true : fill() : begin_member();
    if (!more) return std::unexpected(more.error());
    if (!*more && in_member_)
      return std::unexpected(fmt::format("it ends inside the gzip member at byte {}", member_begin_));
    if (!*more) return std::string_view{};
    stream.next_in = reinterpret_cast<Bytef*>(packed_.data() + at_);
    stream.avail_in = static_cast<uInt>(packed_.size() - at_);
    stream.next_out = reinterpret_cast<Bytef*>(content_.data());
    stream.avail_out = static_cast<uInt>(kContentBytes);
    const int status = inflate(&stream, Z_NO_FLUSH);
    at_ = packed_.size() - stream.avail_in;
    const auto got = kContentBytes - stream.avail_out;
    if (status != Z_OK && status != Z_BUF_ERROR && status != Z_STREAM_END)
      return close_damaged(got, stream.msg != nullptr ? stream.msg : "no deflate stream");
    in_member_ = status != Z_STREAM_END;
    if (got > 0) return std::string_view(content_).substr(0, got);
  }
}

}  // namespace dateline
