#include "indexer/entities/places/place_key.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// Letters that decompose into nothing simpler but are written without their stroke as often as with it.
UChar32 without_stroke(UChar32 letter) {
  switch (letter) {
    case 0x0131:
      return 'i';
    case 0x00F8:
      return 'o';
    case 0x0142:
      return 'l';
    case 0x0111:
      return 'd';
    default:
      return letter;
  }
}

std::string without_accents(std::string_view name) {
  UErrorCode error = U_ZERO_ERROR;
  static const icu::Normalizer2* const decompose = icu::Normalizer2::getNFKDInstance(error);
  if (U_FAILURE(error)) return std::string(name);
  const auto given = icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
  auto parts = decompose->normalize(given, error);
  parts.toLower();
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
    const auto letter = parts.char32At(at);
    const auto kind = u_charType(letter);
    if (kind != U_NON_SPACING_MARK && kind != U_MODIFIER_LETTER) kept.append(without_stroke(letter));
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

/// One blank for every run of gaps but one in front.
void append_gap(std::string& key) {
  if (!key.empty() && key.back() != ' ') key += ' ';
}

std::string key_of_ascii(std::string_view name) {
  std::string key;
  key.reserve(name.size());
  for (const char c : name) {
    if (c == '-' || (c <= ' ' && is_space(static_cast<char32_t>(c)))) {
      append_gap(key);
    } else if (c != '.' && c != '\'' && c != '`') {
      key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return key;
}

std::string key_of_any(std::string_view lower) {
  std::string key;
  key.reserve(lower.size());
  for (std::size_t at = 0; at < lower.size();) {
    const auto c = decode_utf8(lower, at);
    const bool dropped =
        c.value == '.' || c.value == '\'' || c.value == '`' || c.value == 0x2019 || c.value == 0x2018;
    const bool gap = is_space(c.value) || c.value == '-' || (c.value >= 0x2010 && c.value <= 0x2015);
    if (gap) {
      append_gap(key);
    } else if (!dropped) {
      key.append(lower, at, c.bytes);
    }
    at += c.bytes;
  }
  return key;
}

}  // namespace

std::string place_key(std::string_view name) {
  auto key = is_ascii(name) ? key_of_ascii(name) : key_of_any(without_accents(name));
  if (key.ends_with(' ')) key.pop_back();
  if (key.starts_with("the ") && key.size() > 4) key.erase(0, 4);
  return key;
}

}  // namespace dateline
