#include "corpus/base/text.h"

#include <fmt/core.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>

namespace dateline {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// How many bytes at the beginning of `text` are ASCII, counted by eights: at most seven more follow.
std::size_t ascii_prefix(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if ((bytes & kHighBits) != 0) break;
  }
  return at;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text.substr(ascii_prefix(text)),
                             [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Whether clean_text leaves `text` as it is, by a look at its bytes: no control but tab and line feed.
bool is_plain_ascii(std::string_view text) {
  const auto is_plain = [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; };
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101, kHighBits = kOnes * 0x80, kBlanks = kOnes * ' ';
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    // Those below a blank, that of deletion and what is not ASCII; others only behind one of these.
    const auto suspects = (bytes | (bytes + kOnes) | ((bytes - kBlanks) & ~bytes)) & kHighBits;
    if (suspects != 0 && !std::ranges::all_of(text.substr(at, 8), is_plain)) return false;
  }
  return std::ranges::all_of(text.substr(at), is_plain);
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

/// Characters that reorder or hide what a terminal shows.
bool is_deceptive(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
         c == 0x061C;
}

bool is_dropped_from_articles(char32_t c) {
  return c == 0xFEFF || c == 0x00AD || c == 0x200B || c == 0x2060 ||
         (is_control(c) && c != '\t' && c != '\n');
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t n) { return static_cast<unsigned char>(text[at + n]); };
  constexpr CodePoint kBad{kReplacement, 1, false};
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1, true};
  if (first < 0xC2 || first > 0xF4) return kBad;
  const std::size_t bytes = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (at + bytes > text.size()) return kBad;
  char32_t value = first & (0x7Fu >> bytes);
  for (std::size_t n = 1; n < bytes; ++n) {
    if ((byte(n) & 0xC0) != 0x80) return kBad;
    value = (value << 6) | (byte(n) & 0x3Fu);
  }
  const bool overlong = (bytes == 3 && value < 0x800) || (bytes == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return kBad;
  return {value, static_cast<std::uint8_t>(bytes), true};
}

void append_utf8(std::string& out, char32_t value) {
  if ((value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) value = kReplacement;
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | value >> 6), put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | value >> 12), put(0x80 | (value >> 6 & 0x3F)), put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | value >> 18), put(0x80 | (value >> 12 & 0x3F)), put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0;;) {
    at += ascii_prefix(text.substr(at));
    if (at >= text.size()) return true;
    const auto c = decode_utf8(text, at);
    if (!c.valid) return false;
    at += c.bytes;
  }
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto c = decode_utf8(text, at);
    append_utf8(out, c.value);
    at += c.bytes;
  }
  return out;
}

std::string_view utf8_prefix(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const auto repaired = is_utf8(text) ? std::string(text) : repair_utf8(text);
  if (U_FAILURE(status)) return repaired;
  const auto wide = icu::UnicodeString::fromUTF8(repaired);
  if (nfc->isNormalized(wide, status) && U_SUCCESS(status)) return repaired;
  std::string out;
  const auto normal = nfc->normalize(wide, status);
  if (U_FAILURE(status)) return repaired;
  normal.toUTF8String(out);
  return out;
}

std::string clean_text(std::string_view text) {
  if (is_plain_ascii(text)) return std::string(text);
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto c = decode_utf8(text, at);
    at += c.bytes;
    if (c.value == '\r') {
      const bool crlf = at < text.size() && text[at] == '\n';
      if (!crlf) kept.push_back('\n');
    } else if (!is_dropped_from_articles(c.value)) {
      append_utf8(kept, c.value);
    }
  }
  return to_nfc(kept);
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto c = decode_utf8(text, at);
    if (!c.valid) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
    } else if (is_control(c.value)) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned>(c.value));
    } else if (is_deceptive(c.value)) {
      out += fmt::format("\\u{{{:04x}}}", static_cast<unsigned>(c.value));
    } else {
      out.append(text.substr(at, c.bytes));
    }
    at += c.bytes;
  }
  return out;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto c = decode_utf8(text, begin);
    if (!is_space(c.value)) break;
    begin += c.bytes;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t last = end - 1;  // where the last code point begins
    while (last > begin && end - last < 4 && (text[last] & 0xC0) == 0x80) --last;
    const auto c = decode_utf8(text, last);
    if (last + c.bytes != end || !is_space(c.value)) break;
    end = last;
  }
  return text.substr(begin, end - begin);
}

std::string squeezed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = decode_utf8(text, at);
    if (is_space(c.value)) {
      gap = !out.empty();
    } else {
      if (gap) out.push_back(' ');
      gap = false;
      out.append(text.substr(at, c.bytes));
    }
    at += c.bytes;
  }
  return out;
}

std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    if (const auto part = trimmed(list.substr(0, end)); !part.empty()) parts.emplace_back(part);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const auto& part : parts) {
    if (&part != parts.data()) out += separator;
    out += part;
  }
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool ascii_iequal(std::string_view a, std::string_view b) { return ascii_lower(a) == ascii_lower(b); }

}  // namespace dateline
