// The file of checksums beside Xapian's tables, which have none of their own: it says what each of their
// blocks was when it was made. Blocks have 8,192 bytes, as all our programs make them; of tables with others
// (xapian-compact -b), blocks that were changed since would be taken for damaged.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "corpus/base/error.h"
#include "indexer/section_file.h"

namespace dateline {

/// What the sections are of: the tables, and behind them the version file.
inline constexpr std::array kTableFiles{"postlist.glass", "docdata.glass", "termlist.glass",
                                        "position.glass", "synonym.glass", "spelling.glass",
                                        "iamglass"};
inline constexpr std::size_t kVersionSection = kTableFiles.size() - 1;
inline constexpr std::size_t kBlockBytes = 8192;

inline constexpr const char* kChecksums = "checksums";  ///< the name of the file

/// The CRC-32 of a block, and the revision that wrote it, by its first bytes.
std::uint32_t checksum_of(std::string_view block);
std::uint32_t revision_of(std::string_view block);

/// That file, mapped.
class ChecksumFile {
 public:
  /// Opens that of the generation at `path`, whose database has this uuid, and reads it once.
  /// Errors: as SectionFile::open; kCorrupt also where it is damaged behind its header
  static std::expected<ChecksumFile, Error> open(const std::string& path, std::string_view uuid);

  /// Begins it anew, for the checksums of a section each.
  static SectionWriter draft(const std::string& path);

  std::uint64_t revision() const { return file_.revision(); }  ///< that it was made of

  /// The checksums of the blocks of a section, in order.
  std::span<const std::uint32_t> blocks(std::size_t section) const {
    return file_.section<std::uint32_t>(section);
  }

 private:
  explicit ChecksumFile(SectionFile file) : file_(std::move(file)) {}
  SectionFile file_;
};

}  // namespace dateline
