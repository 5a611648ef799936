#include "indexer/entities/names/person_name.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "corpus/base/text.h"
#include "corpus/base/word_list.h"
#include "indexer/entities/names/given_names.h"
#include "indexer/entities/names/names.h"
#include "indexer/entities/names/particles.h"
#include "indexer/entities/names/romanized.h"
#include "indexer/entities/remembered.h"

namespace dateline {
namespace {

using Words = std::vector<std::string>;
using Part = std::span<const std::string>;

constexpr std::array<std::string_view, 20> kGenerations{
    "jr",  "sr", "ii",  "iii",  "iv",    "vii",   "viii", "ix",  "xii",    "xiii",
    "xiv", "xv", "xvi", "xvii", "xviii", "xxiii", "esq",  "phd", "junior", "snr"};
/// Numbers that are names too: "Pius XI", but "Xi Jinping".
constexpr std::array<std::string_view, 2> kNumbersInCapitals{"vi", "xi"};

/// Before any name.
constexpr std::array<std::string_view, 20> kCourtesy{
    "mr",     "mrs",  "ms",   "miss",  "mme",   "mlle",   "dr",       "prof",   "professor", "sir",
    "messrs", "herr", "frau", "señor", "senor", "senora", "monsieur", "madame", "dame",      "shri"};

/// Before full names; "Judge" and "Mayor" alone can be a family's.
constexpr std::array<std::string_view, 69> kOffices{
    "president",    "premier",       "minister",       "chancellor",
    "senator",      "sen",           "representative", "rep",
    "congressman",  "congresswoman", "governor",       "gov",
    "mayor",        "secretary",     "ambassador",     "judge",
    "justice",      "attorney",      "general",        "gen",
    "colonel",      "col",           "major",          "maj",
    "captain",      "capt",          "lieutenant",     "lt",
    "sergeant",     "sgt",           "admiral",        "adm",
    "commander",    "cmdr",          "officer",        "detective",
    "inspector",    "constable",     "sheriff",        "superintendent",
    "commissioner", "chairman",      "chairwoman",     "chairperson",
    "chief",        "director",      "spokesman",      "spokeswoman",
    "rev",          "reverend",      "father",         "sister",
    "bishop",       "archbishop",    "cardinal",       "rabbi",
    "imam",         "sheikh",        "ayatollah",      "coach",
    "councillor",   "councilman",    "deputy",         "vice",
    "mp",           "mps",           "prez",           "analyst",
    "mullah"};

/// Before first names, and so much a part of what people are called that the name alone says nobody.
constexpr std::array<std::string_view, 9> kRoyals{"king", "queen",   "prince",  "princess", "pope",
                                                  "tsar", "emperor", "empress", "saint"};

bool is_initial(const std::string& word) { return word.size() == 1; }

struct Raw {
  std::string plain;
  bool is_capital = false;   ///< begins with one
  bool is_capitals = false;  ///< of nothing else
  bool is_bound = false;     ///< a hyphen follows
};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// The words between blanks, hyphens and dots; apostrophes stay out.
std::vector<Raw> raw_words(std::string_view name) {
  constexpr std::size_t kMostly = 4;
  std::vector<Raw> words;
  words.reserve(kMostly);
  std::string word;
  const auto finish = [&](bool is_bound) {
    if (word.empty()) return;
    const bool capitals = std::ranges::all_of(word, is_capital);
    words.push_back({plain_letters(word), word[0] < 'a' || word[0] > 'z', capitals, is_bound});
    word.clear();
  };
  for (std::size_t at = 0; at < name.size();) {
    const auto c = decode_utf8(name, at);
    const bool hyphen = c.value == '-' || c.value == 0x2010 || c.value == 0x2011 || c.value == 0x2013;
    const bool apostrophe = c.value == '\'' || c.value == 0x2019 || c.value == 0x2018 || c.value == '`';
    if (hyphen || is_space(c.value) || c.value == '.' || c.value == ',' || c.value == '"') {
      finish(hyphen);
    } else if (!apostrophe) {
      word += name.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  finish(false);
  return words;
}

bool is_of_latin_letters(std::string_view plain) {
  return std::ranges::all_of(plain, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool has_vowel(std::string_view word) { return word.find_first_of("aeiouy") != word.npos; }

/// Whether the capitals at `n` are initials: "JR Jayewardene", "KIM Ranatunge", but not "ALI SABRY".
bool are_initials(const std::vector<Raw>& raw, std::size_t n) {
  constexpr std::size_t kMost = 4;
  const auto& word = raw[n];
  if (n + 1 >= raw.size() || word.plain.size() < 2 || word.plain.size() > kMost) return false;
  if (!is_of_latin_letters(word.plain)) return false;  // a letter of another script is bytes
  if (contains(kGenerations, word.plain) && n > 0) return false;
  if (contains(kCourtesy, word.plain) || contains(kOffices, word.plain)) return false;
  if (!has_vowel(word.plain)) return true;
  return word.plain.size() < kMost && word.is_capitals && !raw.back().is_capitals;
}

std::string take_generation(std::vector<Raw>& raw) {
  if (raw.size() < 2) return {};
  const bool is_number =
      contains(kNumbersInCapitals, raw.back().plain) && raw.back().is_capitals && !raw.front().is_capitals;
  if (!is_number && !contains(kGenerations, raw.back().plain)) return {};
  auto generation = raw.back().plain;
  raw.pop_back();
  if (generation == "junior") return "jr";
  if (generation == "snr") return "sr";
  return generation == "esq" || generation == "phd" ? "" : generation;
}

/// A particle in front counts only where it is written as one: "al-Assad", "de Gaulle", not "Al Gore" and not
/// in the folded name of a record.
bool leads_family(const std::vector<Raw>& raw) {
  if (raw.size() < 2 || !is_inner_particle(raw[0].plain)) return false;
  const bool has_capitals = std::ranges::any_of(raw, &Raw::is_capital);
  return has_capitals && (!raw[0].is_capital || (raw[0].is_bound && raw[0].plain.size() <= 3));
}

bool same_word(const std::string& a, const std::string& b) {
  return a == b || (is_initial(a) && b.starts_with(a)) || (is_initial(b) && a.starts_with(b));
}

/// Whether `few` are among `many` in the same order. Initials are the first ones: George W. Bush is not
/// George H. W.
bool are_among(Part few, Part many) {
  std::size_t at = 0;
  if (!few.empty() && is_initial(few[0]) && !same_word(few[0], many[0])) return false;
  for (const auto& word : few) {
    while (at < many.size() && !same_word(word, many[at]) && spelling_key(word) != spelling_key(many[at]))
      ++at;
    if (at++ >= many.size()) return false;
  }
  return true;
}

/// Everything run together: "Kim Jong-un", "Kim Jongun".
std::string run_together(const Words& words) {
  return std::accumulate(words.begin(), words.end(), std::string());
}

/// Whether the names before the family's have nothing in common but initials that stand for names, and each
/// has more in full: "R. M. Mahinda Bandara", "Ranjith Madduma Bandara".
bool are_other_given_names(const PersonName& a, const PersonName& b) {
  const auto full = [](const PersonName& name) {
    Words words;
    for (const auto& word : Part(name.words).first(name.words.size() - 1)) {
      if (!is_initial(word)) words.push_back(word);
    }
    return words;
  };
  const auto of_a = full(a), of_b = full(b);
  if (of_a.empty() || of_b.empty()) return false;
  return std::ranges::none_of(of_a, [&](const std::string& one) {
    return std::ranges::any_of(of_b, [&](const std::string& other) {
      return spelling_key(one) == spelling_key(other) || same_given_name(one, other);
    });
  });
}

NameFit fit_in_order(const PersonName& a, const PersonName& b) {
  if (a.keys.back() != b.keys.back()) return NameFit::kNone;
  const auto &first_a = a.words.front(), &first_b = b.words.front();
  const bool same_first = same_word(first_a, first_b);
  if (!same_first && !same_given_name(first_a, first_b)) return NameFit::kNone;
  const auto middle = [](const PersonName& name) {
    return Part(name.words).subspan(1, name.words.size() - 2);
  };
  const auto of_a = middle(a), of_b = middle(b);
  if (!(of_a.size() <= of_b.size() ? are_among(of_a, of_b) : are_among(of_b, of_a))) return NameFit::kNone;
  if (are_other_given_names(a, b)) return NameFit::kNone;
  return same_first && a.words.back() == b.words.back() ? NameFit::kSame : NameFit::kVariant;
}

/// Family name first, as in Hungary and East Asia: "Orbán Viktor", "Jong-un Kim". Two given names side by
/// side can be two people: James Thomas, Thomas James.
bool is_turned(const Words& a, const Words& b) {
  constexpr std::size_t kMost = 3;
  if (a.size() != b.size() || a.size() > kMost) return false;
  const auto size = a.size();
  const auto is_moved_by = [&](std::size_t places) {
    for (std::size_t n = 0; n < size; ++n) {
      if (spelling_key(a[n]) != spelling_key(b[(n + places) % size])) return false;
    }
    return true;
  };
  if (!is_moved_by(1) && !is_moved_by(size - 1)) return false;
  return !std::ranges::all_of(a, is_known_given_name) && !std::ranges::all_of(a, is_initial);
}

bool is_part(const Words& part, const Words& whole) {
  constexpr std::size_t kFewest = 2;
  if (part.size() < kFewest || part.size() >= whole.size()) return false;
  if (std::ranges::any_of(part, is_initial) && is_initial(part.front())) return false;
  const auto size = static_cast<std::ptrdiff_t>(part.size());
  return std::equal(part.begin(), part.end(), whole.begin()) ||
         std::equal(part.begin(), part.end(), whole.end() - size);
}

}  // namespace

bool is_title(std::string_view plain) { return contains(kCourtesy, plain) || contains(kOffices, plain); }

bool is_royal(std::string_view rank) { return contains(kRoyals, rank); }

std::string_view without_titles(std::string_view name) {
  for (;;) {
    const auto end = name.find_first_of(" .");
    if (end == name.npos) return name;
    const auto next = name.find_first_not_of(" .", end);
    if (next == name.npos) return name;
    const auto word = plain_letters(name.substr(0, end));
    const bool leaves_full_name = name.find(' ', next) != name.npos;
    if (!contains(kCourtesy, word) && !(leaves_full_name && contains(kOffices, word))) return name;
    name.remove_prefix(next);
  }
}

namespace {

PersonName taken_apart(std::string_view name) {
  if (const auto turned = turned_name(name); !turned.empty()) return parse_person(turned);
  auto raw = raw_words(without_titles(name));
  PersonName parsed{.generation = take_generation(raw)};
  parsed.is_family = leads_family(raw);
  for (auto* words : {&parsed.all, &parsed.words, &parsed.keys}) words->reserve(raw.size());
  for (std::size_t n = 0; n < raw.size(); ++n) {
    const auto& word = raw[n].plain;
    if (are_initials(raw, n)) {
      for (const char letter : word) parsed.all.emplace_back(1, letter);
    } else {
      parsed.all.push_back(word);
    }
  }
  const auto size = parsed.all.size();
  for (std::size_t n = 0; n < size; ++n) {
    const bool is_inside = n > 0 || parsed.is_family;
    if (!(is_inside && n + 1 < size && is_inner_particle(parsed.all[n])))
      parsed.words.push_back(parsed.all[n]);
  }
  for (const auto& word : parsed.words)
    parsed.keys.push_back(&word == &parsed.words.back() ? family_key(word) : spelling_key(word));
  return parsed;
}

}  // namespace

std::shared_ptr<const PersonName> known_person(std::string_view name) {
  thread_local Remembered<std::shared_ptr<const PersonName>> names;
  return names.of(name,
                  [](std::string_view text) { return std::make_shared<PersonName>(taken_apart(text)); });
}

PersonName parse_person(std::string_view name) { return *known_person(name); }

std::string first_letters(const PersonName& name) {
  constexpr std::size_t kFewest = 3;
  std::string letters;
  if (name.words.size() < kFewest) return letters;
  for (const auto& word : name.words) letters += word.front();
  return is_of_latin_letters(letters) ? letters : "";
}

NameFit name_fit(const PersonName& a, const PersonName& b) {
  constexpr std::size_t kFull = 2;
  if (!a.generation.empty() && !b.generation.empty() && a.generation != b.generation) return NameFit::kNone;
  const bool are_full = a.words.size() >= kFull && b.words.size() >= kFull;
  if (are_full) {
    if (const auto fit = fit_in_order(a, b); fit != NameFit::kNone) return fit;
    if (run_together(a.words) == run_together(b.words)) return NameFit::kVariant;
    if (is_turned(a.words, b.words)) return NameFit::kVariant;
  }
  return is_part(a.all, b.all) || is_part(b.all, a.all) ? NameFit::kPart : NameFit::kNone;
}

}  // namespace dateline
