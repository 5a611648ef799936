#include "indexer/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <optional>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Letters that Unicode does not take apart but readers do.
std::optional<std::string_view> plain_letters(char32_t c) {
  switch (c) {
    case 0x00F8:
      return "o";
    case 0x0142:
      return "l";
    case 0x0111:
    case 0x00F0:
      return "d";
    case 0x00DF:
      return "ss";
    case 0x00E6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00FE:
      return "th";
    case 0x0131:
      return "i";
    case 0x0127:
      return "h";
    case 0x0149:
      return "n";
    default:
      return std::nullopt;
  }
}

/// Whether marks on letters of this script are spelling variants, not letters of their own.
bool drops_marks(char32_t base) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(base), &status)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return true;
    default:
      return false;
  }
}

constexpr char32_t kShortI = 0x0439;  // й is a letter, not an и with an accent

std::string fold_beyond_ascii(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(word);
  const auto lower = casefold->normalize(icu::UnicodeString::fromUTF8(std::string(word)), status);
  icu::UnicodeString plain;
  char32_t base = 0;
  for (std::int32_t at = 0; at < lower.length(); at = lower.moveIndex32(at, 1)) {
    const auto c = static_cast<char32_t>(lower.char32At(at));
    if (c == kShortI) {
      plain.append(static_cast<UChar32>(c)), base = c;
      continue;
    }
    const auto parts = nfd->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
    for (std::int32_t n = 0; n < parts.length(); n = parts.moveIndex32(n, 1)) {
      const auto part = static_cast<char32_t>(parts.char32At(n));
      const bool nonspacing = u_charType(static_cast<UChar32>(part)) == U_NON_SPACING_MARK;
      if (nonspacing && drops_marks(base)) continue;
      if (!nonspacing) base = part;
      if (const auto letters = plain_letters(part)) {
        plain.append(icu::UnicodeString::fromUTF8(std::string(*letters)));
      } else {
        plain.append(static_cast<UChar32>(part));
      }
    }
  }
  std::string out;
  nfc->normalize(plain, status).toUTF8String(out);
  return out;
}

}  // namespace

std::string fold(std::string_view word) {
  return std::ranges::all_of(word, is_ascii) ? ascii_lower(word) : fold_beyond_ascii(word);
}

}  // namespace dateline
