// UTF-8 text: reading it, repairing it, making it safe to show. Knows nothing of articles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// One code point read from UTF-8.
struct CodePoint {
  char32_t value;      ///< U+FFFD where the bytes are not UTF-8
  std::uint8_t bytes;  ///< how many bytes it took: 1 to 4; 1 where the bytes are not UTF-8
  bool valid;          ///< false: the byte at the position starts no well-formed sequence
};

/// Reads the code point that starts at text[at].  Requires at < text.size().
CodePoint decode_utf8(std::string_view text, std::size_t at);

/// Appends `value` to `out` as UTF-8; a surrogate or a value above U+10FFFF becomes U+FFFD.
void append_utf8(std::string& out, char32_t value);

/// True when every byte of `text` belongs to a well-formed UTF-8 sequence (no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

/// Replaces each byte that belongs to no well-formed sequence by U+FFFD.
std::string repair_utf8(std::string_view text);

/// The longest prefix of at most `bytes` bytes that does not cut a code point in two.
std::string_view utf8_prefix(std::string_view text, std::size_t bytes);

/// Unicode normal form C. Text that is not UTF-8 is repaired first. ASCII costs one scan and one copy.
std::string to_nfc(std::string_view text);

/// Text as articles keep it: repaired UTF-8 in NFC, CRLF and CR as LF, without control characters other than
/// tab and line feed, and without byte order marks, soft hyphens, zero-width spaces and word joiners.
/// Zero-width joiners stay: scripts of India and Persian need them.
std::string clean_text(std::string_view text);

/// `text` with every control character, bidirectional override and invalid byte written as \xNN or \u{NNNN}:
/// safe on a terminal and in a log line.
std::string visible(std::string_view text);

/// `text` without white space (Unicode's, no-break spaces included) at both ends.
std::string_view trimmed(std::string_view text);

/// `text` trimmed, with every run of white space, line breaks included, as one blank.
std::string squeezed(std::string_view text);

/// `parts` one after the other with `separator` between them.
std::string joined(const std::vector<std::string>& parts, std::string_view separator);

/// The parts of `list` between commas, trimmed; empty ones are left out.
std::vector<std::string> split_list(std::string_view list);

/// ASCII letters in lower case; all other bytes as they are.
std::string ascii_lower(std::string_view text);

/// Whether `a` and `b` are equal but for the case of ASCII letters.
bool ascii_iequal(std::string_view a, std::string_view b);

/// Unicode's White_Space property.
bool is_space(char32_t c);

}  // namespace dateline
