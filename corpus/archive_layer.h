// A file of any compression and archive format, or such a file inside another one, through libarchive.
#pragma once

#include <archive.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "corpus/gzip_stream.h"

namespace dateline {

/// One libarchive handle, opened. gzip is undone by GzipStream, which reads on behind damage; everything else
/// by libarchive, "raw" where there is no archive.
class ArchiveLayer {
 public:
  /// A file, or "-" for stdin.
  /// Errors: kIo  it cannot be opened; kFormat  its beginning is damaged
  static std::expected<std::unique_ptr<ArchiveLayer>, Error> open_file(const std::string& path);
  /// Bytes in memory, which must outlive it.
  static std::expected<std::unique_ptr<ArchiveLayer>, Error> open_bytes(std::string_view bytes,
                                                                        std::string path);
  /// The bytes of `head`, then those of `rest`.
  static std::expected<std::unique_ptr<ArchiveLayer>, Error> open_stream(std::string head, ByteSource rest,
                                                                         std::string path);
  ~ArchiveLayer();
  ArchiveLayer(const ArchiveLayer&) = delete;
  ArchiveLayer& operator=(const ArchiveLayer&) = delete;

  archive* handle() const { return handle_; }
  const std::string& path() const { return path_; }
  /// Whether it has members with names.
  bool is_archive() const;
  /// Why reading could not go on, told of `of`.
  Error failure(std::string_view of);
  /// Whether the source ended in a failure that nobody was told of yet.
  bool is_cut() const { return cut_ && !is_told_; }
  /// What was damaged since the last call, and passed over.
  std::vector<std::string> take_damages();
  /// Bytes taken of it, before decompression.
  std::uint64_t bytes_taken() const;

 private:
  using Opened = std::expected<std::unique_ptr<ArchiveLayer>, Error>;
  explicit ArchiveLayer(std::string path);
  static Opened opened(std::unique_ptr<ArchiveLayer> layer, ByteSource source, bool is_gzip);
  static Opened opened_pipe(std::unique_ptr<ArchiveLayer> layer);
  static la_ssize_t read(archive* handle, void* layer, const void** bytes);

  archive* handle_;
  std::string path_;
  int descriptor_ = -1;
  std::unique_ptr<GzipStream> gzip_;
  ByteSource source_;               ///< of what libarchive reads
  std::optional<std::string> cut_;  ///< why the source ended early
  bool is_told_ = false;
};

}  // namespace dateline
