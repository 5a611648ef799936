#include "query/snippet.h"

#include <algorithm>
#include <set>

#include "corpus/base/text.h"
#include "indexer/analysis.h"

namespace dateline {
namespace {

/// A word of the text: where it stands, what it is, and which match it belongs to.
struct Word {
  Range range;
  std::string term;
  bool is_ngram = false;
  int match = -1;  ///< the same number for all words of one phrase found; -1: no match
};

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> words;
  Tokenizer tokenizer;
  tokenizer.reset(text);
  for (Token token; tokenizer.next(token);) {
    words.push_back({{token.begin, token.end}, std::string(token.term), token.is_ngram});
  }
  return words;
}

/// Whether `phrase` begins at words[at]. Pairs of characters and single ones interleave: each word of the
/// phrase is looked for from where the one before began.
bool phrase_at(const std::vector<Word>& words, std::size_t at, const std::vector<std::string>& phrase,
               std::vector<std::size_t>& members) {
  members.clear();
  for (const auto& wanted : phrase) {
    const std::size_t last = std::min(words.size(), at + 3);
    while (at < last && words[at].term != wanted) {
      if (members.empty() || (!words[at].is_ngram && words[at].term.size() > 4)) return false;
      ++at;
    }
    if (at >= last) return false;
    members.push_back(at++);
  }
  return true;
}

/// Numbers the matches; returns how many there are.
int mark(std::vector<Word>& words, const Highlighter& highlighter) {
  int matches = 0;
  std::vector<std::size_t> members;
  for (std::size_t n = 0; n < words.size(); ++n) {
    for (const auto& phrase : highlighter.phrases) {
      if (!phrase_at(words, n, phrase, members)) continue;
      for (std::size_t member = members.front(); member <= members.back(); ++member)
        words[member].match = matches;
      ++matches;
    }
    if (words[n].match < 0 && highlighter.words.contains(words[n].term)) words[n].match = matches++;
  }
  return matches;
}

std::vector<Range> merged(const std::vector<Word>& words, std::size_t first, std::size_t last) {
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

/// First of the `size` words that hold the most different matching words, then the most matches, then come
/// first.
std::size_t densest(const std::vector<Word>& words, std::size_t size) {
  std::multiset<std::string_view> inside;
  std::size_t best = 0, different = 0, best_different = 0, best_total = 0;
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (words[n].match >= 0) {
      if (inside.count(words[n].term) == 0) ++different;
      inside.insert(words[n].term);
    }
    if (n >= size && words[n - size].match >= 0) {
      inside.erase(inside.find(words[n - size].term));
      if (inside.count(words[n - size].term) == 0) --different;
    }
    const bool better =
        different > best_different || (different == best_different && inside.size() > best_total);
    if (better)
      best = n + 1 > size ? n + 1 - size : 0, best_different = different, best_total = inside.size();
  }
  return best;
}

bool ends_sentence(std::string_view gap) {
  return gap.find_first_of(".!?\n") != std::string_view::npos || gap.find("。") != std::string_view::npos;
}

/// Where the passage of `size` words that shows the matches of the window at `window` begins: with their
/// sentence, if that is near and leaves room for all of them, else a little before the first.
std::size_t passage_start(std::string_view text, const std::vector<Word>& words, std::size_t window,
                          std::size_t size) {
  constexpr std::size_t kLead = 4, kNear = 16;
  const auto end = std::min(words.size(), window + size);
  std::size_t first = end, last = window;
  for (std::size_t n = window; n < end; ++n) {
    if (words[n].match < 0) continue;
    first = std::min(first, n);
    last = n;
  }
  const auto lowest = last + 1 > size ? last + 1 - size : 0;
  for (std::size_t n = first; n > lowest && n + kNear > first; --n) {
    const auto gap_begin = words[n - 1].range.second;
    if (words[n].range.first > gap_begin &&
        ends_sentence(text.substr(gap_begin, words[n].range.first - gap_begin)))
      return n;
  }
  return first < kNear && lowest == 0 ? 0 : std::max(lowest, first > kLead ? first - kLead : 0);
}

}  // namespace

std::vector<Range> Highlighter::highlights(std::string_view text) const {
  auto found = words_in(text);
  mark(found, *this);
  return merged(found, 0, found.size());
}

Highlighted snippet(std::string_view text, const Highlighter& highlighter, std::size_t size) {
  text = utf8_prefix(text, kMaxSnippetSource);
  auto words = words_in(text);
  if (words.empty()) return {};
  const int matches = mark(words, highlighter);
  const auto first = matches > 0 ? passage_start(text, words, densest(words, size), size) : 0;
  const auto last = std::min(words.size(), first + size);

  const std::size_t begin = first == 0 ? 0 : words[first].range.first;
  const bool to_end = last == words.size();
  const std::size_t end = to_end ? text.size() : words[last - 1].range.second;
  Highlighted shown;
  if (begin > 0) shown.text = "… ";
  // Line breaks become blanks one for one, so that offsets stay.
  const auto offset = static_cast<std::int64_t>(shown.text.size()) - static_cast<std::int64_t>(begin);
  const auto part = trimmed(text.substr(begin, end - begin));
  const auto lead = static_cast<std::int64_t>(part.data() - (text.data() + begin));
  shown.text.append(part);
  std::ranges::replace_if(shown.text, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  if (!to_end) shown.text += " …";
  for (const auto& [from, to] : merged(words, first, last)) {
    shown.highlights.emplace_back(static_cast<std::uint32_t>(from + offset - lead),
                                  static_cast<std::uint32_t>(to + offset - lead));
  }
  return shown;
}

}  // namespace dateline
