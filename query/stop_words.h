// Words so common that they say nothing of an article.
#pragma once

#include <string_view>

namespace dateline {

/// Whether `word` (folded) is an article, pronoun, preposition, conjunction, auxiliary or question word of
/// `language` (ISO 639-1). False for languages without a list.
bool is_stop_word(std::string_view language, std::string_view word);

}  // namespace dateline
