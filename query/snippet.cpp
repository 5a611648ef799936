#include "query/snippet.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "corpus/base/text.h"
#include "query/marked_words.h"

namespace dateline {
namespace {

/// Words [first, last) of a text.
struct Span {
  std::size_t first = 0, last = 0;
};

bool is_in(std::size_t word, const Span& span) { return word >= span.first && word < span.last; }

/// How many of the words of the query match somewhere.
class Subjects {
 public:
  explicit Subjects(const TextWords& text) : words_(text.words()) {}

  void add(std::size_t word) {
    const auto subject = number_of(word);
    if (subject >= counts_.size()) counts_.resize(subject + 1);
    if (counts_[subject]++ == 0) ++different_;
  }
  /// Takes a word away that was added.
  void drop(std::size_t word) {
    if (--counts_[number_of(word)] == 0) --different_;
  }
  bool has(std::size_t word) const {
    const auto subject = number_of(word);
    return subject < counts_.size() && counts_[subject] > 0;
  }
  std::size_t different() const { return different_; }

 private:
  /// Of a subject; that of characters between those of a phrase is kUnwanted.
  std::size_t number_of(std::size_t word) const {
    return static_cast<std::size_t>(words_[word].subject - kUnwanted);
  }

  const std::vector<MarkedWord>& words_;
  std::vector<std::uint32_t> counts_;  ///< by number of the subject
  std::size_t different_ = 0;
};

/// First of the `size` words among those before and behind `shown` that hold the most different matching
/// words that it does not, then the most matches, then come first; nothing where none holds any.
std::optional<std::size_t> densest(const TextWords& text, std::size_t size, const Span& shown = {}) {
  Subjects known(text), inside(text);  // inside the passage that ends with a match
  for (const auto n : text.matches()) {
    if (is_in(n, shown)) known.add(n);
  }
  std::vector<std::size_t> counted;
  for (const auto n : text.matches()) {
    if (!is_in(n, shown) && !known.has(n)) counted.push_back(n);
  }
  std::optional<std::size_t> best;
  std::size_t dropped = 0, best_different = 0, best_total = 0;
  for (std::size_t taken = 0; taken < counted.size(); ++taken) {
    const auto end = counted[taken] + 1;
    const auto begin = std::max(end > size ? end - size : 0, end > shown.last ? shown.last : 0);
    inside.add(counted[taken]);
    for (; counted[dropped] < begin; ++dropped) inside.drop(counted[dropped]);
    const auto total = taken + 1 - dropped;
    const bool better =
        inside.different() > best_different || (inside.different() == best_different && total > best_total);
    if (better) best = begin, best_different = inside.different(), best_total = total;
  }
  return best;
}

/// How many different matching words stand in `spans`.
std::size_t different(const TextWords& text, std::initializer_list<Span> spans) {
  Subjects found(text);
  for (const auto n : text.matches()) {
    if (std::ranges::any_of(spans, [&](const Span& span) { return is_in(n, span); })) found.add(n);
  }
  return found.different();
}

bool ends_sentence(std::string_view gap) {
  return gap.find_first_of(".!?\n") != std::string_view::npos || gap.find("。") != std::string_view::npos;
}

/// A passage may be longer than it should by a quarter, to be made of whole sentences.
constexpr std::size_t slack(std::size_t size) { return size / 4; }

/// What stands between words[n] and the next one.
std::string_view gap_behind(std::string_view text, const std::vector<MarkedWord>& words, std::size_t n) {
  const auto begin = words[n].range.second, end = words[n + 1].range.first;
  return end > begin ? text.substr(begin, end - begin) : std::string_view();
}

/// Whether a dot behind words[n] belongs to it: "Mr.", "J.".
bool is_abbreviation(std::string_view text, const MarkedWord& word) {
  constexpr std::string_view kTitles[] = {"Mrs", "Gen", "Sen", "Rep", "Gov", "Col", "Rev"};
  const auto [begin, end] = word.range;
  const auto letters = text.substr(begin, end - begin);
  const bool is_capital = !letters.empty() && letters[0] >= 'A' && letters[0] <= 'Z';
  return is_capital && (letters.size() <= 2 || std::ranges::find(kTitles, letters) != std::end(kTitles));
}

/// Whether a sentence or a line ends behind words[n], which is not the last one.
bool ends_sentence(std::string_view text, const std::vector<MarkedWord>& words, std::size_t n) {
  const auto gap = gap_behind(text, words, n);
  return ends_sentence(gap) && !(gap == ". " && is_abbreviation(text, words[n]));
}

/// Whether it ends there with a stop: lines may end within it.
bool stops(std::string_view text, const std::vector<MarkedWord>& words, std::size_t n) {
  return gap_behind(text, words, n).find_first_of(".!?") != std::string_view::npos &&
         ends_sentence(text, words, n);
}

/// Where the passage of `size` words that shows the matches from `first` to `last` begins: with their
/// sentence, if that is near and leaves room for all of them, else a little before the first.
std::size_t passage_start(std::string_view text, const std::vector<MarkedWord>& words, const Span& matches,
                          std::size_t size) {
  constexpr std::size_t kLead = 4, kNear = 16;
  const auto first = matches.first;
  const auto room_for_all = [&](std::size_t room) { return matches.last > room ? matches.last - room : 0; };
  const auto lowest = std::max(room_for_all(size + slack(size)), first > kNear ? first - kNear : 0);
  for (auto n = first; n > lowest; --n) {
    if (ends_sentence(text, words, n - 1)) return n;
  }
  return lowest == 0 ? 0 : std::max(room_for_all(size), first > kLead ? first - kLead : 0);
}

/// Where a passage that ends before words[last] should end: with a sentence, if one ends soon before, where
/// nothing that matched is lost, or soon behind.
std::size_t passage_end(std::string_view text, const std::vector<MarkedWord>& words, const Span& span,
                        std::size_t size) {
  constexpr std::size_t kShorter = 8;
  if (span.last >= words.size()) return words.size();
  for (auto n = span.last; n > span.first + 1 && n + kShorter > span.last; --n) {
    if (stops(text, words, n - 1)) return n;
    if (words[n - 1].match >= 0) break;
  }
  for (auto n = span.last + 1; n <= words.size() && n <= span.first + size + slack(size); ++n) {
    if (n == words.size() || stops(text, words, n - 1)) return n;
  }
  return span.last;
}

/// The matches of the window at `window`: from the first to behind the last.
Span matches_in(const std::vector<MarkedWord>& words, std::size_t window, std::size_t size) {
  const auto end = std::min(words.size(), window + size);
  Span matches{end, window};
  for (std::size_t n = window; n < end; ++n) {
    if (words[n].match < 0) continue;
    matches.first = std::min(matches.first, n);
    matches.last = n + 1;
  }
  return matches;
}

/// The passage of about `size` words around the window at `window`; a phrase is in it as a whole or not at
/// all.
Span passage(TextWords& text, std::size_t window, std::size_t size) {
  text.locate(window + size);
  const auto& words = text.words();
  const auto matches = matches_in(words, window, size);
  Span span{passage_start(text.text(), words, matches, size), 0};
  text.locate(span.first + size + slack(size) + 1);
  span.last = std::min(words.size(), std::max(span.first + size, matches.last));
  span.last = passage_end(text.text(), words, span, size);
  const auto is_one_match = [&](std::size_t n) {
    return n > 0 && n < words.size() && words[n].match >= 0 && words[n].match == words[n - 1].match;
  };
  while (is_one_match(span.first)) --span.first;
  while (is_one_match(span.last)) ++span.last;
  return span;
}

/// The first passage, where nothing matches.
Span beginning(TextWords& text, std::size_t size) {
  text.locate(size + slack(size) + 1);
  const Span span{0, std::min(text.words().size(), size)};
  return {0, passage_end(text.text(), text.words(), span, size)};
}

/// One passage, or two of half the size where these show more of what matched, in the order of the text.
std::vector<Span> passages(TextWords& text, std::size_t size) {
  const auto window = densest(text, size);
  if (!window) return {beginning(text, size)};
  const auto one = passage(text, *window, size);
  const auto shown = different(text, {one});
  if (shown == different(text, {{0, text.words().size()}})) return {one};
  const auto half = std::max(size / 2, std::size_t{1});
  auto first = passage(text, *densest(text, half), half);
  const auto other = densest(text, half, first);
  if (!other) return {one};
  auto second = passage(text, *other, half);
  if (different(text, {first, second}) <= shown) return {one};
  if (second.first < first.first) std::swap(first, second);
  if (second.first <= first.last) return {{first.first, std::max(first.last, second.last)}};
  return {first, second};
}

/// Where the text of `span` ends: behind its last word, with the stop and the quotes that close directly
/// behind it.
std::size_t text_end(std::string_view text, const std::vector<MarkedWord>& words, const Span& span) {
  if (span.last == words.size()) return text.size();
  const auto begin = words[span.last - 1].range.second;
  const auto end = std::max(words[span.last].range.first, begin);
  const auto gap = text.substr(begin, end - begin);
  const auto stop = gap.find_first_of(".!?");
  const auto blank = stop == std::string_view::npos ? stop : gap.find_first_of(" \n\t", stop);
  return blank != std::string_view::npos ? begin + blank : begin;
}

/// Where the text of `span` begins: with its first word and the quotes and brackets that open directly before
/// it.
std::size_t text_begin(std::string_view text, const std::vector<MarkedWord>& words, const Span& span) {
  if (span.first == 0) return 0;
  const auto before = words[span.first - 1].range.second, begin = words[span.first].range.first;
  if (before >= begin) return begin;
  const auto blank = text.substr(before, begin - before).find_last_of(" \n\t");
  return blank == std::string_view::npos ? begin : before + blank + 1;
}

/// Puts parts of a text together, a blank for each run of white space.
class Excerpt {
 public:
  void append(std::string_view part) {
    for (const char c : part) {
      const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!is_blank) {
        shown_.text += c;
      } else if (!shown_.text.empty() && shown_.text.back() != ' ') {
        shown_.text += ' ';
      }
    }
  }

  /// The bytes [begin, end) of `text`, of which `matches` are marked.
  void append(std::string_view text, std::size_t begin, std::size_t end, const std::vector<Range>& matches) {
    for (const auto& [from, to] : matches) {
      append(text.substr(begin, from - begin));
      const auto start = static_cast<std::uint32_t>(shown_.text.size());
      append(text.substr(from, to - from));
      shown_.highlights.emplace_back(start, static_cast<std::uint32_t>(shown_.text.size()));
      begin = to;
    }
    if (end > begin) append(text.substr(begin, end - begin));
  }

  Highlighted take() {
    if (shown_.text.ends_with(' ')) shown_.text.pop_back();
    return std::move(shown_);
  }

 private:
  Highlighted shown_;
};

}  // namespace

std::vector<Range> Highlighter::highlights(std::string_view text) const {
  const TextWords read(text, Wanted(*this));
  return merged(read.words(), 0, read.words().size());
}

Highlighted snippet(TextWords& text, std::size_t size) {
  if (text.words().empty()) return {};
  const auto& words = text.words();
  Excerpt excerpt;
  std::size_t end = 0;
  for (const auto& span : passages(text, size)) {
    text.locate(span.last + 1);
    const auto begin = text_begin(text.text(), words, span);
    if (begin > 0) excerpt.append(end == 0 ? "… " : " … ");
    end = text_end(text.text(), words, span);
    excerpt.append(text.text(), begin, end, merged(words, span.first, span.last));
  }
  if (end < text.text().size()) excerpt.append(" …");
  return excerpt.take();
}

Highlighted snippet(std::string_view text, const Highlighter& highlighter, std::size_t size) {
  const Wanted wanted(highlighter);
  TextWords words(utf8_prefix(text, kMaxSnippetSource), wanted);
  return snippet(words, size);
}

}  // namespace dateline
