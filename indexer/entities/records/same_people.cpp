#include "indexer/entities/records/same_people.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "indexer/entities/names/given_names.h"
#include "indexer/entities/names/person_name.h"
#include "indexer/entities/names/romanized.h"

namespace dateline {
namespace {

constexpr std::size_t kFewestCommon = 2;  ///< articles with a word and a full name that agree on them
constexpr std::size_t kAgreed = 4;        ///< times as many as have the word and any other name it is part of
constexpr std::size_t kCompanyOfVariants = 2;  ///< shared by "S. Jones" or "Sethy Joness" and "Seth Jones"
constexpr std::size_t kCompanyOfWord = 3;      ///< shared by a single word and the name it is part of
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
    join_full_names();
    join_turned_names();
    join_single_words();
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

  /// Names of one family are compared with each other; of a large one only those that begin alike.
  void join_full_names() {
    std::map<std::string_view, std::vector<Name>> families;
    for (Name name = 0; name < names_.size(); ++name) {
      if (names_[name].words.size() >= 2) families[family(names_[name])].push_back(name);
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
  }

  /// Each name, the fullest first, goes to the one person that it is compatible with and shares company with.
  void join_alike(std::vector<Name>& names) {
    std::ranges::sort(names, [&](Name a, Name b) { return is_fuller(a, b); });
    std::vector<std::vector<Name>> people;
    for (const auto name : names) {
      std::vector<std::size_t> fits;
      for (std::size_t n = 0; n < people.size(); ++n) {
        const auto fit = [&](Name other) {
          return name_fit(names_[name], names_[other]) >= NameFit::kVariant;
        };
        if (std::ranges::all_of(people[n], fit)) fits.push_back(n);
      }
      const bool joins = fits.size() == 1 && keeps_company(name, people[fits[0]]);
      if (joins) {
        people[fits[0]].push_back(name);
      } else {
        people.push_back({name});
      }
    }
    for (const auto& person : people) set_record(person);
  }

  /// "Orbán Viktor" and "Viktor Orbán", where only these two have the words and one of them is a record of
  /// its own.
  void join_turned_names() {
    std::map<std::vector<std::string>, std::vector<Name>> with_words;
    for (Name name = 0; name < names_.size(); ++name) {
      auto words = names_[name].words;
      if (words.size() < 2) continue;
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
    for (Name name = 0; name < names_.size(); ++name) {
      const auto& [all, words, keys, generation, is_family] = names_[name];
      if (words.size() < 2) continue;
      with_family[keys.back()].push_back(name);
      if (words.front().size() > 1) with_first[keys.front()].push_back(name);
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
      if (names.empty()) continue;
      if (const auto person = person_called(word, names)) record_[word] = *person;
    }
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
