#include "query/transliteration.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "query/spelling.h"

namespace dateline {
namespace {

/// Ways to write one name, folded; the first stands for all.
constexpr std::string_view kWellKnown[] = {
    "abdullah abdallah abdulla",
    "ahmed ahmad",
    "alexander aleksandr alexandr aleksander",
    "alexei aleksei alexey aleksey",
    "andrei andrey andrej",
    "beijing peking",
    "dmitry dmitri dmitriy dmitrii dimitri",
    "ebrahim ibrahim",
    "evgeny yevgeny evgeni yevgeni evgeniy evgenij",
    "faisal faysal feisal",
    "gaddafi qaddafi kadhafi gadhafi khadafy kaddafi khaddafi gadafi qadhafi kadafi qadafi khadafi",
    "gorbachev gorbatchev gorbachov gorbatschow gorbaciov gorbachyov gorbacheff",
    "hezbollah hizbollah hizbullah hezbullah hizballah",
    "hussein husain hussain hossein husayn husein",
    "khaled khalid",
    "khrushchev khrouchtchev chruschtschow khruschev krushchev krouchtchev hrushchev",
    "kolkata calcutta",
    "kyiv kiev kiew kyjiw",
    "kharkiv kharkov charkow charkiw",
    "lviv lvov lwow lwiw",
    "mikhail michail mihail",
    "mohammed muhammad mohamed mohammad muhammed mohamad muhamad muhamed muhammadu",
    "muslim moslem",
    "nikolai nikolay nikolaj nicolai",
    "odesa odessa",
    "omar umar",
    "osama usama",
    "putin poutine",
    "qaeda qaida",
    "quran koran",
    "sergei sergey serguei sergej",
    "shevardnadze chevardnadze schewardnadse",
    "solzhenitsyn soljenitsyne solschenizyn solzenicyn",
    "taliban taleban",
    "tchaikovsky chaikovsky tschaikowsky tschaikowski tchaikovski chaikovski tchaikowsky",
    "tolstoy tolstoi tolstoj",
    "trotsky trotzki trotski trotskiy",
    "yasser yasir yassir",
    "yeltsin jelzin eltsine eltsin ieltsin",
    "yuri yury iouri iuri jurij yuriy",
    "yusuf youssef yousef yusef yousuf yussuf",
    "zelensky zelenskyy zelenskiy zelenskij zelenski selenskyj selenskij zelenskyi zelenskii",
    "zhou chou",
};

using Group = std::vector<std::string_view>;

const std::vector<Group>& groups() {
  static const auto made = [] {
    std::vector<Group> all;
    for (auto line : kWellKnown) {
      auto& group = all.emplace_back();
      while (!line.empty()) {
        const auto end = std::min(line.find(' '), line.size());
        group.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
      }
    }
    return all;
  }();
  return made;
}

/// The ways to write the well-known name `word`; none for others.
std::span<const std::string_view> well_known(std::string_view word) {
  static const auto numbers = [] {
    std::unordered_map<std::string_view, std::size_t> all;
    for (std::size_t n = 0; n < groups().size(); ++n) {
      for (const auto way : groups()[n]) all.emplace(way, n);
    }
    return all;
  }();
  const auto found = numbers.find(word);
  if (found == numbers.end()) return {};
  return groups()[found->second];
}

struct Ending {
  std::string_view written;
  std::string_view as;
};
/// How names of men end in Slavic languages; the longest first.
constexpr std::array kSlavic{
    Ending{"skiy", "ski"}, Ending{"skij", "ski"},  Ending{"skyy", "ski"},  Ending{"skyj", "ski"},
    Ending{"skii", "ski"}, Ending{"enko", "enko"}, Ending{"chuk", "chuk"}, Ending{"sky", "ski"},
    Ending{"ski", "ski"},  Ending{"yov", "ev"},    Ending{"yev", "ev"},    Ending{"iev", "ev"},
    Ending{"jew", "ev"},   Ending{"off", "ev"},    Ending{"eff", "ev"},    Ending{"ov", "ev"},
    Ending{"ow", "ev"},    Ending{"ev", "ev"},     Ending{"ew", "ev"}};

const Ending* slavic_ending(std::string_view word) {
  constexpr std::size_t kShortest = 6;
  if (word.size() < kShortest) return nullptr;
  const auto* found =
      std::ranges::find_if(kSlavic, [&](const Ending& ending) { return word.ends_with(ending.written); });
  return found == kSlavic.end() ? nullptr : found;
}

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

/// Whether word[at] may be an umlaut, with or without its e behind it: between consonants, not as in Michael.
bool may_be_umlaut(std::string_view word, std::size_t at) {
  constexpr std::size_t kShortest = 5;
  const auto next = at + 1 < word.size() && word[at + 1] == 'e' ? at + 2 : at + 1;
  if (word.size() < kShortest || at == 0 || next >= word.size() || is_vowel(word[next])) return false;
  const bool has_letter = word[at] == 'a' || word[at] == 'o' || word[at] == 'u';
  const bool is_sound_of_u = word[at] == 'u' && (word[at - 1] == 'q' || word[at - 1] == 'g');
  const bool ends_in_l = next + 1 == word.size() && word[next] == 'l';
  return has_letter && !is_vowel(word[at - 1]) && !is_sound_of_u && !ends_in_l;
}

std::string without_umlauts(std::string_view word) {
  std::string plain;
  for (std::size_t n = 0; n < word.size(); ++n) {
    plain += word[n];
    if (may_be_umlaut(word, n) && word[n + 1] == 'e') ++n;
  }
  return plain;
}

/// The letters that a transliteration of `word` may begin with.
std::string first_letters(std::string_view word) {
  static constexpr std::string_view kAlike[]{"ct", "kqh", "vw", "yij", "dj", "fp"};
  std::string letters{word[0]};
  for (const auto alike : kAlike) {
    if (alike.find(word[0]) != std::string_view::npos) letters += alike;
  }
  std::ranges::sort(letters);
  const auto repeated = std::ranges::unique(letters);
  letters.erase(repeated.begin(), repeated.end());
  return letters;
}

/// Words that may transliterate the same as `word`.
std::vector<std::string> candidates(const Xapian::Database& database, const std::string& prefix,
                                    std::string_view word) {
  std::vector<std::string> found;
  const auto known = well_known(word);
  found.insert(found.end(), known.begin(), known.end());
  if (prefix.empty() || prefix == spec(Field::kTitle).word_prefix) return found;
  if (slavic_ending(word) != nullptr) {
    for (const char letter : first_letters(word)) {
      const auto beginning = prefix + letter;
      for (auto term = database.allterms_begin(beginning); term != database.allterms_end(beginning); ++term)
        found.push_back((*term).substr(prefix.size()));
    }
  }
  for (std::size_t n = 0; n < word.size(); ++n) {
    if (!may_be_umlaut(word, n)) continue;
    auto other = std::string(word);
    word[n + 1] == 'e' ? other.erase(n + 1, 1) : other.insert(n + 1, 1, 'e');
    found.push_back(std::move(other));
  }
  return found;
}

bool holds_names(Field field) {
  return field == Field::kPerson || field == Field::kPlace || field == Field::kOrganization ||
         field == Field::kAuthor;
}

}  // namespace

std::string transliteration_key(std::string_view word) {
  if (const auto known = well_known(word); !known.empty()) return std::string(known.front());
  if (const auto* ending = slavic_ending(word)) {
    word.remove_suffix(ending->written.size());
    return same_sounds(std::string(word).append(ending->as));
  }
  return without_umlauts(word);
}

std::vector<std::string> Transliterator::of(const std::string& prefix, const std::string& word) {
  if (left_ == 0) return {};
  --left_;
  constexpr std::size_t kMost = 8;
  const auto key = transliteration_key(word);
  std::vector<std::string> found;
  for (auto& other : candidates(database_, prefix, word)) {
    const bool is_other = other != word && transliteration_key(other) == key;
    if (is_other && database_.term_exists(prefix + other)) found.push_back(std::move(other));
  }
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  std::ranges::stable_sort(found, std::greater{},
                           [&](const std::string& other) { return database_.get_termfreq(prefix + other); });
  found.resize(std::min(found.size(), kMost));
  return found;
}

void Transliterator::add_below(Node& node, std::vector<Correction>& corrections) {
  const auto children = node.kind == Node::Kind::kAndNot ? 1 : node.children.size();
  for (std::size_t n = 0; n < children; ++n) add_below(node.children[n], corrections);
  const bool is_searched = !node.field || node.field == Field::kTitle || holds_names(*node.field);
  if (node.kind != Node::Kind::kWord || node.is_literal || !is_searched) return;
  const auto prefix = node.field ? std::string(spec(*node.field).word_prefix) : "";
  node.spellings = of(prefix, node.words[0]);
  if (node.spellings.empty()) return;
  auto correction = typed_word(node);
  correction.word = written(database_, node.spellings.front());
  correction.also = database_.term_exists(prefix + node.words[0]);
  corrections.push_back(std::move(correction));
}

std::vector<Correction> Transliterator::add_to(Node& root) {
  std::vector<Correction> corrections;
  add_below(root, corrections);
  return corrections;
}

}  // namespace dateline
