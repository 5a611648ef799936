#include "corpus/base/charset_guess.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::size_t kWindowBytes = 1 << 16;
/// Below this many bytes that are not ASCII, statistics say nothing.
constexpr std::ptrdiff_t kMinTelling = 4;
/// ICU's confidence in per cent: random bytes reach about 15.
constexpr int kMinConfidence = 20;
constexpr int kSure = 60;

/// What ICU calls an encoding -> the wider one that is meant by it and that keeps every letter in its place.
struct Wider {
  std::string_view name, wider;
};
constexpr std::array kWider = std::to_array<Wider>({{"ISO-8859-1", "windows-1252"},
                                                    {"ISO-8859-9", "windows-1254"},
                                                    {"ISO-8859-8", "windows-1255"},
                                                    {"ISO-8859-8-I", "windows-1255"},
                                                    {"KOI8-R", "KOI8-U"},
                                                    {"EUC-KR", "windows-949"},
                                                    {"Shift_JIS", "windows-31j"}});

/// The letters beyond a to z of languages in Latin script, by which encodings of like statistics are told
/// apart.
struct Alphabet {
  std::string_view language, letters;
};
constexpr std::array kAlphabets = std::to_array<Alphabet>({{"cs", "áčďéěíňóřšťúůýžľĺŕôä"},
                                                           {"da", "åæøéäöü"},
                                                           {"de", "äöüßéèáç"},
                                                           {"en", "éèêëïçñöüôáíóâà"},
                                                           {"es", "áéíóúüñç"},
                                                           {"fr", "àâçéèêëîïôùûüÿœæ"},
                                                           {"hu", "áéíóöőúüű"},
                                                           {"it", "àèéìíòóùú"},
                                                           {"nl", "éèëïóöüê"},
                                                           {"no", "åæøéèòôäö"},
                                                           {"pl", "ąćęłńóśźż"},
                                                           {"pt", "áâãàçéêíóôõúü"},
                                                           {"ro", "ăâîşţșț"},
                                                           {"sv", "åäöéü"},
                                                           {"tr", "çğıöşüâîû"}});

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

icu::UnicodeString decoded(std::string_view bytes, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &status),
                                                                     ucnv_close);
  if (U_FAILURE(status)) return {};
  return {bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status};
}

/// The share of the letters beyond ASCII that the language does not have; 0 where it is none of kAlphabets.
double foreign_share(std::string_view bytes, const std::string& encoding, std::string_view language) {
  const auto alphabet = std::ranges::find(kAlphabets, language, &Alphabet::language);
  if (alphabet == kAlphabets.end()) return 0;
  const auto letters = icu::UnicodeString::fromUTF8(std::string(alphabet->letters));
  auto text = decoded(bytes, encoding);
  text.toLower();
  int all = 0, foreign = 0;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const auto c = text.char32At(at);
    const bool is_punctuation = c >= 0x2000 && c < 0x2100;
    if (c < 0x80 || is_punctuation) continue;
    ++all;
    foreign += letters.indexOf(c) < 0;
  }
  return all == 0 ? 0 : static_cast<double>(foreign) / all;
}

std::string wider(std::string_view name) {
  const auto found = std::ranges::find(kWider, name, &Wider::name);
  return std::string(found == kWider.end() ? name : found->wider);
}

struct Guess {
  std::string encoding;
  double confidence = 0;
};

void consider(Guess& best, std::string_view bytes, const std::string& encoding, std::string_view language,
              double confidence) {
  constexpr double kForeign = 60;  // points that foreign letters cost at most
  const double score = confidence - kForeign * foreign_share(bytes, encoding, language);
  if (score > best.confidence) best = {encoding, score};
}

Guess by_statistics(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            ucsdet_close);
  if (U_FAILURE(status)) return {};
  ucsdet_enableInputFilter(detector.get(), bytes.find('<') != std::string_view::npos);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  std::int32_t count = 0;
  const auto** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) return {};
  Guess best;
  for (std::int32_t n = 0; n < count; ++n) {
    const std::string_view name = ucsdet_getName(matches[n], &status);
    const std::string_view language = ucsdet_getLanguage(matches[n], &status);
    const auto confidence = ucsdet_getConfidence(matches[n], &status);
    // UTF-8 and UTF-16 were asked for before; EBCDIC is never met.
    if (confidence < kMinConfidence || name.starts_with("UTF-") || name.starts_with("IBM")) continue;
    consider(best, bytes, wider(name), language, confidence);
    // ICU takes Windows-1250 for ISO-8859-2 unless it has quotation marks, but the two differ in letters.
    if (name == "ISO-8859-2") consider(best, bytes, "windows-1250", language, confidence - 1);
  }
  return best;
}

/// Whether `bytes` are Thai: its vowel signs and tone marks stand behind consonants only, which bytes of
/// other encodings do not obey.
bool is_thai(std::string_view bytes) {
  const auto text = decoded(bytes, "windows-874");
  int thai = 0, wrong = 0;
  for (std::int32_t at = 0; at < text.length(); ++at) {
    const char16_t c = text[at], before = at > 0 ? text[at - 1] : u' ';
    if (c < 0x80 || (c >= 0x2000 && c < 0x2100)) continue;
    const bool is_mark = c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
    const bool after_letter =
        (before >= 0x0E01 && before <= 0x0E2E) || (before >= 0x0E31 && before <= 0x0E4E);
    ++thai;
    wrong += c < 0x0E01 || c > 0x0E5B || (is_mark && !after_letter);
  }
  return thai >= 20 && wrong * 50 <= thai;
}

/// Whether `bytes` are Russian as DOS wrote it: Cyrillic letters, and the frequent ones frequent.
bool is_dos_cyrillic(std::string_view bytes) {
  const icu::UnicodeString frequent(u"оеаинт");
  const auto text = decoded(bytes, "ibm-866");
  int all = 0, lower = 0, often = 0;
  for (std::int32_t at = 0; at < text.length(); ++at) {
    const char16_t c = text[at];
    if (c < 0x80) continue;
    ++all;
    lower += c >= 0x0430 && c <= 0x044F;
    often += frequent.indexOf(c) >= 0;
  }
  return all >= 20 && lower * 10 >= all * 8 && often * 10 >= all * 4;
}

}  // namespace

std::string guess_charset(std::string_view bytes) {
  const auto first = std::ranges::find_if_not(bytes, is_ascii) - bytes.begin();
  bytes = bytes.substr(static_cast<std::size_t>(first), kWindowBytes);
  if (std::ranges::count_if(bytes, [](char c) { return !is_ascii(c); }) < kMinTelling) return "windows-1252";
  const auto best = by_statistics(bytes);
  // ICU does not know these two.
  if (best.confidence < kSure && is_thai(bytes)) return "windows-874";
  if (best.confidence < kMinConfidence && is_dos_cyrillic(bytes)) return "ibm-866";
  return best.encoding.empty() ? "windows-1252" : best.encoding;
}

}  // namespace dateline
