// The characters of a text: what kind each is, and its folded form.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::entities {

/// What a character does in a text.
enum class Kind : std::uint8_t { kSpace, kLine, kLower, kUpper, kDigit, kApostrophe, kMark };

/// One character of a text.
struct Char {
  char32_t value;
  std::uint8_t bytes;
  Kind kind;
};

inline bool is_letter(Kind kind) { return kind == Kind::kLower || kind == Kind::kUpper; }
inline bool is_word(Kind kind) { return is_letter(kind) || kind == Kind::kDigit; }

constexpr std::array<Kind, 128> make_ascii_kinds() {
  std::array<Kind, 128> kinds{};
  for (int c = 0; c < 128; ++c) {
    kinds[c] = c == '\n'               ? Kind::kLine
               : c <= ' ' || c == 127  ? Kind::kSpace
               : c >= 'a' && c <= 'z'  ? Kind::kLower
               : c >= 'A' && c <= 'Z'  ? Kind::kUpper
               : c >= '0' && c <= '9'  ? Kind::kDigit
               : c == '\'' || c == '`' ? Kind::kApostrophe
                                       : Kind::kMark;
  }
  return kinds;
}
inline constexpr auto kAsciiKinds = make_ascii_kinds();

/// The character at `at`, which is beyond ASCII.
Char wide_char_at(std::string_view text, std::size_t at);

/// The character at `at`; bytes that are not UTF-8 are marks of one byte.
inline Char char_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 128 ? Char{byte, 1, kAsciiKinds[byte]} : wide_char_at(text, at);
}

/// Appends `word` in lower case, Latin letters without diacritics.
void append_folded(std::string& out, std::string_view word);

/// Appends a mark, quotes and dashes of print as those of a typewriter: “ is ", ’ is ', – and — are --.
void append_folded_mark(std::string& out, std::string_view mark, char32_t value);

}  // namespace dateline::entities
