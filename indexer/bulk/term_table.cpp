#include "indexer/bulk/term_table.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kFirstSize = 1 << 12;

std::uint32_t hash_of(std::string_view term) {
  std::uint64_t hash = 0x9e3779b97f4a7c15u ^ term.size();
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * 0xff51afd7ed558ccdu;
    hash ^= hash >> 32;
  };
  for (; term.size() >= 8; term.remove_prefix(8)) {
    std::uint64_t word;
    std::memcpy(&word, term.data(), 8);
    mix(word);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, term.data(), term.size());
  mix(rest);
  return static_cast<std::uint32_t>(hash);
}

std::uint64_t beginning_of(std::string_view term) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, term.data(), std::min<std::size_t>(term.size(), 8));
  return bytes;
}

}  // namespace

TermTable::TermTable() : slots_(kFirstSize) {}

std::uint32_t TermTable::number_of(std::string_view term) {
  const auto hash = hash_of(term);
  const auto beginning = beginning_of(term);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    auto& slot = slots_[at];
    if (slot.number == 0) {
      terms_.push_back({.beginning = beginning,
                        .begin = static_cast<std::uint32_t>(names_.size()),
                        .length = static_cast<std::uint32_t>(term.size())});
      names_.append(term);
      const auto number = static_cast<std::uint32_t>(terms_.size());
      slot = {hash, number};
      if (number * std::size_t{2} > slots_.size()) grow();
      return number - 1;
    }
    if (slot.hash != hash) continue;
    const auto& known = terms_[slot.number - 1];
    const bool same = known.beginning == beginning && known.length == term.size() &&
                      (term.size() <= 8 || name(slot.number - 1) == term);
    if (same) return slot.number - 1;
  }
}

std::uint32_t TermTable::number_of(std::string_view prefix, std::string_view term) {
  joined_.truncate(0);
  joined_.append(prefix);
  joined_.append(term);
  return number_of(joined_.view());
}

void TermTable::grow() {
  const auto old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 4));
  const std::size_t mask = slots_.size() - 1;
  for (const auto& slot : old) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

void TermTable::clear() {
  names_.truncate(0);
  terms_.clear();
  std::ranges::fill(slots_, Slot{});
}

}  // namespace dateline
