#include "corpus/language.h"

#include <cld2/public/compact_lang_det.h>
#include <fmt/core.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <functional>
#include <map>

#include "corpus/base/text.h"

namespace dateline {
namespace {

std::string folded(icu::UnicodeString name) {
  std::string utf8;
  name.foldCase().toUTF8String(utf8);
  return utf8;
}

/// ISO 639 codes by what the languages are called in English and in themselves, folded.
std::map<std::string, std::string, std::less<>> codes_by_name() {
  std::map<std::string, std::string, std::less<>> codes;
  for (const auto* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
    const icu::Locale language(*code);
    for (const auto& reader : {icu::Locale::getEnglish(), language}) {
      icu::UnicodeString called;
      codes.try_emplace(folded(language.getDisplayLanguage(reader, called)), *code);
    }
  }
  return codes;
}

CLD2::Language detected(std::string_view text) {
  bool reliable = false;
  const auto language = CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), true, &reliable);
  return reliable ? language : CLD2::UNKNOWN_LANGUAGE;
}

}  // namespace

void tell_language(Article& article) {
  if (article.language.empty()) article.language = language_of(article.title + "\n" + article.text);
}

std::string language_version() {
  constexpr std::string_view kRules = "language-1";
  return fmt::format("{} {}", kRules, CLD2::DetectLanguageVersion());
}

std::string language_of(std::string_view text) {
  text = utf8_prefix(text, kMaxLanguageBytes);
  if (text.size() < kMinLanguageBytes) return "";
  auto language = detected(utf8_prefix(text, kEnoughLanguageBytes));
  if (language == CLD2::UNKNOWN_LANGUAGE && text.size() > kEnoughLanguageBytes) {
    const auto rest = std::min(kEnoughLanguageBytes, text.size() - kEnoughLanguageBytes);
    language = detected(text.substr(utf8_prefix(text, rest).size()));
  }
  if (language == CLD2::UNKNOWN_LANGUAGE) return "";
  const auto code = ascii_lower(CLD2::LanguageCode(language));
  if (code == "iw") return "he";  // CLD2 writes the codes of 1988 for Hebrew and Indonesian
  if (code == "in") return "id";
  return code == "un" ? "" : code.substr(0, code.find('-'));
}

std::string language_called(std::string_view name) {
  static const auto codes = codes_by_name();
  const auto found = codes.find(folded(icu::UnicodeString::fromUTF8(std::string(name))));
  return found == codes.end() ? "" : found->second;
}

}  // namespace dateline
