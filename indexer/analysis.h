// Text -> words with positions. The one place for it: writer, bulk builder, query parser and snippets all use
// this.
//
// A word is a run of Unicode letters, digits and their marks. Joined to it are: an apostrophe between letters
// (dropped: "O'Brien" is obrien; a possessive 's is left out; French and Italian elisions split: "l'Europe"
// is l, europe), the dots of initials ("U.S." is us), a dot or comma between digits (3.5; 1,000 is 1000) and
// & between letters (at&t). Hyphens separate. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese give
// each character and each pair of neighbours, both at the character's position.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dateline {

/// One word of a text.
struct Token {
  std::string_view term;  ///< folded, at most kMaxTermBytes, and lives until the next call of Tokenizer::next
  std::uint32_t begin = 0;  ///< bytes of the text it stands on, [begin, end)
  std::uint32_t end = 0;
  std::uint32_t position = 0;  ///< words before it
  bool is_folded = false;      ///< the text has it exactly as `term`
  bool is_ngram = false;       ///< a pair of characters that overlaps its neighbours
};

/// Gives the words of a text one after the other. `text` has to outlive it. One thread.
class Tokenizer {
 public:
  Tokenizer();
  ~Tokenizer();
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  enum class Terms : std::uint8_t {
    kFolded,
    kUnfolded,  ///< where words stand is all that is asked for: term and is_folded say nothing
  };

  /// Starts on `text`, UTF-8 of at most 4 GB; invalid bytes separate words.
  void reset(std::string_view text, Terms terms = Terms::kFolded);

  /// Reads the next word into `token`; false at the end.
  bool next(Token& token);

 private:
  struct Word;
  bool next_piece(Token& token);
  bool next_plain_word(Token& token);
  bool next_word(Token& token);
  bool next_ngram(Token& token);
  void start_ngrams();
  bool letter_at(std::size_t at) const;
  bool digit_at(std::size_t at) const;
  bool word_at(std::size_t at) const;
  bool joins(const Word& word, char32_t joiner, std::size_t after) const;
  bool is_possessive(char32_t joiner, std::size_t after) const;
  void finish(Token& token, std::size_t begin, std::size_t end, bool ascii);

  std::string_view text_;
  Terms terms_ = Terms::kFolded;
  std::size_t at_ = 0;
  std::uint32_t position_ = 0;
  std::string buffer_;                                        ///< the folded word
  std::vector<std::pair<std::uint32_t, std::uint32_t>> run_;  ///< characters of a script without blanks
  std::size_t run_at_ = 0;
  bool pair_next_ = false;
  std::unordered_map<std::string, std::string> folded_;  ///< cache for words beyond ASCII
};

/// A field value for comparison: its folded words with one blank between; for a value without words,
/// fold(value).
std::string value_key(std::string_view value);

/// The folded words of `text`, in order, without character pairs.
std::vector<std::string> words_of(std::string_view text);

}  // namespace dateline
