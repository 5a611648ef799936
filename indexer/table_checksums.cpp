#include "indexer/table_checksums.h"

#include <libdeflate.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <span>

#include "indexer/section_file.h"

namespace dateline {
namespace {

constexpr std::string_view kMagic = "dateline table checksums 1";
constexpr std::array kTables{"postlist.glass", "docdata.glass", "termlist.glass",
                             "position.glass", "synonym.glass", "spelling.glass"};
constexpr const char* kVersionFile = "iamglass";  ///< the section behind those of the tables
constexpr std::size_t kSections = kTables.size() + 1;
constexpr std::size_t kBlockBytes = 8192;
constexpr std::size_t kRevisionBytes = 4;  ///< the first of a block, big-endian
constexpr std::size_t kBlocksAtOnce = 128;

std::string file_of(const std::string& path) { return path + "/" + std::string(kTableChecksums); }

/// A block as it is in the file.
struct Block {
  std::uint32_t checksum = 0;
  std::uint32_t revision = 0;
};

Block block_of(std::string_view bytes) {
  Block block{.checksum = libdeflate_crc32(0, bytes.data(), bytes.size())};
  for (const char byte : bytes.substr(0, kRevisionBytes))
    block.revision = block.revision << 8 | static_cast<unsigned char>(byte);
  return block;
}

/// The blocks of a file; none where there is no such file.
std::expected<std::vector<Block>, Error> blocks_of(const std::string& file) {
  std::vector<Block> blocks;
  std::ifstream in(file, std::ios::binary);
  if (!in) return blocks;
  std::string bytes(kBlocksAtOnce * kBlockBytes, '\0');
  do {
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    for (std::string_view rest(bytes.data(), static_cast<std::size_t>(in.gcount())); !rest.empty();
         rest.remove_prefix(std::min(rest.size(), kBlockBytes)))
      blocks.push_back(block_of(rest.substr(0, kBlockBytes)));
  } while (in);
  if (in.bad()) return std::unexpected(make_error(ErrorCode::kIo, "{} cannot be read", quoted(file)));
  return blocks;
}

/// The revisions of the tables when their checksums were written, and of the last commit.
struct Revisions {
  std::uint64_t made = 0, current = 0;

  /// Whether Xapian may have written `block` since. What it began and did not end is of the next revision,
  /// and each commit that failed takes one more.
  bool are_before(const Block& block) const {
    constexpr std::uint64_t kMostFailed = 100;
    return block.revision > made && block.revision <= current + kMostFailed;
  }
};

/// How many of the blocks that were `made` are neither that nor written since.
std::size_t count_damaged(std::span<const std::uint32_t> made, const std::vector<Block>& now,
                          const Revisions& revisions) {
  std::size_t damaged = made.size() - std::min(made.size(), now.size());
  for (std::size_t n = 0; n < std::min(made.size(), now.size()); ++n)
    damaged += now[n].checksum != made[n] && !revisions.are_before(now[n]);
  return damaged;
}

}  // namespace

std::expected<void, Error> write_table_checksums(const std::string& path, const Xapian::Database& database) {
  SectionWriter file(file_of(path), kMagic, kSections);
  for (std::size_t n = 0; n < kSections; ++n) {
    const auto blocks = blocks_of(path + "/" + (n < kTables.size() ? kTables[n] : kVersionFile));
    if (!blocks) return std::unexpected(blocks.error());
    std::vector<std::uint32_t> checksums;
    for (const auto& block : *blocks) checksums.push_back(block.checksum);
    file.section(n, checksums);
  }
  return file.finish(database);
}

std::expected<std::vector<std::string>, Error> damaged_tables(const std::string& path,
                                                              const Xapian::Database& database) {
  const auto file = SectionFile::open(file_of(path), kMagic, kSections, database);
  if (!file) return std::unexpected(file.error());
  if (!file->damaged().empty())
    return std::unexpected(make_error(ErrorCode::kCorrupt, "{} is damaged", quoted(file_of(path))));
  const Revisions revisions{.made = file->revision(), .current = database.get_revision()};
  std::vector<std::string> sentences;
  for (std::size_t n = 0; n < kSections; ++n) {
    const bool is_table = n < kTables.size();
    if (!is_table && revisions.current != revisions.made) continue;
    const auto name = path + "/" + (is_table ? kTables[n] : kVersionFile);
    const auto made = file->section<std::uint32_t>(n);
    const auto now = blocks_of(name);
    if (!now) return std::unexpected(now.error());
    const auto damaged = count_damaged(made, *now, is_table ? revisions : Revisions{});
    if (damaged == 0) continue;
    sentences.push_back(fmt::format("{} is damaged in {} of {} blocks", quoted(name), damaged, made.size()));
  }
  return sentences;
}

}  // namespace dateline
