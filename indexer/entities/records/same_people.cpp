#include "indexer/entities/records/same_people.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "corpus/base/text.h"
#include "indexer/entities/names/given_names.h"
#include "indexer/entities/names/person_name.h"
#include "indexer/entities/names/romanized.h"

namespace dateline {
namespace {

constexpr std::size_t kFewestCommon = 2;  ///< articles with a word and a full name that agree on them
constexpr std::size_t kAgreed = 4;        ///< times as many as have the word and any other name it is part of
constexpr std::size_t kCompanyOfVariants = 2;  ///< shared by "S. Jones" or "Sethy Joness" and "Seth Jones"
constexpr std::size_t kCompanyOfWord = 3;      ///< shared by a single word and the name it is part of
constexpr std::size_t kMostMisspelled = 5;     ///< articles with a name that is rather a misspelled one …
constexpr std::size_t kRareMisspelled = 10;    ///< … and times as many with the right one
constexpr std::size_t kOutstanding = 10;       ///< times as many articles as all others that a part fits
constexpr std::size_t kMostPairs = 400;        ///< names of one family that are compared

class Joiner {
 public:
  Joiner(const NameColumn& people, std::span<const NameColumn> company)
      : people_(people), company_(people, company), record_(people.names.size()) {
    std::iota(record_.begin(), record_.end(), 0u);
    names_.reserve(people.names.size());
    for (const auto name : people.names) names_.push_back(parse_person(name));
  }

  std::vector<Alias> join() {
    join_spellings();
    join_full_names();
    join_turned_names();
    join_tails();
    join_single_words();
    follow_records();
    std::vector<Alias> aliases;
    for (std::uint32_t name = 0; name < record_.size(); ++name) {
      if (record_[name] != name) aliases.push_back({name, record_[name]});
    }
    return aliases;
  }

 private:
  using Name = Company::Name;

  std::size_t frequency(Name name) const { return company_.frequency(name); }

  /// More telling first: more words, fewer initials, more articles.
  bool is_fuller(Name a, Name b) const {
    const auto letters = [&](Name name) {
      return std::ranges::count_if(names_[name].words, [](const auto& word) { return word.size() > 1; });
    };
    const auto key = [&](Name name) {
      const auto& words = names_[name].words;
      const bool is_formal = words.empty() || !is_short_form(words.front());
      return std::tuple(letters(name), words.size(), is_formal, frequency(name));
    };
    return key(a) != key(b) ? key(a) > key(b) : people_.names[a] < people_.names[b];
  }

  /// How many others two names have for company, themselves and names of the same last word apart.
  std::size_t shared_company(Name a, Name b) {
    return company_.shared(a, b, [&](Name other) {
      const auto& name = names_[other];
      return !name.is_empty() && (family(name) == family(names_[a]) || family(name) == family(names_[b]));
    });
  }

  static const std::string& family(const PersonName& name) { return name.keys.back(); }

  static std::string spelling(const PersonName& name) {
    return joined(name.all, " ") + '\n' + name.generation;
  }

  bool is_record(Name name) const { return record_[name] == name; }

  /// Makes the record of each name one that is nobody's alias.
  void follow_records() {
    for (auto& record : record_) {
      while (!is_record(record)) record = record_[record];
    }
  }

  /// "j.r. jayewardene" and "jr jayewardene" differ in nothing but dots. Letters with a vowel are rather a
  /// name: "al gore" is not "a. l. gore" without evidence.
  void join_spellings() {
    std::map<std::string, std::vector<Name>> spellings;
    for (Name name = 0; name < names_.size(); ++name) {
      if (names_[name].words.size() >= 2) spellings[spelling(names_[name])].push_back(name);
    }
    for (const auto& [key, names] : spellings) set_record(names);
  }

  /// Names of one family are compared with each other; of a large one only those that begin alike.
  void join_full_names() {
    std::map<std::string_view, std::vector<Name>> families;
    for (Name name = 0; name < names_.size(); ++name) {
      if (names_[name].words.size() >= 2 && is_record(name)) families[family(names_[name])].push_back(name);
    }
    for (auto& [key, names] : families) {
      if (names.size() <= kMostPairs) {
        join_alike(names);
        continue;
      }
      std::map<char, std::vector<Name>> alike;
      for (const auto name : names) alike[names_[name].words.front()[0]].push_back(name);
      for (auto& [letter, some] : alike) {
        if (some.size() <= kMostPairs) join_alike(some);
      }
    }
    follow_records();
  }

  /// How names of the archive go together. Who is called "Jr." is not the one without; kings may be. "G. G.
  /// Hale" is not Gerald Hale, who has no second name.
  NameFit fit(Name a, Name b) const {
    const auto &one = names_[a], &other = names_[b];
    const bool may_be = one.generation == other.generation || is_royal(one.words.front());
    const bool has_too_many = (initials_alone(one) > 1 && initials_alone(one) >= other.words.size()) ||
                              (initials_alone(other) > 1 && initials_alone(other) >= one.words.size());
    if (!may_be) return NameFit::kNone;
    if (has_too_many)
      return joined(one.all, "") == joined(other.all, "") ? NameFit::kVariant : NameFit::kNone;
    return name_fit(one, other);
  }

  /// How many initials a name has before the family's, where it has nothing else there.
  static std::size_t initials_alone(const PersonName& name) {
    const auto is_initial = [](const std::string& word) { return word.size() == 1; };
    const auto initials = static_cast<std::size_t>(std::ranges::count_if(name.words, is_initial));
    return initials + 1 == name.words.size() ? initials : 0;
  }

  /// Each name, the fullest first, goes to the one person that it is compatible with and shares company with.
  void join_alike(std::vector<Name>& names) {
    std::ranges::sort(names, [&](Name a, Name b) { return is_fuller(a, b); });
    std::vector<std::vector<Name>> people;
    for (const auto name : names) {
      std::vector<std::size_t> fits;
      for (std::size_t n = 0; n < people.size(); ++n) {
        const auto fits_with = [&](Name other) { return fit(name, other) >= NameFit::kVariant; };
        if (std::ranges::all_of(people[n], fits_with)) fits.push_back(n);
      }
      if (initials_alone(names_[name]) != 1) leave_out_misspelled(fits, people);
      const bool joins = fits.size() == 1 && keeps_company(name, people[fits[0]]);
      if (joins) {
        people[fits[0]].push_back(name);
      } else {
        people.push_back({name});
      }
    }
    for (const auto& person : people) set_record(person);
  }

  /// Leaves out of `fits`, numbers of `people`, those that are so rare beside the most frequent one that they
  /// are rather misspelled than others.
  void leave_out_misspelled(std::vector<std::size_t>& fits,
                            const std::vector<std::vector<Name>>& people) const {
    if (fits.size() < 2) return;
    const auto articles = [&](std::size_t person) {
      std::size_t sum = 0;
      for (const auto name : people[person]) sum += frequency(name);
      return sum;
    };
    const auto most = articles(*std::ranges::max_element(fits, {}, articles));
    std::erase_if(fits, [&](std::size_t person) {
      return articles(person) <= kMostMisspelled && articles(person) * kRareMisspelled <= most;
    });
  }

  /// "Orbán Viktor" and "Viktor Orbán", where only these two have the words and one of them is a record of
  /// its own.
  void join_turned_names() {
    std::map<std::vector<std::string>, std::vector<Name>> with_words;
    for (Name name = 0; name < names_.size(); ++name) {
      auto words = names_[name].words;
      const bool is_spelling = spelling(names_[record_[name]]) == spelling(names_[name]);
      if (words.size() < 2 || (!is_record(name) && is_spelling)) continue;
      std::ranges::sort(words);
      with_words[std::move(words)].push_back(name);
    }
    std::unordered_map<Name, std::vector<Name>> aliases;  // by record
    for (Name name = 0; name < record_.size(); ++name) {
      if (record_[name] != name) aliases[record_[name]].push_back(name);
    }
    for (const auto& [words, names] : with_words) {
      if (names.size() != 2) continue;
      const auto a = record_[names[0]], b = record_[names[1]];
      if (a == b || (aliases.contains(a) && aliases.contains(b))) continue;
      const bool is_one = name_fit(names_[names[0]], names_[names[1]]) == NameFit::kVariant &&
                          keeps_company(names[0], {names[1]});
      if (!is_one) continue;
      const auto record = comes_first(a, b) ? a : b, joined = comes_first(a, b) ? b : a;
      auto moved = std::move(aliases[joined]);
      moved.push_back(joined);
      aliases.erase(joined);
      for (const auto name : moved) record_[name] = record;
      aliases[record].insert(aliases[record].end(), moved.begin(), moved.end());
    }
  }

  /// "Kumara Dissanayake", cut off the only frequent name that ends so.
  void join_tails() {
    std::unordered_map<std::string, std::vector<Name>> with_tail;
    for (Name name = 0; name < names_.size(); ++name) {
      for (auto& tail : tails(names_[name].words)) with_tail[std::move(tail)].push_back(record_[name]);
    }
    for (Name name = 0; name < names_.size(); ++name) {
      const auto& words = names_[name].words;
      if (!is_record(name) || words.size() < 2 || is_known_given_name(words.front())) continue;
      const auto found = with_tail.find(joined(words, " "));
      if (found == with_tail.end() || found->second.size() > kMostPairs) continue;
      const auto whole = outstanding(found->second, frequency(name));
      if (whole && *whole != name && shared_company(name, *whole) >= kCompanyOfWord) record_[name] = *whole;
    }
    follow_records();
  }

  /// The last words of a name, two to four of them, without the first and not from an initial on.
  static std::vector<std::string> tails(const std::vector<std::string>& words) {
    constexpr std::size_t kLongest = 4;
    std::vector<std::string> found;
    for (auto first = words.size() > kLongest ? words.size() - kLongest : 1; first + 1 < words.size();
         ++first) {
      const auto begin = words.begin() + static_cast<std::ptrdiff_t>(first);
      if (begin->size() > 1) found.push_back(joined({begin, words.end()}, " "));
    }
    return found;
  }

  /// The one of `records` that has kOutstanding times the articles of all others together, and of
  /// `frequency`.
  std::optional<Name> outstanding(std::vector<Name> records, std::size_t frequency_of_part) const {
    std::ranges::sort(records);
    const auto repeated = std::ranges::unique(records);
    records.erase(repeated.begin(), repeated.end());
    const auto by_frequency = [&](Name name) { return frequency(name); };
    const auto most = *std::ranges::max_element(records, {}, by_frequency);
    auto others = frequency_of_part;
    for (const auto name : records) others += name == most ? 0 : frequency(name);
    return others * kOutstanding <= frequency(most) ? std::optional(most) : std::nullopt;
  }

  bool keeps_company(Name name, const std::vector<Name>& person) {
    return std::ranges::any_of(person, [&](Name other) {
      const auto &a = names_[name], &b = names_[other];
      const bool same_ends = a.words.front() == b.words.front() && a.words.front().size() > 1 &&
                             a.words.back() == b.words.back();
      return shared_company(name, other) >= (same_ends ? 1 : kCompanyOfVariants);
    });
  }

  /// Whether the record of both is called `a`.
  bool comes_first(Name a, Name b) const {
    return frequency(a) != frequency(b) ? frequency(a) > frequency(b) : is_fuller(a, b);
  }

  void set_record(const std::vector<Name>& person) {
    const auto record = *std::ranges::min_element(person, [&](Name a, Name b) { return comes_first(a, b); });
    for (const auto name : person) record_[name] = record;
  }

  void join_single_words() {
    std::unordered_map<std::string_view, std::vector<Name>> with_family, with_first;
    std::unordered_map<std::string, std::vector<Name>> with_letters;
    for (Name name = 0; name < names_.size(); ++name) {
      const auto& [all, words, keys, generation, is_family] = names_[name];
      if (words.size() < 2) continue;
      with_family[keys.back()].push_back(name);
      if (words.front().size() > 1) with_first[keys.front()].push_back(name);
      if (auto letters = first_letters(names_[name]); !letters.empty() && !may_be_word(letters))
        with_letters[std::move(letters)].push_back(record_[name]);
    }
    for (Name word = 0; word < names_.size(); ++word) {
      if (names_[word].words.size() != 1) continue;
      std::vector<Name> names;
      if (const auto found = with_family.find(family(names_[word])); found != with_family.end())
        names = found->second;
      const auto first = spelling_key(names_[word].words[0]);
      if (const auto found = with_first.find(first); found != with_first.end()) {
        std::ranges::copy_if(found->second, std::back_inserter(names),
                             [&](Name name) { return family(names_[name]) != family(names_[word]); });
      }
      if (const auto letters = with_letters.find(names_[word].all[0]); letters != with_letters.end()) {
        const auto person = outstanding(letters->second, 0);
        if (person && shared_company(word, *person) >= kCompanyOfWord) record_[word] = *person;
      }
      if (names.empty() || !is_record(word)) continue;
      if (const auto person = person_called(word, names)) record_[word] = *person;
    }
  }

  /// "kim" is a name rather than the letters of Kevin Ian Moore; in small letters only "cbk" is sure.
  static bool may_be_word(std::string_view letters) {
    return letters.find_first_of("aeiouy") != std::string_view::npos;
  }

  /// The record that a single word stands for.
  std::optional<Name> person_called(Name word, const std::vector<Name>& names) {
    std::map<Name, std::size_t> both;  // by record: articles with the word and one of its names
    for (const auto name : names) {
      if (family(names_[name]) != family(names_[word])) continue;
      const auto count = company_.common(word, name);
      if (count > 0) both[record_[name]] += count;
    }
    if (both.empty()) return person_in_company(word, names);
    const auto by_count = [](const auto& entry) { return entry.second; };
    const auto most = std::ranges::max_element(both, {}, by_count);
    const bool agreed = most->second >= kFewestCommon && std::ranges::all_of(both, [&](const auto& other) {
                          return other.first == most->first || other.second * kAgreed <= most->second;
                        });
    return agreed ? std::optional(most->first) : std::nullopt;
  }

  /// The only one of `names` with much of the same company; nothing where there are many to choose from.
  std::optional<Name> person_in_company(Name word, const std::vector<Name>& names) {
    if (names.size() > kMostPairs) return std::nullopt;
    std::map<Name, std::size_t> shared;
    for (const auto name : names) {
      auto& most = shared[record_[name]];
      most = std::max(most, shared_company(word, name));
    }
    std::optional<Name> person;
    for (const auto& [record, count] : shared) {
      if (count == 0) continue;
      if (person) return std::nullopt;
      if (count < kCompanyOfWord) return std::nullopt;
      person = record;
    }
    return person;
  }

  const NameColumn& people_;
  Company company_;
  std::vector<Name> record_;       ///< by name
  std::vector<PersonName> names_;  ///< by name
};

}  // namespace

std::vector<Alias> same_people(const NameColumn& people, std::span<const NameColumn> company) {
  return Joiner(people, company).join();
}

}  // namespace dateline
