#include "query/byte_search.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

static_assert(std::endian::native == std::endian::little, "places are counted from the lowest byte");

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
    for (; at < last_block; at += sizeof(Bytes)) {
      if (any_in_block(bytes, at)) return true;
    }
    if (any_in_block(bytes, last_block)) return true;
    at = last_block + sizeof(Bytes);
  }
  for (; at < bytes.size(); ++at) {
    if (any_at(bytes, at)) return true;
  }
  return false;
}

/// Whether something stands at one of the places from `at` on that are looked at together.
bool ByteFinder::any_in_block(std::string_view bytes, std::size_t at) const {
  const auto* const here = bytes.data() + at;
  const auto begin = bytes_at(here);
  auto may_be = Bytes{};
  for (const auto& part : parts_)
    may_be |= (begin == part.first_byte) & (bytes_at(here + part.last) == part.last_byte);
  std::uint64_t halves[2];
  std::memcpy(halves, &may_be, sizeof halves);
  if ((halves[0] | halves[1]) == 0) return false;
  for (std::size_t place = 0; place < sizeof(Bytes); ++place) {
    if ((halves[place / 8] >> (place % 8 * 8) & 1) != 0 && any_at(bytes, at + place)) return true;
  }
  return false;
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
