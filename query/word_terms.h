// Which of a few terms a word counts as.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/word_file.h"
#include "query/spare.h"

namespace dateline {

/// A byte for every word up to the rarest one that counts as a term: looking one up takes no branch, and what
/// is looked up most, the frequent words, lies close together. The memory is the thread's and goes from one
/// search to the next; what was set of it is cleared.
class WordTerms {
 public:
  WordTerms() : bytes_(Buffers::take()) {}
  WordTerms(const WordTerms&) = delete;
  WordTerms& operator=(const WordTerms&) = delete;
  ~WordTerms() {
    if (!Buffers::has_room()) return;
    for (const auto word : words_) (*bytes_)[word] = 0;
    Buffers::give_back(std::move(bytes_));
  }

  /// From now on `word` counts as `term`.
  void set(WordNumber word, std::uint8_t term) {
    if (bytes_->size() <= word) bytes_->resize(word + 1);
    words_.push_back(word);  // first, so that what is set is cleared whatever happens
    (*bytes_)[word] = term;
    end_ = std::max(end_, word + 1);
  }

  /// What words count as; 0 for most. Until the next set().
  class View {
   public:
    View(const std::uint8_t* bytes, WordNumber end) : bytes_(bytes), end_(end) {}
    std::uint8_t operator[](WordNumber word) const { return word < end_ ? bytes_[word] : 0; }

   private:
    const std::uint8_t* bytes_;
    WordNumber end_;
  };
  View view() const { return {bytes_->data(), end_}; }

 private:
  using Buffers = Spare<std::vector<std::uint8_t>, 2>;
  std::unique_ptr<std::vector<std::uint8_t>> bytes_;
  std::vector<WordNumber> words_;  ///< those set
  WordNumber end_ = 0;             ///< behind the last one set
};

}  // namespace dateline
