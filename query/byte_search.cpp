#include "query/byte_search.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace dateline {
namespace {

static_assert(std::endian::native == std::endian::little, "places are counted from the lowest byte");

constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101u;

/// Bytes that are looked at together.
using Bytes = unsigned char __attribute__((vector_size(16)));

Bytes bytes_at(const char* at) {
  Bytes bytes{};
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

/// Calls `is_it(place)` for the places where `part`, which is not empty, stands in `bytes`, until it says so.
template <typename IsIt>
bool any_place(std::string_view bytes, std::string_view part, IsIt is_it) {
  constexpr std::size_t kHalf = sizeof(std::uint64_t);
  const auto last = part.size() - 1;
  const Bytes first_byte = Bytes{} + static_cast<unsigned char>(part[0]);
  const Bytes last_byte = Bytes{} + static_cast<unsigned char>(part[last]);
  std::size_t at = 0;
  for (; at + last + sizeof(Bytes) <= bytes.size(); at += sizeof(Bytes)) {
    const auto* const here = bytes.data() + at;
    const auto equal = (bytes_at(here) == first_byte) & (bytes_at(here + last) == last_byte);
    std::uint64_t halves[2];
    std::memcpy(halves, &equal, sizeof halves);
    if ((halves[0] | halves[1]) == 0) continue;
    for (std::size_t half = 0; half < 2; ++half) {
      for (auto found = halves[half] & kOnes; found != 0; found &= found - 1) {
        const auto place = at + half * kHalf + static_cast<std::size_t>(std::countr_zero(found)) / 8;
        if (bytes.substr(place, part.size()) == part && is_it(place)) return true;
      }
    }
  }
  for (auto place = bytes.find(part, at); place != bytes.npos; place = bytes.find(part, place + 1)) {
    if (is_it(place)) return true;
  }
  return false;
}

}  // namespace

bool contains_bytes(std::string_view bytes, std::string_view part) {
  return part.empty() || any_place(bytes, part, [](std::size_t) { return true; });
}

bool contains_pair(std::string_view bytes, std::span<const std::string> first,
                   std::span<const std::string> second) {
  return std::ranges::any_of(first, [&](const std::string& part) {
    return any_place(bytes, part, [&](std::size_t place) {
      const auto behind = bytes.substr(place + part.size());
      return std::ranges::any_of(second, [&](const std::string& next) { return behind.starts_with(next); });
    });
  });
}

}  // namespace dateline
