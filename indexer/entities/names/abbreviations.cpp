#include "indexer/entities/names/abbreviations.h"

#include <algorithm>
#include <array>
#include <optional>

#include "corpus/base/text.h"
#include "corpus/base/word_list.h"
#include "indexer/entities/names/legal_form.h"

namespace dateline {
namespace {

constexpr std::size_t kLongest = 10;     ///< letters
constexpr std::size_t kMostWords = 16;   ///< of a name
constexpr std::size_t kMostBytes = 160;  ///< of a name

constexpr std::array<std::string_view, 16> kSmallWords{"a",  "and", "at", "by", "de", "del", "et", "for",
                                                       "in", "la",  "of", "on", "or", "the", "to", "with"};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }
bool is_of_word(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}
char small(char c) { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; }

struct NameWord {
  std::size_t begin;  ///< byte
  char initial;       ///< in small letters
  bool is_capital;
  bool may_be_left_out;
  std::string_view letters;  ///< of a word of capitals, "HNB" of "HNB Assurance"; else empty
};

/// The words of `name`, whose bytes are counted from `offset`; none of a name that is too long.
std::vector<NameWord> words_of(std::string_view name, std::size_t offset) {
  constexpr std::size_t kMostly = 8;
  std::vector<NameWord> words;
  words.reserve(kMostly);
  for (std::size_t at = 0; at < name.size();) {
    if (!is_of_word(name[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < name.size() && is_of_word(name[end])) ++end;
    const auto written = name.substr(at, end - at);
    const auto word = ascii_lower(written);
    const bool is_joined = at > 0 && name[at - 1] == '-';
    words.push_back({offset + at, word[0], is_capital(name[at]),
                     is_joined || contains(kSmallWords, word) || is_legal_form(word),
                     std::ranges::all_of(written, is_capital) ? written : std::string_view()});
    at = end;
  }
  return words;
}

/// Whether `letters` begin the `words` from number `first` on, all of them but those that may be left out.
bool begin_words(std::string_view letters, const std::vector<NameWord>& words, std::size_t first) {
  unsigned read = 1;  // bit n: the first n letters can be those of the words so far
  for (auto n = first; n < words.size(); ++n) {
    unsigned next = words[n].may_be_left_out && n > first ? read : 0;
    for (std::size_t letter = 0; letter < letters.size(); ++letter) {
      if ((read >> letter & 1) != 0 && small(letters[letter]) == words[n].initial) next |= 2u << letter;
      if ((read >> letter & 1) != 0 && !words[n].letters.empty() &&
          letters.substr(letter).starts_with(words[n].letters))
        next |= 1u << (letter + words[n].letters.size());
    }
    read = next;
  }
  return (read >> letters.size() & 1) != 0;
}

/// The letters of "IMF" and of "NGOs"; empty where `word` is no such thing.
std::string_view letters_of(std::string_view word) {
  if (word.size() > 2 && word.ends_with('s') && is_capital(word[word.size() - 2])) word.remove_suffix(1);
  const bool is_short = word.size() >= 2 && word.size() <= kLongest;
  const bool are_letters = is_short && is_capital(word[0]) && std::ranges::all_of(word, is_letter);
  return are_letters && std::ranges::count_if(word, is_capital) >= 2 ? word : std::string_view();
}

/// Where the name begins that ends where `text` does and that `letters` stand for.
std::optional<std::size_t> name_before(std::string_view text, std::string_view letters) {
  auto begin = text.size() > kMostBytes ? text.size() - kMostBytes : 0;
  const auto part = text.substr(begin);
  if (const auto stop = part.find_last_of(",;:!?()\"\n"); stop != part.npos) begin += stop + 1;
  const auto words = words_of(text.substr(begin), begin);
  const auto fewest = words.size() > kMostWords ? words.size() - kMostWords : 0;
  for (auto first = words.size(); first-- > fewest;) {
    if (words[first].is_capital && begin_words(letters, words, first)) return words[first].begin;
  }
  return std::nullopt;
}

std::string_view without_possessive(std::string_view name) {
  for (const std::string_view ending : {"'s", "\u2019s", "'", "\u2019"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

/// The abbreviation that the bracket at `open` explains.
std::optional<Abbreviation> explained_at(std::string_view text, std::size_t open) {
  if (open < 2 || text[open - 1] != ' ') return std::nullopt;
  const auto close = text.substr(0, open + kMostBytes).find(')', open);
  if (close == text.npos) return std::nullopt;
  const auto inside = text.substr(open + 1, close - open - 1);
  const auto number = [](std::size_t byte) { return static_cast<std::uint32_t>(byte); };
  const auto before = without_possessive(text.substr(0, open - 1));
  if (const auto letters = letters_of(inside); !letters.empty()) {
    const auto begin = name_before(before, letters);
    if (!begin) return std::nullopt;
    const auto end = open + 1 + letters.size();
    return Abbreviation{number(*begin), number(before.size()), number(open + 1), number(end)};
  }
  const auto blank =
      before.substr(before.size() - std::min(before.size(), kLongest + 2)).find_last_of(" \n(");
  const auto word_begin =
      blank == before.npos ? 0 : before.size() - std::min(before.size(), kLongest + 2) + blank + 1;
  const auto letters = letters_of(before.substr(word_begin));
  const auto words = words_of(inside, open + 1);
  const bool is_name = !letters.empty() && !words.empty() && words.size() <= kMostWords &&
                       is_capital(inside[0]) && begin_words(letters, words, 0);
  if (!is_name) return std::nullopt;
  return Abbreviation{number(open + 1), number(close), number(word_begin), number(open - 1)};
}

}  // namespace

std::vector<Abbreviation> abbreviations(std::string_view text) {
  std::vector<Abbreviation> found;
  for (auto open = text.find('('); open != text.npos; open = text.find('(', open + 1)) {
    if (const auto one = explained_at(text, open)) found.push_back(*one);
  }
  return found;
}

std::vector<std::string> initials(std::string_view name) {
  if (std::ranges::all_of(name, is_of_word)) return {};
  const auto words = words_of(name, 0);
  if (words.size() < 2 || words.size() > kMostWords) return {};
  std::string all, needed;
  for (const auto& word : words) {
    all += word.initial;
    if (!word.may_be_left_out) needed += word.initial;
  }
  return all == needed ? std::vector{all} : std::vector{all, needed};
}

}  // namespace dateline
