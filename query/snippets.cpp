#include "query/snippets.h"

#include <algorithm>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// The last word of a title that leaves its text at kTextPosition stands there at the furthest.
constexpr std::uint32_t kLastOfTitle = kTextPosition - kFieldGap - 1;

}  // namespace

Snippets::Snippets(const Columns& columns, const Highlighter& highlighter)
    : columns_(columns), wanted_(highlighter) {
  if (columns.words() == nullptr) return;
  std::vector<WordNumber> numbers;
  for (const auto& word : wanted_.words()) numbers.push_back(columns.words()->number(word).value_or(kNoWord));
  picker_.emplace(numbers);
}

/// The words of the text as the words file has them; nothing where it cannot be told which these are.
std::optional<std::vector<MarkedWord>> Snippets::known_words(DocId document, std::string_view title,
                                                             std::string_view text) const {
  // The text begins at kTextPosition, unless its title is long, and every word has a position of its own,
  // unless there are characters without blanks between them.
  if (!columns_.has_words(document) || text.size() > kMaxSnippetSource) return std::nullopt;
  std::vector<MarkedWord> words;
  words.reserve(text.size() / 5);
  bool is_plain = true;
  std::size_t words_of_title = 0;
  for_each_word_while(columns_.words()->article(document), [&](WordNumber word, std::uint32_t position) {
    if (position <= kLastOfTitle) return ++words_of_title, true;
    is_plain = position == kTextPosition + words.size();
    words.push_back({.range = {}, .wanted = picker_->find(word)});
    return is_plain;
  });
  if (!is_plain) return std::nullopt;
  if (behind_title(text, title).size() < text.size())
    words.erase(words.begin(),
                words.begin() + static_cast<std::ptrdiff_t>(std::min(words_of_title, words.size())));
  return words;
}

Highlighted Snippets::of(DocId document, std::string_view title, std::string_view text) const {
  if (auto known = known_words(document, title, text)) {
    TextWords words(behind_title(text, title), std::move(*known), wanted_);
    return snippet(words);
  }
  TextWords words(utf8_prefix(behind_title(text, title), kMaxSnippetSource), wanted_);
  return snippet(words);
}

std::vector<Range> Snippets::highlights(std::string_view title) const {
  const TextWords words(utf8_prefix(title, kMaxTitleSource), wanted_);
  return merged(words.words(), 0, words.words().size());
}

}  // namespace dateline
