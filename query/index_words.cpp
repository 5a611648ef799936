#include "query/index_words.h"

#include "indexer/analysis.h"

namespace dateline {

std::vector<std::string> index_words(std::string_view text) {
  std::vector<std::string> words;
  Tokenizer tokenizer;
  tokenizer.reset(text);
  std::uint32_t last = 0;
  bool after_pair = false;
  bool is_covered = false;  // the last word is the second character of the pair before it
  for (Token token; tokenizer.next(token); last = token.position) {
    if (token.is_ngram && !words.empty() && token.position == last) {
      words.back() = token.term;
    } else {
      words.emplace_back(token.term);
    }
    is_covered = after_pair && !token.is_ngram && words[words.size() - 2].ends_with(token.term);
    after_pair = token.is_ngram;
  }
  if (is_covered) words.pop_back();
  return words;
}

}  // namespace dateline
