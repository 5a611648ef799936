#include "query/byte_search.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kTogether = 4;  ///< blocks that are looked at together: a cache line

/// Whether `part` stands in `bytes` at `place`; most are two or three bytes, for which memcmp is too much.
bool stands_at(std::string_view bytes, std::size_t place, std::string_view part) {
  if (place + part.size() > bytes.size()) return false;
  for (std::size_t n = 0; n < part.size(); ++n) {
    if (bytes[place + n] != part[n]) return false;
  }
  return true;
}

}  // namespace

ByteFinder::Bytes ByteFinder::bytes_at(const char* at) {
  Bytes bytes{};
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

void ByteFinder::add_pair(const std::vector<std::string>& first, const std::vector<std::string>& second) {
  if (second.size() < first.size()) {
    add_parts(second, {.are_before = true, .alternatives = first});
  } else {
    add_parts(first, {.alternatives = second});
  }
}

void ByteFinder::add_parts(const std::vector<std::string>& parts, Neighbours neighbours) {
  for (const auto& bytes : parts) {
    longest_ = std::max(longest_, bytes.size());
    parts_.push_back({.first_byte = Bytes{} + static_cast<unsigned char>(bytes.front()),
                      .last_byte = Bytes{} + static_cast<unsigned char>(bytes.back()),
                      .last = bytes.size() - 1,
                      .bytes = bytes,
                      .neighbours = neighbours_.size()});
  }
  neighbours_.push_back(std::move(neighbours));
}

bool ByteFinder::any_in(std::string_view bytes) const {
  std::size_t at = 0;  // where nothing was looked for yet
  if (longest_ > 0 && bytes.size() >= sizeof(Bytes) + longest_ - 1) {
    const auto last_block = bytes.size() - (sizeof(Bytes) + longest_ - 1);
    for (; at + kTogether * sizeof(Bytes) <= last_block; at += kTogether * sizeof(Bytes)) {
      if (any_in_blocks<kTogether>(bytes, at)) return true;
    }
    for (; at < last_block; at += sizeof(Bytes)) {
      if (any_in_blocks<1>(bytes, at)) return true;
    }
    if (any_in_blocks<1>(bytes, last_block)) return true;
    at = last_block + sizeof(Bytes);
  }
  for (; at < bytes.size(); ++at) {
    if (any_at(bytes, at)) return true;
  }
  return false;
}

/// Whether something stands at one of the places of so many blocks from `at` on.
template <std::size_t Blocks>
bool ByteFinder::any_in_blocks(std::string_view bytes, std::size_t at) const {
  const auto* const here = bytes.data() + at;
  std::array<Bytes, Blocks> may_be{};
  for (const auto& part : parts_) {
    const auto first = part.first_byte, last = part.last_byte;
    for (std::size_t block = 0; block < Blocks; ++block) {
      const auto* const begin = here + block * sizeof(Bytes);
      may_be[block] |= (bytes_at(begin) == first) & (bytes_at(begin + part.last) == last);
    }
  }
  auto any = may_be[0];
  for (std::size_t block = 1; block < Blocks; ++block) any |= may_be[block];
  if (is_zero(any)) return false;
  for (std::size_t block = 0; block < Blocks; ++block) {
    for (std::size_t place = 0; !is_zero(may_be[block]) && place < sizeof(Bytes); ++place) {
      if (may_be[block][place] != 0 && any_at(bytes, at + block * sizeof(Bytes) + place)) return true;
    }
  }
  return false;
}

bool ByteFinder::is_zero(const Bytes& bytes) {
  std::uint64_t halves[2];
  std::memcpy(halves, &bytes, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

bool ByteFinder::any_at(std::string_view bytes, std::size_t place) const {
  return std::ranges::any_of(parts_, [&](const Part& part) {
    return stands_at(bytes, place, part.bytes) && has_neighbour(bytes, place, part);
  });
}

/// Whether what has to stand beside `part`, which stands at `place`, does.
bool ByteFinder::has_neighbour(std::string_view bytes, std::size_t place, const Part& part) const {
  const auto& [may_be_anything, are_before, alternatives] = neighbours_[part.neighbours];
  if (may_be_anything) return true;
  const auto stands_beside = [&](const std::string& other) {
    if (!are_before) return stands_at(bytes, place + part.bytes.size(), other);
    return other.size() <= place && stands_at(bytes, place - other.size(), other);
  };
  return std::ranges::any_of(alternatives, stands_beside);
}

}  // namespace dateline
