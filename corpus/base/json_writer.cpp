#include "corpus/base/json_writer.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// What a byte looks like inside a string: itself where this is 0, \u00XX for 'u', else behind a backslash.
constexpr auto kEscapes = [] {
  std::array<char, 256> escapes{};
  for (unsigned byte = 0; byte < 0x20; ++byte) escapes[byte] = 'u';
  for (const auto& [byte, escape] : {std::pair{'\b', 'b'},
                                     {'\t', 't'},
                                     {'\n', 'n'},
                                     {'\f', 'f'},
                                     {'\r', 'r'},
                                     {'"', '"'},
                                     {'\\', '\\'},
                                     {'<', 'u'}})
    escapes[static_cast<unsigned char>(byte)] = escape;
  return escapes;
}();

/// Of eight bytes of text, the first one the lowest: the lowest high bit that is set is that of the first
/// byte which is not plain; 0 where all are.
std::uint64_t special_among(const char* eight) {
  constexpr std::uint64_t kEach = 0x0101'0101'0101'0101, kHighBits = 0x80 * kEach;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = std::byteswap(bytes);
  const auto is = [&](char wanted) {
    const auto zero = bytes ^ kEach * static_cast<unsigned char>(wanted);
    return (zero - kEach) & ~zero;
  };
  return (bytes | (bytes - 0x20 * kEach) | is('"') | is('\\') | is('<')) & kHighBits;
}

}  // namespace

std::size_t plain_json_prefix(std::string_view text) {
  constexpr std::size_t kTogether = 8;
  std::size_t at = 0;
  for (; at + kTogether <= text.size(); at += kTogether) {
    if (const auto special = special_among(text.data() + at); special != 0)
      return at + static_cast<std::size_t>(std::countr_zero(special)) / 8;
  }
  const auto is_plain = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && kEscapes[byte] == 0;
  };
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

void append_json_string(std::string& out, std::string_view text) {
  const auto plain = plain_json_prefix(text);
  if (plain < text.size() && !is_utf8(text)) return append_json_string(out, repair_utf8(text));
  out += '"';
  std::size_t written = 0;
  for (std::size_t at = plain; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (kEscapes[byte] == 0) continue;
    out.append(text.substr(written, at - written));
    written = at + 1;
    if (kEscapes[byte] == 'u') {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += '\\';
      out += kEscapes[byte];
    }
  }
  out.append(text.substr(written));
  out += '"';
}

void JsonWriter::separate() {
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ':';
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

JsonWriter& JsonWriter::whole(std::uint64_t number) {
  std::array<char, 20> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  std::array<char, 32> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  raw(text);
  if (text.find_first_of(".e") == std::string_view::npos) out_ += ".0";
  return *this;
}

}  // namespace dateline
