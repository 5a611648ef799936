#include "query/marked_words.h"

#include <algorithm>

namespace dateline {
namespace {

/// Whether `phrase` begins at words[at]. Pairs of characters and single ones interleave: each word of the
/// phrase is looked for from where the one before began.
bool phrase_at(const std::vector<MarkedWord>& words, std::size_t at, const std::vector<int>& phrase,
               std::vector<std::size_t>& members) {
  members.clear();
  for (const auto wanted : phrase) {
    const std::size_t last = std::min(words.size(), at + 3);
    while (at < last && words[at].wanted != wanted) {
      if (members.empty() || !words[at].is_of_characters) return false;
      ++at;
    }
    if (at >= last) return false;
    members.push_back(at++);
  }
  return true;
}

}  // namespace

std::vector<MarkedWord> words_in(std::string_view text, const Wanted& wanted) {
  constexpr unsigned char kFirstOfThree = 0xE3;  // bytes in UTF-8, from U+3000
  std::vector<MarkedWord> words;
  words.reserve(text.size() / 5);
  Tokenizer tokenizer;
  tokenizer.reset(text);
  for (Token token; tokenizer.next(token);) {
    const bool is_of_characters =
        token.is_ngram ||
        (token.term.size() <= 4 && static_cast<unsigned char>(token.term.front()) >= kFirstOfThree);
    words.push_back({{token.begin, token.end}, wanted.find(token.term), is_of_characters});
  }
  return words;
}

TextWords::TextWords(std::string_view text, const Wanted& wanted)
    : text_(text), words_(words_in(text, wanted)), matches_(mark(words_, wanted)), located_(words_.size()) {}

TextWords::TextWords(std::string_view text, std::vector<MarkedWord> words, const Wanted& wanted)
    : text_(text), words_(std::move(words)), matches_(mark(words_, wanted)) {
  tokenizer_.reset(text, Tokenizer::Terms::kUnfolded);
}

void TextWords::locate(std::size_t count) {
  Token token;
  for (; located_ < std::min(count, words_.size()) && tokenizer_.next(token); ++located_)
    words_[located_].range = {token.begin, token.end};
}

std::vector<std::size_t> mark(std::vector<MarkedWord>& words, const Wanted& wanted) {
  int matches = 0;
  std::vector<std::size_t> members;
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (words[n].wanted == kUnwanted) continue;
    for (const auto& phrase : wanted.phrases()) {
      if (!phrase_at(words, n, phrase, members)) continue;
      for (std::size_t member = members.front(); member <= members.back(); ++member) {
        words[member].match = matches;
        words[member].subject = words[member].wanted;
      }
      ++matches;
    }
    if (words[n].match < 0 && wanted.is_alone(words[n].wanted)) {
      words[n].match = matches++;
      words[n].subject = wanted.subject(words[n].wanted);
    }
  }
  std::vector<std::size_t> matching;
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (words[n].match >= 0) matching.push_back(n);
  }
  return matching;
}

std::vector<Range> merged(const std::vector<MarkedWord>& words, std::size_t first, std::size_t last) {
  std::vector<Range> ranges;
  int match = -1;
  for (std::size_t n = first; n < last; ++n) {
    if (words[n].match < 0) continue;
    const bool continues =
        !ranges.empty() && (words[n].match == match || words[n].range.first < ranges.back().second);
    if (continues) {
      ranges.back().second = std::max(ranges.back().second, words[n].range.second);
    } else {
      ranges.push_back(words[n].range);
    }
    match = words[n].match;
  }
  return ranges;
}

}  // namespace dateline
