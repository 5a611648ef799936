#include "indexer/fold.h"

#include <unicode/bytestream.h>
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

std::string normalized(const icu::Normalizer2& form, std::string_view text, UErrorCode& status) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  form.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                     status);
  return out;
}

/// `lower`, in NFKC with its case folded, without the marks and letters that readers leave out.
class PlainWord {
 public:
  explicit PlainWord(const icu::Normalizer2& nfd) : nfd_(nfd) {}

  void add(std::string_view lower) {
    icu::UnicodeString parts;
    for (std::size_t at = 0; at < lower.size();) {
      const auto c = decode_utf8(lower, at);
      const auto as_written = lower.substr(at, c.bytes);
      at += c.bytes;
      if (c.value == kShortI || !nfd_.getDecomposition(static_cast<UChar32>(c.value), parts)) {
        add_part(c.value, as_written);
        continue;
      }
      is_taken_apart_ = true;
      for (std::int32_t n = 0; n < parts.length(); n = parts.moveIndex32(n, 1)) {
        std::string part;
        icu::UnicodeString(parts.char32At(n)).toUTF8String(part);
        add_part(static_cast<char32_t>(parts.char32At(n)), part);
      }
    }
  }

  const std::string& text() const { return text_; }
  bool is_taken_apart() const { return is_taken_apart_; }

 private:
  void add_part(char32_t c, std::string_view as_written) {
    const bool is_nonspacing = c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
    if (is_nonspacing && drops_marks(base_)) return;
    if (!is_nonspacing) base_ = c;
    text_ += plain_letters(c).value_or(as_written);
  }

  const icu::Normalizer2& nfd_;
  std::string text_;
  char32_t base_ = 0;
  bool is_taken_apart_ = false;
};

std::string fold_beyond_ascii(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(word);
  PlainWord plain(*nfd);
  plain.add(normalized(*casefold, word, status));
  return plain.is_taken_apart() ? normalized(*nfc, plain.text(), status) : plain.text();
}

}  // namespace

std::string fold(std::string_view word) {
  return std::ranges::all_of(word, is_ascii) ? ascii_lower(word) : fold_beyond_ascii(word);
}

}  // namespace dateline
