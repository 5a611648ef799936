// Writes one glass table from its first key to its last: leaves one behind the other, branches as they fill,
// the root last.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/bulk/output_file.h"

namespace dateline::glass {

/// What the version file says of a table.
struct RootInfo {
  std::uint32_t root = 0;
  std::uint32_t level = 0;
  std::uint64_t entries = 0;
  std::uint32_t blocks = 0;  ///< 0: the table is empty
};

/// One table being written. One thread.
class TableWriter {
 public:
  /// Makes the file `path`. is_block_size(block_size) holds. `room`: bytes of each leaf that stay free, at
  /// most an eighth of it, so that entries which grow later do not split it at once.
  TableWriter(std::string path, std::size_t block_size, std::size_t room = 0);

  /// Appends an entry. Keys come in ascending byte order, are distinct and have 1 to kMaxKey bytes. `tag` is
  /// deflated already if `is_compressed`.
  void add(std::string_view key, std::string_view tag, bool is_compressed = false);

  /// Writes what is left and syncs the file if `sync`. add() and finish() must not be called any more.
  /// Errors: kIo     the file could not be written
  ///         kLimit  a tag was longer than 65,535 items can hold, about 32 MB with the smallest blocks
  std::expected<RootInfo, Error> finish(bool sync = true);

 private:
  /// The block of one level that is being filled.
  struct Level {
    std::vector<char> block;
    std::size_t directory_end = 0;  ///< 0: nothing in it
    std::size_t items_begin = 0;
    std::string divider;  ///< enough of the block's first key to tell it from the key before
    std::uint16_t divider_component = 0;
  };

  static std::size_t free_bytes(const Level& level) { return level.items_begin - level.directory_end; }
  std::size_t room_of_leaf() const;
  char* place(Level& level, std::size_t item_bytes);
  void put_leaf_item(std::uint16_t flags, std::string_view key, std::uint16_t component,
                     std::string_view part);
  void add_parts(std::string_view key, std::string_view tag, std::uint16_t compressed);
  void next_leaf(std::string_view key, std::uint16_t component);
  void clear(Level& level) const;
  std::uint32_t write_block(std::size_t level);
  void close_block(std::size_t level);
  void add_child(std::size_t level, std::string_view key, std::uint16_t component, std::uint32_t child);

  std::string path_;
  std::size_t block_size_;
  std::size_t max_item_;
  std::size_t room_;
  OutputFile file_;
  std::vector<Level> levels_;
  std::uint64_t entries_ = 0;
  std::uint32_t next_block_ = 0;
  std::string too_long_;  ///< message about the first tag that did not fit
};

}  // namespace dateline::glass
