// The words of a text, and which of them match what was searched for.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analysis.h"
#include "query/snippet.h"

namespace dateline {

/// No word that is looked for.
inline constexpr int kUnwanted = -1;

/// A word of the text: where it stands, which of the words looked for it is, and which match it belongs to.
struct MarkedWord {
  Range range;
  int wanted = kUnwanted;
  bool is_of_characters = false;  ///< one or two of a script without blanks between words
  int match = -1;                 ///< the same number for all words of one phrase found; -1: no match
  int subject = kUnwanted;        ///< of a match: which word of the query it stands for
};

/// The words looked for, by number, alone and in phrases.
class Wanted {
 public:
  explicit Wanted(const Highlighter& highlighter) {
    for (const auto& word : highlighter.words) is_alone_[static_cast<std::size_t>(number(word))] = true;
    for (const auto& forms : highlighter.alike) {
      for (const auto& form : forms)
        subjects_[static_cast<std::size_t>(number(form))] = number(forms.front());
    }
    for (const auto& phrase : highlighter.phrases) {
      phrases_.emplace_back();
      for (const auto& word : phrase) phrases_.back().push_back(number(word));
    }
  }

  /// The number of `term`, or kUnwanted.
  int find(std::string_view term) const {
    if ((filter_ >> bit_of(term) & 1) == 0) return kUnwanted;
    const auto known = numbers_.find(term);
    return known == numbers_.end() ? kUnwanted : known->second;
  }
  /// The words by number.
  std::vector<std::string> words() const {
    std::vector<std::string> words(numbers_.size());
    for (const auto& [word, number] : numbers_) words[static_cast<std::size_t>(number)] = word;
    return words;
  }
  /// The one of the words that stand for the same word of the query.
  int subject(int word) const { return subjects_[static_cast<std::size_t>(word)]; }
  bool is_alone(int word) const { return is_alone_[static_cast<std::size_t>(word)]; }
  const std::vector<std::vector<int>>& phrases() const { return phrases_; }

 private:
  static unsigned bit_of(std::string_view term) {
    return (static_cast<unsigned char>(term.front()) * 7u + static_cast<unsigned char>(term.back()) +
            static_cast<unsigned>(term.size()) * 5u) %
           64;
  }
  int number(std::string_view word) {
    if (!word.empty()) filter_ |= std::uint64_t{1} << bit_of(word);
    const auto [known, is_new] = numbers_.try_emplace(word, static_cast<int>(is_alone_.size()));
    if (is_new) {
      subjects_.push_back(known->second);
      is_alone_.push_back(false);
    }
    return known->second;
  }

  std::unordered_map<std::string_view, int> numbers_;
  std::vector<bool> is_alone_;
  std::vector<int> subjects_;  ///< by word
  std::vector<std::vector<int>> phrases_;
  std::uint64_t filter_ = 0;  ///< a bit for some words: most others have none
};

/// The words of a text, of which it may be known which are wanted before it is read: then it is read only as
/// far as somebody asks where they stand.
class TextWords {
 public:
  /// Reads all of `text`, which has to outlive it.
  TextWords(std::string_view text, const Wanted& wanted);

  /// `words` are all words of `text`, none of them of_characters, with nothing known of where they stand.
  TextWords(std::string_view text, std::vector<MarkedWord> words, const Wanted& wanted);

  std::string_view text() const { return text_; }
  const std::vector<MarkedWord>& words() const { return words_; }
  const std::vector<std::size_t>& matches() const { return matches_; }  ///< those of words() that match

  /// From now on the ranges of the first `count` words are right.
  void locate(std::size_t count);

 private:
  std::string_view text_;
  std::vector<MarkedWord> words_;
  std::vector<std::size_t> matches_;
  Tokenizer tokenizer_;
  std::size_t located_ = 0;
};

/// The words of `text`, with the numbers of those that are wanted.
std::vector<MarkedWord> words_in(std::string_view text, const Wanted& wanted);

/// Numbers the matches: wanted phrases, and wanted words outside of them. Which words are of one, ascending.
std::vector<std::size_t> mark(std::vector<MarkedWord>& words, const Wanted& wanted);

/// Where the matches among words [first, last) stand, one range each.
std::vector<Range> merged(const std::vector<MarkedWord>& words, std::size_t first, std::size_t last);

}  // namespace dateline
