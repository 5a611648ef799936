#include "indexer/bulk/block_check.h"

#include <cstddef>

#include "indexer/bulk/format.h"

namespace dateline::glass {
namespace {

constexpr std::size_t kLevelAt = 4, kLargestFreeAt = 5, kTotalFreeAt = 7, kDirectoryEndAt = 9;
constexpr std::size_t kOffsetBytes = 2, kChildBytes = 4, kSizeBytes = 2, kComponentBytes = 2;
constexpr unsigned kFreeListLevel = 254;
constexpr std::size_t kSizeMask = kFirst - 1;

std::size_t byte_at(std::string_view block, std::size_t at) { return static_cast<unsigned char>(block[at]); }

std::size_t number_at(std::string_view block, std::size_t at) {
  return byte_at(block, at) << 8 | byte_at(block, at + 1);
}

/// The bytes of the item that `rest` begins with; 0 where it does not fit.
std::size_t leaf_item(std::string_view rest) {
  if (rest.size() < kSizeBytes + 1) return 0;
  const auto head = number_at(rest, 0);
  const auto size = (head & kSizeMask) + kSizeBytes + 1;
  const auto component = (head & kFirst) != 0 ? 0 : kComponentBytes;
  const auto least = kSizeBytes + 1 + byte_at(rest, kSizeBytes) + component;
  return least <= size && size <= rest.size() ? size : 0;
}

std::size_t branch_item(std::string_view rest) {
  if (rest.size() < kChildBytes + 1) return 0;
  const auto size = kChildBytes + 1 + byte_at(rest, kChildBytes) + kComponentBytes;
  return size <= rest.size() ? size : 0;
}

}  // namespace

bool is_well_formed(std::string_view block) {
  if (block.size() < kBlockHeader) return false;
  const auto level = byte_at(block, kLevelAt);
  if (level == kFreeListLevel) return true;
  const auto end = number_at(block, kDirectoryEndAt);
  if (end < kBlockHeader || end > block.size() || (end - kBlockHeader) % kOffsetBytes != 0) return false;
  if (level > 0 && end == kBlockHeader) return false;
  const auto first_item = end + number_at(block, kLargestFreeAt);
  auto used = end + number_at(block, kTotalFreeAt);
  for (auto entry = kBlockHeader; entry < end; entry += kOffsetBytes) {
    const auto at = number_at(block, entry);
    if (at < first_item || at > block.size()) return false;
    const auto size = level == 0 ? leaf_item(block.substr(at)) : branch_item(block.substr(at));
    if (size == 0) return false;
    used += size;
  }
  return used == block.size();
}

}  // namespace dateline::glass
