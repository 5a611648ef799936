#include "corpus/language.h"

#include <cld2/public/compact_lang_det.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "corpus/base/text.h"

namespace dateline {

std::string language_of(std::string_view text) {
  text = utf8_prefix(text, kMaxLanguageBytes);
  if (text.size() < kMinLanguageBytes) return "";
  bool reliable = false;
  const auto language = CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return "";
  const auto code = ascii_lower(CLD2::LanguageCode(language));
  if (code == "iw") return "he";  // CLD2 writes the codes of 1988 for Hebrew and Indonesian
  if (code == "in") return "id";
  return code == "un" ? "" : code.substr(0, code.find('-'));
}

std::string language_called(std::string_view name) {
  const auto wanted =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())));
  const auto is_called = [&](const icu::Locale& language, const icu::Locale& reader) {
    icu::UnicodeString called;
    return language.getDisplayLanguage(reader, called).caseCompare(wanted, 0) == 0;
  };
  for (const auto* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
    const icu::Locale language(*code);
    if (is_called(language, icu::Locale::getEnglish()) || is_called(language, language)) return *code;
  }
  return "";
}

}  // namespace dateline
