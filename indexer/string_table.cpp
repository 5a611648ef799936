#include "indexer/string_table.h"

#include <bit>

namespace dateline {
namespace {

constexpr std::uint32_t kEmpty = 0xFFFF'FFFF;

/// FNV-1a: the file outlives a standard library's hash.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  return hash ^ hash >> 32;
}

}  // namespace

std::vector<std::uint32_t> slots_of(const StringTable& strings) {
  std::vector<std::uint32_t> slots(std::bit_ceil(strings.size() + strings.size() / 2 + 1), kEmpty);
  for (std::uint32_t number = 0; number < strings.size(); ++number) {
    auto at = hash_of(strings[number]) & (slots.size() - 1);
    while (slots[at] != kEmpty) at = (at + 1) & (slots.size() - 1);
    slots[at] = number;
  }
  return slots;
}

std::optional<std::uint32_t> find_string(const StringTable& strings, std::span<const std::uint32_t> slots,
                                         std::string_view text) {
  const auto mask = slots.size() - 1;
  for (std::size_t at = hash_of(text), tried = 0; tried < slots.size(); ++at, ++tried) {
    const auto number = slots[at & mask];
    if (number >= strings.size()) return std::nullopt;
    if (strings[number] == text) return number;
  }
  return std::nullopt;
}

}  // namespace dateline
