// Text cut into the words that names are made of: words, numbers and marks with their place, shape and folded
// form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::entities {

/// How a token is written.
enum class Shape : std::uint8_t {
  kMark,     ///< punctuation, a symbol
  kLower,    ///< "river"; also letters of a script without case
  kTitle,    ///< "River"
  kUpper,    ///< "NATO"
  kInitial,  ///< "J." or "J"
  kDotted,   ///< "U.S."
  kMixed,    ///< "McDonald", "iPhone"
  kNumber,   ///< "1996", "3,000"
  kOrdinal,  ///< "20th", "A320": digits and letters
};

/// One word, number or mark of a text.
struct Token {
  std::uint32_t begin, end;  ///< UTF-8 bytes of the text, end exclusive
  std::uint32_t fold_begin;  ///< where its folded form starts in Tokens::folded
  std::uint16_t fold_bytes;  ///< length of the folded form; longer ones are cut at 65535
  Shape shape;
  bool glued : 1;           ///< no space before it
  bool line_start : 1;      ///< first of its line
  bool sentence_start : 1;  ///< first of its line, or after . ! ? and maybe an opening quote
  bool capital_line : 1;    ///< its line is written in capitals only, so its case says nothing
  bool candidate : 1;       ///< may be part of a name
  std::uint64_t word;       ///< hash of the folded form: equal for "Erdoğan", "erdogan" and "ERDOGAN"
};

/// The tokens of a text, in order, and their folded forms (lower case, Latin letters without diacritics).
struct Tokens {
  std::vector<Token> list;
  std::string folded;
  std::string_view fold(const Token& token) const {
    return std::string_view(folded).substr(token.fold_begin, token.fold_bytes);
  }
};

/// Appends the tokens of `text` to `tokens`, with offsets counted from the start of `text`.
///
/// Hyphens are tokens of their own, possessive 's too; "U.S.", "J." and abbreviations such as "Gen." keep
/// their full stop. A line of capitals is one with two words or more and no lower-case one. Candidates are
/// words with a capital and what can join or lead them ("of", "al", "van", "-"). Linear in the length of the
/// text; bytes that are not UTF-8 are marks.
void tokenize(std::string_view text, Tokens& tokens);

/// The folded form of `word` as tokens carry it.
std::string fold_word(std::string_view word);

/// The hash of a folded form as Token::word carries it.
std::uint64_t hash_word(std::string_view folded);

}  // namespace dateline::entities
