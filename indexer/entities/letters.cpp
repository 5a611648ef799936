#include "indexer/entities/letters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <utility>

#include "corpus/base/text.h"

namespace dateline::entities {
namespace {

Kind wide_kind(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return Kind::kApostrophe;
  if (is_space(c)) return c == 0x2028 || c == 0x2029 || c == 0x85 ? Kind::kLine : Kind::kSpace;
  if (u_isupper(point) || u_istitle(point)) return Kind::kUpper;
  if (u_isalpha(point)) return Kind::kLower;
  if (u_isdigit(point)) return Kind::kDigit;
  const auto type = u_charType(point);  // marks of Indic and Arabic script stay inside their word
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK ? Kind::kLower : Kind::kMark;
}

// The lower-case letter that stands first in the decomposition of `c`: e for É. Zero for a mark without a
// base.
char32_t fold_char(char32_t c) {
  static const auto kTable = [] {  // Latin-1 to Latin Extended-B, and Latin Extended Additional
    std::array<char32_t, 0x250 + 0x100> table{};
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
    for (std::size_t i = 0; i < table.size(); ++i) {
      const auto from = static_cast<UChar32>(i < 0x250 ? i : 0x1E00 + i - 0x250);
      UChar pair[8] = {};
      const int length = U_SUCCESS(status) ? unorm2_getDecomposition(nfd, from, pair, 8, &status) : -1;
      status = U_ZERO_ERROR;
      table[i] = static_cast<char32_t>(u_tolower(length > 0 ? pair[0] : from));
    }
    for (const auto& [from, to] : {std::pair<int, char>{0xD8, 'o'},
                                   {0xF8, 'o'},
                                   {0x110, 'd'},
                                   {0x111, 'd'},
                                   {0x131, 'i'},
                                   {0x141, 'l'},
                                   {0x142, 'l'},
                                   {0x130, 'i'}}) {
      table[static_cast<std::size_t>(from)] = static_cast<char32_t>(to);
    }
    return table;
  }();
  if (c < 0x250) return kTable[c];
  if (c >= 0x1E00 && c < 0x1F00) return kTable[c - 0x1E00 + 0x250];
  if (c >= 0x300 && c < 0x370) return 0;
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return '\'';
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

/// The folded forms of ASCII.
constexpr auto kAsciiFolds = [] {
  std::array<char, 128> folds{};
  for (int c = 0; c < 128; ++c)
    folds[static_cast<std::size_t>(c)] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32
                                                           : c == '`'           ? '\''
                                                                                : c);
  return folds;
}();

}  // namespace

Char wide_char_at(std::string_view text, std::size_t at) {
  const auto point = decode_utf8(text, at);
  return {point.value, point.bytes, wide_kind(point.value)};
}

void append_folded(std::string& out, std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    auto end = at;
    while (end < word.size() && static_cast<unsigned char>(word[end]) < 128) ++end;
    const auto begin = out.size();
    out.append(word, at, end - at);
    for (auto n = begin; n < out.size(); ++n) out[n] = kAsciiFolds[static_cast<unsigned char>(out[n])];
    at = end;
    if (at == word.size()) break;
    const auto point = decode_utf8(word, at);
    if (!point.valid)
      out += word[at];
    else if (const auto folded = fold_char(point.value))
      append_utf8(out, folded);
    at += point.bytes;
  }
}

void append_folded_mark(std::string& out, std::string_view mark, char32_t value) {
  switch (value) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
      out += '"';
      break;
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case '`':
      out += '\'';
      break;
    case 0x2013:
    case 0x2014:
    case 0x2015:
      out += "--";
      break;
    case 0x2010:
    case 0x2011:
      out += '-';
      break;
    default:
      out += mark;
  }
}

}  // namespace dateline::entities
