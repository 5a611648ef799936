#include "corpus/language.h"

#include <cld2/public/compact_lang_det.h>

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

}  // namespace dateline
