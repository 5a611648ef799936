#include "indexer/table_checksums.h"

#include <libdeflate.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>

#include "indexer/bulk/version_file.h"
#include "indexer/section_file.h"

namespace dateline {
namespace {

constexpr const char* kName = "/checksums";
constexpr std::string_view kMagic = "dateline table checksums 1";
constexpr std::array kTables{"postlist.glass", "docdata.glass", "termlist.glass",
                             "position.glass", "synonym.glass", "spelling.glass"};
constexpr const char* kVersionFile = "iamglass";  ///< the section behind those of the tables
constexpr std::size_t kSections = kTables.size() + 1;
constexpr std::size_t kBlockBytes = 8192;
constexpr std::size_t kRevisionBytes = 4;  ///< the first of a block, big-endian
constexpr std::size_t kBlocksAtOnce = 128;

std::string table_of(const std::string& path, std::size_t section) {
  return fmt::format("{}/{}", path, section < kTables.size() ? kTables[section] : kVersionFile);
}

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
  std::error_code unknown;
  if (!in && !std::filesystem::exists(file, unknown) && !unknown) return blocks;
  std::string bytes(kBlocksAtOnce * kBlockBytes, '\0');
  do {
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    for (std::string_view rest(bytes.data(), static_cast<std::size_t>(in.gcount())); !rest.empty();
         rest.remove_prefix(std::min(rest.size(), kBlockBytes)))
      blocks.push_back(block_of(rest.substr(0, kBlockBytes)));
  } while (in);
  if (in.bad() || !in.is_open())
    return std::unexpected(make_error(ErrorCode::kIo, "{} cannot be read", quoted(file)));
  return blocks;
}

/// The revisions of the tables when their checksums were written, and of the last commit.
struct Revisions {
  std::uint64_t made = 0, current = 0;

  /// Whether Xapian may have written `block` since. What it began and did not end is of the next revision,
  /// and where a commit failed, what takes it back is of the one after that.
  bool are_before(const Block& block) const {
    constexpr std::uint64_t kUnfinished = 2;
    return block.revision > made && block.revision <= current + kUnfinished;
  }
};

/// The numbers, rising, of the blocks that were `made` and are neither that nor written since.
std::vector<std::size_t> changed_blocks(std::span<const std::uint32_t> made, const std::vector<Block>& now,
                                        const Revisions& revisions) {
  std::vector<std::size_t> numbers;
  for (std::size_t n = 0; n < made.size(); ++n) {
    if (n >= now.size() || (now[n].checksum != made[n] && !revisions.are_before(now[n])))
      numbers.push_back(n);
  }
  return numbers;
}

/// A generation and what its file says of it.
struct Compared {
  const std::string& path;
  const SectionFile& file;
  std::uint64_t opened;  ///< revision of the database

  /// As changed_blocks() of a table or the version file, which others may commit to meanwhile.
  std::expected<std::vector<std::size_t>, Error> changed(std::size_t section) const {
    const auto now = blocks_of(table_of(path, section));
    if (!now) return std::unexpected(now.error());
    // Asked behind the reading: a block that was read is of no later commit.
    const std::uint64_t current = glass::revision_of(path).value_or(0);
    Revisions revisions{.made = file.revision(), .current = std::max(opened, current)};
    if (section == kTables.size()) {
      if (revisions.current > revisions.made) return std::vector<std::size_t>{};
      revisions = {};
    }
    return changed_blocks(file.section<std::uint32_t>(section), *now, revisions);
  }

  /// How many blocks are damaged: those that seem so when they are read again, too, since one may be read
  /// while it is being written.
  std::expected<std::size_t, Error> count_damaged(std::size_t section) const {
    const auto first = changed(section);
    if (!first) return std::unexpected(first.error());
    if (first->empty()) return 0;
    const auto again = changed(section);
    if (!again) return std::unexpected(again.error());
    return std::ranges::count_if(*first, [&](auto n) { return std::ranges::binary_search(*again, n); });
  }
};

std::expected<SectionFile, Error> open_whole(const std::string& path, const Xapian::Database& database) {
  auto file = SectionFile::open(path + kName, kMagic, kSections, database);
  if (file && !file->damaged().empty())
    return std::unexpected(make_error(ErrorCode::kCorrupt, "{} is damaged", quoted(path + kName)));
  return file;
}

}  // namespace

std::expected<void, Error> write_table_checksums(const std::string& path, const Xapian::Database& database) {
  SectionWriter file(path + kName, kMagic, kSections);
  for (std::size_t n = 0; n < kSections; ++n) {
    const auto blocks = blocks_of(table_of(path, n));
    if (!blocks) return std::unexpected(blocks.error());
    std::vector<std::uint32_t> checksums;
    for (const auto& block : *blocks) checksums.push_back(block.checksum);
    file.section(n, checksums);
  }
  return file.finish(database);
}

bool has_table_checksums(const std::string& path, const Xapian::Database& database) {
  return open_whole(path, database).has_value();
}

std::expected<std::vector<std::string>, Error> damaged_tables(const std::string& path,
                                                              const Xapian::Database& database) {
  const auto file = open_whole(path, database);
  if (!file) return std::unexpected(file.error());
  const Compared compared{.path = path, .file = *file, .opened = database.get_revision()};
  std::vector<std::string> sentences;
  for (std::size_t n = 0; n < kSections; ++n) {
    const auto damaged = compared.count_damaged(n);
    if (!damaged) return std::unexpected(damaged.error());
    if (*damaged == 0) continue;
    sentences.push_back(fmt::format("{} is damaged in {} of {} blocks", quoted(table_of(path, n)), *damaged,
                                    file->section<std::uint32_t>(n).size()));
  }
  return sentences;
}

}  // namespace dateline
