// Many strings in flat memory, found by their hashes: what a mapped file holds of words and values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Strings one behind the other.
struct StringTable {
  std::span<const std::uint32_t> begin;  ///< one more than there are strings
  std::string_view bytes;

  std::size_t size() const { return begin.empty() ? 0 : begin.size() - 1; }
  /// Empty where there is none, as in a damaged file.
  std::string_view operator[](std::size_t n) const {
    if (n >= size()) return {};
    const std::size_t first = begin[n], last = begin[n + 1];
    return first <= last && last <= bytes.size() ? bytes.substr(first, last - first) : std::string_view();
  }
};

/// A StringTable in memory of its own.
struct Strings {
  std::vector<std::uint32_t> begin{0};
  std::string bytes;

  void add(std::string_view text) {
    bytes += text;
    begin.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  StringTable view() const { return {begin, bytes}; }
};

/// Two tables, numbered through.
struct StringTables {
  StringTable first, second;

  std::size_t size() const { return first.size() + second.size(); }
  std::string_view operator[](std::size_t n) const {
    return n < first.size() ? first[n] : second[n - first.size()];
  }
};

/// Where to look for each string of a table: open addressing, two thirds full at most. Strings differ.
std::vector<std::uint32_t> slots_of(const StringTable& strings);

/// The number of `text` in `strings`, whose slots are `slots`.
std::optional<std::uint32_t> find_string(const StringTable& strings, std::span<const std::uint32_t> slots,
                                         std::string_view text);

}  // namespace dateline
