// Which language an article is written in, where it does not say.
#pragma once

#include <string>
#include <string_view>

#include "corpus/article.h"

namespace dateline {

/// Gives `article` the language of its title and text, unless it states one. For most articles
/// that takes longer than reading them.
void tell_language(Article& article);

/// Changes when tell_language() would tell something else.
std::string language_version();

/// The language of `text` (UTF-8) as a BCP 47 primary subtag, such as "en"; "" where CLD2 is not sure or the
/// text is shorter than kMinLanguageBytes. Looks at the first kEnoughLanguageBytes; where CLD2 is not sure of
/// them, at what is behind them up to kMaxLanguageBytes, but as many bytes at least.
std::string language_of(std::string_view text);

/// The ISO 639 code of the language that English, or the language itself, calls `name` ("german", "Deutsch");
/// "" where none is called so.
std::string language_called(std::string_view name);

inline constexpr std::size_t kMinLanguageBytes = 24;
inline constexpr std::size_t kEnoughLanguageBytes = 1024, kMaxLanguageBytes = 4096;

}  // namespace dateline
