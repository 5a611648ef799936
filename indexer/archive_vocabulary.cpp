#include "indexer/archive_vocabulary.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace dateline {
namespace {

std::uint64_t hash_of(std::string_view word) { return std::hash<std::string_view>{}(word); }

}  // namespace

void number_by_frequency(ArchiveVocabulary& vocabulary) {
  const auto size = static_cast<std::uint32_t>(vocabulary.words.size());
  for (std::uint32_t n = 0; n < size; ++n) vocabulary.by_number.push_back(n);
  std::ranges::stable_sort(vocabulary.by_number, std::ranges::greater{},
                           [&](std::uint32_t n) { return vocabulary.frequencies[n]; });
}

std::vector<WordNumber> numbers_in_order(const ArchiveVocabulary& vocabulary) {
  std::vector<WordNumber> numbers(vocabulary.words.size());
  for (WordNumber number = 0; number < numbers.size(); ++number)
    numbers[vocabulary.by_number[number]] = number;
  return numbers;
}

ArchiveNumbers::ArchiveNumbers(const ArchiveVocabulary& vocabulary)
    : vocabulary_(vocabulary), slots_(std::bit_ceil(vocabulary.words.size() * 2 + 1)) {
  for (WordNumber number = 0; number < vocabulary.by_number.size(); ++number) {
    const auto hash = hash_of(word(number));
    auto at = hash & (slots_.size() - 1);
    while (slots_[at].number != kNoWord) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {static_cast<std::uint32_t>(hash >> 32), number};
  }
}

std::optional<WordNumber> ArchiveNumbers::find(std::string_view wanted) const {
  const auto hash = hash_of(wanted);
  for (auto at = hash & (slots_.size() - 1); slots_[at].number != kNoWord;
       at = (at + 1) & (slots_.size() - 1)) {
    const auto& slot = slots_[at];
    if (slot.hash == hash >> 32 && word(slot.number) == wanted) return slot.number;
  }
  return std::nullopt;
}

}  // namespace dateline
