// Terms compared by their first 8 bytes as one number: most need no look at the rest.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dateline::glass {

/// The first 8 bytes of `term` as they stand in memory, zeros behind a shorter one.
inline std::uint64_t beginning_of(std::string_view term) {
  const auto load = [&]<typename Number>(Number number, std::size_t at) {
    std::memcpy(&number, term.data() + at, sizeof number);
    return std::uint64_t{number};
  };
  const auto size = term.size();
  if (size >= 8) return load(std::uint64_t{}, 0);
  if constexpr (std::endian::native == std::endian::little) {  // without a copy of unknown length
    if (size >= 4) return load(std::uint32_t{}, 0) | load(std::uint32_t{}, size - 4) << (8 * (size - 4));
  }
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, term.data(), size);
  return bytes;
}

/// What beginning_of gives, as a number that compares as the bytes do.
inline std::uint64_t ordered(std::uint64_t beginning) {
  return std::endian::native == std::endian::little ? __builtin_bswap64(beginning) : beginning;
}

}  // namespace dateline::glass
