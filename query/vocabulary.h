// Words in byte order with how often each is used, and which of them are near a word that was typed.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// How much of a word has to be near what was typed.
enum class Nearness { kWhole, kBeginning };

/// A list of words in flat memory: about 8 bytes a word beside its letters. Built once, then read by any
/// number of threads.
class Vocabulary {
 public:
  /// Adds a word behind all others in byte order.
  void add(std::string_view word, std::uint32_t count);

  std::size_t size() const { return counts_.size(); }
  std::string_view word(std::size_t number) const {
    return std::string_view(letters_).substr(ends_[number], ends_[number + 1] - ends_[number]);
  }
  std::uint32_t count(std::size_t number) const { return counts_[number]; }

  /// The numbers [first, last) of the words that begin with `beginning`.
  std::pair<std::size_t, std::size_t> beginning_with(std::string_view beginning) const;

  /// How often `word` is used; 0 if it is not there.
  std::uint32_t count_of(std::string_view word) const;

  /// Calls `found(number, distance)` for each word (or, with kBeginning, each word some beginning of which)
  /// `typed` becomes with at most `most` insertions, deletions, substitutions of bytes and swaps of
  /// neighbours. Looks at the words as at a trie: what cannot come near any more is stepped over.
  void near(std::string_view typed, std::size_t most, Nearness nearness,
            const std::function<void(std::size_t number, std::size_t distance)>& found) const;

 private:
  std::size_t end_of(std::size_t first, std::string_view beginning) const;

  std::string letters_;
  std::vector<std::uint32_t> ends_{0};  ///< where word n begins; one more than words
  std::vector<std::uint32_t> counts_;
};

}  // namespace dateline
