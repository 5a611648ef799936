// The bytes of a source, one file or archive member after the other, decompressed, in bounded memory.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/error.h"
#include "corpus/utf16.h"

namespace dateline {

class ArchiveLayer;

/// A file or stream whose bytes come as they are asked for. Compression (gz, xz, zst, bz2) is undone; a zip
/// or tar archive gives its members one after the other. A member that is compressed or an archive itself is
/// opened in turn, kMaxNesting deep. UTF-16 with a byte order mark is given as UTF-8.
class Input {
 public:
  /// Opens a file, or "-" for stdin.
  /// Errors: kIo  it cannot be opened or read
  static std::expected<std::unique_ptr<Input>, Error> open(const std::string& path);
  /// The same of bytes in memory, which must outlive it.
  static std::expected<std::unique_ptr<Input>, Error> open_bytes(std::string_view bytes, std::string path);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// Goes to the next member, the first one included; false at the end. A plain file has one.
  /// Errors: kFormat  the archive or compressed stream is damaged; call again for what an outer one still
  /// holds
  std::expected<bool, Error> next_member();

  /// "file", "archive!/member" or "archive!/inner-archive!/member".
  const std::string& path() const { return path_; }

  /// At least `bytes` bytes from the current position, fewer only at the member's end; they stay unread. The
  /// view lives until the next call.
  std::string_view peek(std::size_t bytes);

  /// Takes `bytes` bytes that peek has shown.
  void skip(std::size_t bytes);

  /// The next line without its end (LF, CRLF); nothing at the end. A line longer than `limit` bytes is given
  /// cut, and `cut` is set; the rest of it is passed over.
  std::optional<std::string> read_line(std::size_t limit, bool& cut);

  /// Everything that is left, at most `limit` bytes; more sets `cut` and is passed over.
  std::string read_all(std::size_t limit, bool& cut);

  /// What was damaged since the last call without ending the reading: gzip members behind which another one
  /// follows. The path is that of the file or member which is packed.
  std::vector<std::pair<std::string, Error>> take_damages();

  /// Bytes taken from the file so far, before decompression.
  std::uint64_t bytes_taken() const;

  /// 1-based number of the line at the current position.
  std::uint64_t line() const { return line_; }

  /// What went wrong while reading this member, such as a truncated compressed stream; reading then ended
  /// early.
  const std::optional<Error>& failure() const { return failure_; }

 private:
  explicit Input(std::unique_ptr<ArchiveLayer> file);
  bool fill();
  void append(std::string_view block);
  bool open_inner();
  void close_inner();
  std::expected<std::string_view, std::string> read_outer(ArchiveLayer& outer);
  bool is_bomb() const;
  Error bomb() const;

  std::vector<std::unique_ptr<ArchiveLayer>>
      layers_;  ///< the file, and below each the archive that a member is
  std::string path_;
  std::vector<std::pair<std::string, Error>> damages_;  ///< of layers that are closed
  std::optional<Utf16Decoder> utf16_;                   ///< of the current member
  std::string buffer_;
  std::size_t at_ = 0;  ///< first unread byte of buffer_
  std::uint64_t line_ = 1;
  std::uint64_t expanded_bytes_ = 0;  ///< of all members of all layers so far
  bool at_beginning_ = true, at_end_ = false, given_up_ = false;
  std::optional<Error> failure_;
};

/// The most bytes that one record (a line, a page, a file of one article) may have.
inline constexpr std::size_t kMaxRecordBytes = 64 << 20;

/// A source that expands to more than kMaxExpansion times its compressed size is read no further once it has
/// given kMinBombBytes: text does not shrink that far, "zip bombs" do.
inline constexpr std::uint64_t kMaxExpansion = 200, kMinBombBytes = 256 << 20;

/// Archives and compressed members inside each other, the file itself included.
inline constexpr std::size_t kMaxNesting = 4;

}  // namespace dateline
