#include "indexer/bulk/table_writer.h"

#include <algorithm>
#include <cstring>

#include "indexer/bulk/format.h"

namespace dateline::glass {
namespace {

constexpr std::size_t kItemHeader = 3;          // size and flags, key length
constexpr std::size_t kBranchItem = 4 + 1 + 2;  // child, key length, component
constexpr std::size_t kDirectoryEntry = 2;
constexpr std::uint32_t kRevision = 1;
constexpr std::uint32_t kMostComponents = 0xFFFF;

/// A tag that does not fit into the rest of a leaf starts there if so many of its bytes do.
constexpr std::size_t kWorthSplitting = 64;

char* put_u16(char* out, std::size_t n) {
  *out++ = static_cast<char>(n >> 8);
  *out++ = static_cast<char>(n);
  return out;
}

char* put_u32(char* out, std::uint32_t n) { return put_u16(put_u16(out, n >> 16), n & 0xFFFF); }

char* put_bytes(char* out, std::string_view bytes) {
  if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
  return out + bytes.size();
}

/// The shortest beginning of `key` that is greater than `before`; `key` itself if they are equal.
std::string_view divide(std::string_view before, std::string_view key) {
  const auto differs = std::ranges::mismatch(before, key).in2 - key.begin();
  return key.substr(0, static_cast<std::size_t>(differs) + 1);
}

}  // namespace

TableWriter::TableWriter(std::string path, std::size_t block_size, std::size_t room)
    : path_(std::move(path)),
      block_size_(block_size),
      max_item_(max_item_size(block_size)),
      room_(room),
      file_(path_) {
  levels_.emplace_back();
  clear(levels_[0]);
  put_leaf_item(kFirst | kLast, "", 1, "");
}

void TableWriter::add(std::string_view key, std::string_view tag, bool is_compressed) {
  ++entries_;
  const std::uint16_t compressed = is_compressed ? kCompressed : 0;
  const std::size_t size = kItemHeader + key.size() + tag.size();
  if (size <= max_item_ && size + kDirectoryEntry <= room_of_leaf()) {
    put_leaf_item(kFirst | kLast | compressed, key, 1, tag);
  } else {
    add_parts(key, tag, compressed);
  }
}

/// What the leaf can take.
std::size_t TableWriter::room_of_leaf() const {
  const auto free = free_bytes(levels_[0]);
  return free > room_ ? free - room_ : 0;
}

/// Makes room for an item in `level` and enters it in the directory.
char* TableWriter::place(Level& level, std::size_t item_bytes) {
  level.items_begin -= item_bytes;
  put_u16(level.block.data() + level.directory_end, level.items_begin);
  level.directory_end += kDirectoryEntry;
  return level.block.data() + level.items_begin;
}

void TableWriter::put_leaf_item(std::uint16_t flags, std::string_view key, std::uint16_t component,
                                std::string_view part) {
  const bool first = component == 1;
  const std::size_t size = kItemHeader + key.size() + (first ? 0 : 2) + part.size();
  char* at = place(levels_[0], size);
  at = put_u16(at, (size - kItemHeader) | flags);
  *at++ = static_cast<char>(key.size());
  at = put_bytes(at, key);
  if (!first) at = put_u16(at, component);
  put_bytes(at, part);
}

/// Adds an entry that takes several items or begins a leaf.
void TableWriter::add_parts(std::string_view key, std::string_view tag, std::uint16_t compressed) {
  std::uint32_t component = 1;
  do {
    if (component > kMostComponents) {
      if (too_long_.empty())
        too_long_ = fmt::format("an entry of {} bytes for {} is too long", tag.size(), quoted(path_));
      return;
    }
    const auto number = static_cast<std::uint16_t>(component);
    const std::size_t header = kItemHeader + key.size() + (component == 1 ? 0 : 2);
    const std::size_t longest = max_item_ - header;
    const std::size_t room = room_of_leaf();
    std::size_t part = std::min(tag.size(), longest);
    if (header + part + kDirectoryEntry > room) {
      if (room < header + kDirectoryEntry + kWorthSplitting) {
        next_leaf(key, number);
      } else {
        part = room - header - kDirectoryEntry;
      }
    }
    const bool last = part == tag.size();
    put_leaf_item(compressed | (component == 1 ? kFirst : 0) | (last ? kLast : 0), key, number,
                  tag.substr(0, part));
    tag.remove_prefix(part);
    ++component;
    if (last) return;
  } while (true);
}

/// Starts the leaf whose first item will be `component` of `key`.
void TableWriter::next_leaf(std::string_view key, std::uint16_t component) {
  auto& leaf = levels_[0];
  const char* last = leaf.block.data() + leaf.items_begin + 2;
  const std::string_view before(last + 1, static_cast<unsigned char>(*last));
  auto divider = std::string(divide(before, key));
  close_block(0);
  levels_[0].divider = std::move(divider);
  levels_[0].divider_component = component;
}

void TableWriter::clear(Level& level) const {
  level.block.assign(block_size_, 0);
  level.directory_end = kBlockHeader;
  level.items_begin = block_size_;
}

/// Writes the block of `level`; returns its number.
std::uint32_t TableWriter::write_block(std::size_t level) {
  auto& block = levels_[level];
  char* at = put_u32(block.block.data(), kRevision);
  *at++ = static_cast<char>(level);
  at = put_u16(at, free_bytes(block));
  at = put_u16(at, free_bytes(block));
  put_u16(at, block.directory_end);
  file_.write({block.block.data(), block.block.size()});
  return next_block_++;
}

/// Writes the block of `level`, tells its parent, and starts an empty one.
void TableWriter::close_block(std::size_t level) {
  const auto number = write_block(level);
  if (level + 1 == levels_.size()) {
    levels_.emplace_back();
    clear(levels_.back());
  }
  const auto divider = std::move(levels_[level].divider);  // a new level moves all the others
  add_child(level + 1, divider, levels_[level].divider_component, number);
  clear(levels_[level]);
}

void TableWriter::add_child(std::size_t level, std::string_view key, std::uint16_t component,
                            std::uint32_t child) {
  if (kBranchItem + key.size() + kDirectoryEntry > free_bytes(levels_[level])) {
    close_block(level);
    levels_[level].divider = key;
    levels_[level].divider_component = component;
  }
  const bool leftmost = levels_[level].directory_end == kBlockHeader;
  if (leftmost) key = {}, component = 0;
  char* at = put_u32(place(levels_[level], kBranchItem + key.size()), child);
  *at++ = static_cast<char>(key.size());
  put_u16(put_bytes(at, key), component);
}

std::expected<RootInfo, Error> TableWriter::finish(bool sync) {
  RootInfo info{.entries = entries_};
  if (entries_ > 0) {
    for (; info.level + 1 < levels_.size(); ++info.level) close_block(info.level);
    info.root = write_block(info.level);
    info.blocks = next_block_;
  }
  if (auto closed = file_.close(sync); !closed) return std::unexpected(closed.error());
  if (!too_long_.empty()) return std::unexpected(Error{ErrorCode::kLimit, too_long_});
  return info;
}

}  // namespace dateline::glass
