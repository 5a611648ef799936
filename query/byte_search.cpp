#include "query/byte_search.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace dateline {
namespace {

constexpr std::size_t kStep = sizeof(std::uint64_t);  ///< places that are looked at together
constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101u;

std::uint64_t eight_at(const char* at) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

std::uint64_t eight_times(char byte) { return kOnes * static_cast<unsigned char>(byte); }

/// The high bit of every byte that is 0, and perhaps of some behind these.
std::uint64_t zero_bytes(std::uint64_t bytes) { return (bytes - kOnes) & ~bytes & kOnes << 7; }

}  // namespace

bool contains_bytes(std::string_view bytes, std::string_view part) {
  if (part.size() < 2) return bytes.find(part) != bytes.npos;
  const auto last = part.size() - 1;
  const auto first_byte = eight_times(part[0]), last_byte = eight_times(part[last]);
  std::size_t at = 0;
  for (; at + last + kStep <= bytes.size(); at += kStep) {
    const auto* const here = bytes.data() + at;
    auto found = zero_bytes((eight_at(here) ^ first_byte) | (eight_at(here + last) ^ last_byte));
    for (; found != 0; found &= found - 1) {
      const auto place = static_cast<std::size_t>(std::countr_zero(found)) / 8;  // little-endian
      if (std::memcmp(here + place, part.data(), part.size()) == 0) return true;
    }
  }
  return bytes.substr(at).find(part) != bytes.npos;
}

}  // namespace dateline
