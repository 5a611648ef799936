#include "query/doc_set.h"

#include <algorithm>

namespace dateline {
namespace {

/// Of baseline processors' instructions, which have none for it.
std::uint64_t bits_in(std::uint64_t word) {
  word -= word >> 1 & 0x5555'5555'5555'5555u;
  word = (word & 0x3333'3333'3333'3333u) + (word >> 2 & 0x3333'3333'3333'3333u);
  word = (word + (word >> 4)) & 0x0F0F'0F0F'0F0F'0F0Fu;
  return word * 0x0101'0101'0101'0101u >> 56;
}

}  // namespace

void DocSet::take(std::size_t groups) {
  groups_ = groups;
  buffer_ = Buffers::take();
  if (buffer_->filled.size() >= groups) return;
  buffer_->filled.resize(groups);
  buffer_->words.resize(groups * 64);
}

void DocSet::give_back() {
  if (!buffer_ || !Buffers::has_room()) return;
  for (std::size_t group = 0; group < groups_; ++group) {
    for (auto filled = std::exchange(buffer_->filled[group], 0); filled != 0; filled &= filled - 1)
      buffer_->words[group * 64 + static_cast<std::size_t>(std::countr_zero(filled))] = 0;
  }
  Buffers::give_back(std::move(buffer_));
}

DocSet::DocSet(DocId last) { take(last / kGroup + 1); }

DocSet::DocSet(std::span<const std::uint64_t> words) {
  take((words.size() + 63) / 64);
  for (std::size_t n = 0; n < words.size(); ++n) {
    buffer_->words[n] = words[n];
    buffer_->filled[n / 64] |= std::uint64_t{words[n] != 0} << (n % 64);
  }
}

DocSet::DocSet(const DocSet& other) {
  take(other.groups_);
  *this |= other;
}

std::uint64_t DocSet::count() const {
  std::uint64_t count = 0;
  for_each_word([&](std::size_t, std::uint64_t bits) { count += bits_in(bits); });
  return count;
}

std::vector<DocId> DocSet::list() const {
  std::vector<DocId> documents;
  documents.reserve(count());
  for_each([&](DocId document) { documents.push_back(document); });
  return documents;
}

DocSet& DocSet::operator&=(const DocSet& other) {
  for (std::size_t group = 0; group < groups_; ++group) {
    const auto others = group < other.groups_ ? other.buffer_->filled[group] : 0;
    for (auto filled = std::exchange(buffer_->filled[group], buffer_->filled[group] & others); filled != 0;
         filled &= filled - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(filled));
      buffer_->words[group * 64 + bit] &=
          (others >> bit & 1) != 0 ? other.buffer_->words[group * 64 + bit] : 0;
    }
  }
  return *this;
}

DocSet& DocSet::operator|=(const DocSet& other) {
  other.for_each_word([&](std::size_t n, std::uint64_t bits) {
    buffer_->words[n] |= bits;
    buffer_->filled[n / 64] |= std::uint64_t{1} << (n % 64);
  });
  return *this;
}

DocSet& DocSet::operator-=(const DocSet& other) {
  for (std::size_t group = 0; group < std::min(groups_, other.groups_); ++group) {
    for (auto filled = buffer_->filled[group] & other.buffer_->filled[group]; filled != 0;
         filled &= filled - 1) {
      const auto n = group * 64 + static_cast<std::size_t>(std::countr_zero(filled));
      buffer_->words[n] &= ~other.buffer_->words[n];
    }
  }
  return *this;
}

}  // namespace dateline
