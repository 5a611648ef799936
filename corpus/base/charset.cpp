#include "corpus/base/charset.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "corpus/base/charset_guess.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

/// Converts from `encoding`; nothing if ICU does not know it.
std::string converted(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &status);
  if (U_FAILURE(status)) return "";
  const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, status);
  ucnv_close(converter);
  std::string out;
  if (U_SUCCESS(status)) wide.toUTF8String(out);
  return out;
}

/// UTF-8 with a few broken bytes, such as a character cut in two by a template: to be mended, not read as
/// something else.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t whole = 0, broken = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto c = decode_utf8(bytes, at);
    whole += c.valid && c.bytes > 1;
    broken += !c.valid;
    at += c.bytes;
  }
  return whole > broken * 8;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view declared) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return repair_utf8(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "UTF-16BE");
  if (bytes.find("\x1b$B") != std::string_view::npos) return converted(bytes, "ISO-2022-JP");
  if (is_utf8(bytes)) return std::string(bytes);
  if (is_mostly_utf8(bytes)) return repair_utf8(bytes);
  // Pages that declare Latin-1 mean Windows-1252: that is what browsers read.
  if (ascii_iequal(declared, "iso-8859-1") || ascii_iequal(declared, "us-ascii"))
    return converted(bytes, "windows-1252");
  if (!declared.empty() && !ascii_iequal(declared, "utf-8") && !ascii_iequal(declared, "utf8")) {
    if (auto text = converted(bytes, std::string(declared).c_str()); !text.empty()) return text;
  }
  return converted(bytes, guess_charset(bytes).c_str());
}

}  // namespace dateline
