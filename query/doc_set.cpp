#include "query/doc_set.h"

#include <bit>

namespace dateline {

std::uint64_t DocSet::count() const {
  std::uint64_t count = 0;
  for (const auto word : words_) count += static_cast<std::uint64_t>(std::popcount(word));
  return count;
}

std::vector<DocId> DocSet::list() const {
  std::vector<DocId> documents;
  documents.reserve(count());
  for_each([&](DocId document) { documents.push_back(document); });
  return documents;
}

DocSet& DocSet::operator&=(const DocSet& other) {
  for (std::size_t n = 0; n < words_.size(); ++n) words_[n] &= other.words_[n];
  return *this;
}

DocSet& DocSet::operator|=(const DocSet& other) {
  for (std::size_t n = 0; n < words_.size(); ++n) words_[n] |= other.words_[n];
  return *this;
}

DocSet& DocSet::operator-=(const DocSet& other) {
  for (std::size_t n = 0; n < words_.size(); ++n) words_[n] &= ~other.words_[n];
  return *this;
}

}  // namespace dateline
