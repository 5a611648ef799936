#include "indexer/bulk/term_table.h"

#include <algorithm>
#include <utility>

#include "indexer/bulk/term_order.h"

namespace dateline {
namespace {

constexpr std::size_t kFirstSize = 1 << 12;

std::uint64_t hash_of(std::string_view term, std::uint64_t beginning) {
  std::uint64_t hash = 0x9e3779b97f4a7c15u ^ term.size();
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * 0xff51afd7ed558ccdu;
    hash ^= hash >> 32;
  };
  mix(beginning);
  for (; term.size() > 8; term.remove_prefix(8)) mix(glass::beginning_of(term.substr(8)));
  return hash;
}

/// Upper bits of the hash, then the length: of terms of up to 8 bytes it is exact.
std::uint32_t tag_of(std::uint64_t hash, std::size_t length) {
  return static_cast<std::uint32_t>(hash >> 32) << 4 |
         static_cast<std::uint32_t>(std::min<std::size_t>(length, 9));
}

}  // namespace

TermTable::TermTable() : slots_(kFirstSize) {}

TermTable::Key TermTable::key_of(std::string_view term) const {
  const auto beginning = glass::beginning_of(term);
  const auto hash = hash_of(term, beginning);
  __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  return {term, beginning, hash};
}

std::uint32_t TermTable::add(std::string_view term, std::uint64_t beginning) {
  terms_.push_back({.beginning = beginning,
                    .begin = static_cast<std::uint32_t>(names_.size()),
                    .length = static_cast<std::uint32_t>(term.size())});
  names_.append(term);
  return static_cast<std::uint32_t>(terms_.size() - 1);
}

std::uint32_t TermTable::number_of(const Key& key) {
  const auto& [term, beginning, hash] = key;
  const auto tag = tag_of(hash, term.size());
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    auto& slot = slots_[at];
    if (slot.number == 0) {
      const auto number = add(term, beginning);
      slot = {beginning, tag, number + 1};
      if (terms_.size() * 2 > slots_.size()) grow();
      return number;
    }
    const bool same =
        slot.tag == tag && slot.beginning == beginning && (term.size() <= 8 || name(slot.number - 1) == term);
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
  slots_.assign(slots_.size() * 2, Slot{});
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < terms_.size(); ++number) {
    const auto term = name(number);
    const auto beginning = terms_[number].beginning;
    const auto hash = hash_of(term, beginning);
    std::size_t at = hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = {beginning, tag_of(hash, term.size()), number + 1};
  }
}

void TermTable::clear() {
  names_.truncate(0);
  terms_.clear();
  std::ranges::fill(slots_, Slot{});
}

}  // namespace dateline
