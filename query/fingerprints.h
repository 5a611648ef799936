// Which texts were seen before, in a fixed amount of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace dateline {

/// Remembers texts by 64 bits of each, the last one of those that share a place. What it forgets has to be
/// found out again; that it knows a text which was never added is as likely as two equal 64-bit hashes.
class Fingerprints {
 public:
  /// For `kind` and `text`. Never 0.
  static std::uint64_t of(unsigned char kind, std::string_view text) {
    constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15;
    return (std::hash<std::string_view>{}(text) ^ (kind + std::uint64_t{1}) * kOdd) | 1;
  }

  bool has(std::uint64_t fingerprint) const { return places_[place_of(fingerprint)] == fingerprint; }
  void add(std::uint64_t fingerprint) { places_[place_of(fingerprint)] = fingerprint; }

 private:
  static constexpr std::size_t kPlaces = std::size_t{1} << 16;  ///< half a megabyte
  static std::size_t place_of(std::uint64_t fingerprint) { return fingerprint >> 48; }

  std::vector<std::uint64_t> places_ = std::vector<std::uint64_t>(kPlaces);
};

}  // namespace dateline
