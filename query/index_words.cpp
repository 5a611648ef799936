#include "query/index_words.h"

#include "indexer/analysis.h"

namespace dateline {

std::vector<std::string> index_words(std::string_view text) {
  std::vector<std::string> words;
  std::vector<bool> is_ngram;
  Tokenizer tokenizer;
  tokenizer.reset(text);
  std::uint32_t last = 0;
  for (Token token; tokenizer.next(token);) {
    // A pair covers the single character at its own position, and the last single one of a run is covered by
    // the pair before.
    if (token.is_ngram && !words.empty() && token.position == last && !is_ngram.back()) {
      words.back() = token.term;
      is_ngram.back() = true;
    } else {
      words.emplace_back(token.term);
      is_ngram.push_back(token.is_ngram);
    }
    last = token.position;
  }
  for (std::size_t n = words.size(); n-- > 1;) {
    if (!is_ngram[n] && is_ngram[n - 1] && words[n - 1].ends_with(words[n])) {
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(n));
      is_ngram.erase(is_ngram.begin() + static_cast<std::ptrdiff_t>(n));
    }
  }
  return words;
}

}  // namespace dateline
