#include "indexer/table_checksums.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>

#include "indexer/bulk/version_file.h"
#include "indexer/checksum_file.h"

namespace dateline {
namespace {

constexpr std::size_t kBlocksAtOnce = 128;
constexpr std::uint32_t kMostFailed = 16;  ///< revisions in a row that commits took which failed

std::string file_of(const std::string& path, std::size_t section) {
  return fmt::format("{}/{}", path, kTableFiles[section]);
}

/// A block as it is in the file.
struct Block {
  std::uint32_t checksum = 0;
  std::uint32_t revision = 0;
};

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
         rest.remove_prefix(std::min(rest.size(), kBlockBytes))) {
      const auto block = rest.substr(0, kBlockBytes);
      blocks.push_back({checksum_of(block), revision_of(block)});
    }
  } while (in);
  if (in.bad() || !in.is_open())
    return std::unexpected(make_error(ErrorCode::kIo, "{} cannot be read", quoted(file)));
  return blocks;
}

/// The revisions of the tables when their checksums were written, and of the last commit.
struct Revisions {
  std::uint64_t made = 0, current = 0;

  /// Whether Xapian may have written `block` since.
  bool are_before(const Block& block) const {
    return block.revision > made && block.revision <= current + glass::kUnfinishedRevisions;
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

/// The bytes of a file; none where it cannot be read.
std::string content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The revision of a table's root block, if it is one.
std::optional<std::uint32_t> revision_of_root(const std::string& file, const glass::Version::Root& root) {
  constexpr std::size_t kLevelAt = 4;
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(root.block) * static_cast<std::streamoff>(kBlockBytes));
  std::string bytes(kBlockBytes, '\0');
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return std::nullopt;
  if (static_cast<unsigned char>(bytes[kLevelAt]) != root.level) return std::nullopt;
  return revision_of(bytes);
}

/// The revision of the last commit that wrote a root that `version` names; nothing where a root is none.
std::optional<std::uint32_t> last_commit_of(const std::string& path, const glass::Version& version) {
  std::uint32_t last = 0;
  for (std::size_t n = 0; n < version.roots.size(); ++n) {
    if (version.roots[n].is_empty) continue;
    const auto revision = revision_of_root(path + "/" + glass::kRootTables[n], version.roots[n]);
    if (!revision) return std::nullopt;
    last = std::max(last, *revision);
  }
  return last;
}

/// A generation and what its file says of it.
struct Compared {
  const std::string& path;
  const ChecksumFile& file;
  std::uint64_t opened;  ///< revision of the database

  /// As changed_blocks() of a table, whose blocks, which others may commit to meanwhile, were just read.
  std::vector<std::size_t> changed(std::size_t section, const std::vector<Block>& now) const {
    // Asked behind the reading: a block that was read is of no later commit.
    const std::uint64_t current = glass::revision_of(path).value_or(0);
    return changed_blocks(file.blocks(section), now,
                          {.made = file.revision(), .current = std::max(opened, current)});
  }

  /// Whether the version file is neither what it was nor what commits made of it.
  bool is_version_damaged() const {
    const auto name = file_of(path, kVersionSection);
    const auto bytes = content_of(name);
    const auto version = glass::parse_version_file(bytes);
    if (!version || version->revision < file.revision()) return true;
    const auto made = file.blocks(kVersionSection);
    if (version->revision == file.revision()) return made.empty() || checksum_of(bytes) != made[0];
    const auto last = last_commit_of(path, *version);
    if (content_of(name) != bytes) return false;  // a commit came meanwhile
    return !last || *last > version->revision || version->revision - *last > kMostFailed;
  }

  /// How many blocks of a section, which were just read, are damaged: those that seem so when they are read
  /// again, too, since one may be read while it is being written.
  std::expected<std::size_t, Error> count_damaged(std::size_t section, const std::vector<Block>& now) const {
    if (section == kVersionSection) return is_version_damaged() ? 1 : 0;
    const auto first = changed(section, now);
    if (first.empty()) return 0;
    const auto read = blocks_of(file_of(path, section));
    if (!read) return std::unexpected(read.error());
    const auto again = changed(section, *read);
    return std::ranges::count_if(first, [&](auto n) { return std::ranges::binary_search(again, n); });
  }
};

std::string damage_in(const std::string& path, std::size_t section, std::size_t damaged, std::size_t blocks) {
  return fmt::format(
      "{} is damaged in {} of {} blocks: go back with --rollback, or load the articles into a new index",
      quoted(file_of(path, section)), damaged, blocks);
}

}  // namespace

std::expected<void, Error> write_table_checksums(const std::string& path, const Xapian::Database& database) {
  const auto before = ChecksumFile::open(path, database.get_uuid());
  auto file = ChecksumFile::draft(path);
  for (std::size_t n = 0; n < kTableFiles.size(); ++n) {
    const auto blocks = blocks_of(file_of(path, n));
    if (!blocks) return std::unexpected(blocks.error());
    if (before) {
      const Compared compared{.path = path, .file = *before, .opened = database.get_revision()};
      const auto damaged = compared.count_damaged(n, *blocks);
      if (!damaged) return std::unexpected(damaged.error());
      if (*damaged > 0) {
        return std::unexpected(
            make_error(ErrorCode::kCorrupt, "{}", damage_in(path, n, *damaged, before->blocks(n).size())));
      }
    }
    std::vector<std::uint32_t> checksums;
    for (const auto& block : *blocks) checksums.push_back(block.checksum);
    file.section(n, checksums);
  }
  return file.finish(database);
}

bool has_table_checksums(const std::string& path, const Xapian::Database& database) {
  return ChecksumFile::open(path, database.get_uuid()).has_value();
}

std::expected<std::vector<std::string>, Error> damaged_tables(const std::string& path,
                                                              const Xapian::Database& database) {
  const auto file = ChecksumFile::open(path, database.get_uuid());
  if (!file) return std::unexpected(file.error());
  const Compared compared{.path = path, .file = *file, .opened = database.get_revision()};
  std::vector<std::string> sentences;
  for (std::size_t n = 0; n < kTableFiles.size(); ++n) {
    const auto blocks = blocks_of(file_of(path, n));
    if (!blocks) return std::unexpected(blocks.error());
    const auto damaged = compared.count_damaged(n, *blocks);
    if (!damaged) return std::unexpected(damaged.error());
    if (*damaged > 0) sentences.push_back(damage_in(path, n, *damaged, file->blocks(n).size()));
  }
  return sentences;
}

}  // namespace dateline
