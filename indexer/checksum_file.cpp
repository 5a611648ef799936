#include "indexer/checksum_file.h"

#include <libdeflate.h>

namespace dateline {
namespace {

constexpr std::string_view kMagic = "dateline table checksums 1";

}  // namespace

std::uint32_t checksum_of(std::string_view block) { return libdeflate_crc32(0, block.data(), block.size()); }

std::uint32_t revision_of(std::string_view block) {
  constexpr std::size_t kRevisionBytes = 4;  // big-endian
  std::uint32_t revision = 0;
  for (const char byte : block.substr(0, kRevisionBytes))
    revision = revision << 8 | static_cast<unsigned char>(byte);
  return revision;
}

std::expected<ChecksumFile, Error> ChecksumFile::open(const std::string& path, std::string_view uuid) {
  const auto name = path + "/" + kChecksums;
  auto file = SectionFile::open(name, kMagic, kTableFiles.size(), uuid);
  if (!file) return std::unexpected(file.error());
  if (!file->damaged().empty())
    return std::unexpected(make_error(ErrorCode::kCorrupt, "{} is damaged", quoted(name)));
  return ChecksumFile(std::move(*file));
}

SectionWriter ChecksumFile::draft(const std::string& path) {
  return {path + "/" + kChecksums, kMagic, kTableFiles.size()};
}

}  // namespace dateline
