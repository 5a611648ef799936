// gzip, member after member as crawls are packed, undone in bounded memory; damage costs the member it is in.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// The next bytes of a source, which stay valid until the next call; empty at the end; or why they cannot be
/// read.
using ByteSource = std::function<std::expected<std::string_view, std::string>()>;

/// The content of a source of gzip members. Checksums are verified. Where a member is damaged and another one
/// follows, what was read of it stays, a line feed closes it, and reading goes on at the one that follows.
class GzipStream {
 public:
  explicit GzipStream(ByteSource source);
  ~GzipStream();

  /// Whether bytes that begin so are gzip.
  static bool is_gzip(std::string_view head);

  /// The next bytes of content, valid until the next call; empty at the end.
  /// Errors: the source ends inside a member, or is damaged and no member follows; those of the source
  std::expected<std::string_view, std::string> next();

  /// What was damaged since the last call and reading went on behind.
  std::vector<std::string> take_damages() { return std::exchange(damages_, {}); }

  /// Bytes taken from the source.
  std::uint64_t bytes_taken() const { return packed_begin_ + packed_.size(); }

 private:
  struct Inflater;
  std::expected<bool, std::string> fill();
  std::expected<bool, std::string> begin_member();
  std::expected<void, std::string> go_on_behind(const std::string& damage);
  std::string_view close_damaged(std::size_t got, const std::string& damage);
  std::uint64_t position() const { return packed_begin_ + at_; }

  ByteSource source_;
  std::unique_ptr<Inflater> inflater_;
  std::string packed_;              ///< bytes of the source: some that were read, and those that were not yet
  std::uint64_t packed_begin_ = 0;  ///< where in the source they begin
  std::size_t at_ = 0;              ///< first unread byte of packed_
  std::uint64_t member_begin_ = 0;  ///< where in the source the current member begins
  bool in_member_ = false;
  std::string content_;
  std::optional<std::string> failure_;
  std::vector<std::string> damages_;
};

}  // namespace dateline
