#include "indexer/entities/records/full_names.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/base/text.h"

namespace dateline {
namespace {

using Name = PeopleOfArchive::Name;
using Names = std::vector<Name>;

constexpr std::size_t kMostMisspelled = 5;   ///< articles with a name that is rather a misspelled one …
constexpr std::size_t kRareMisspelled = 10;  ///< … and times as many with the right one

/// Letters with a vowel are rather a name: "al gore" is not "a. l. gore" without evidence.
std::string spelling(const PersonName& name) { return joined(name.all, " ") + '\n' + name.generation; }

/// How many initials a name has before the family's, where it has nothing else there.
std::size_t initials_alone(const PersonName& name) {
  const auto is_initial = [](const std::string& word) { return word.size() == 1; };
  const auto initials = static_cast<std::size_t>(std::ranges::count_if(name.words, is_initial));
  return initials + 1 == name.words.size() ? initials : 0;
}

/// Whether `one` has more initials than `other` has names: "G. G. Hale" is not Gerald Hale.
bool has_too_many_initials(const PersonName& one, const PersonName& other) {
  const auto initials = initials_alone(one);
  return initials > 1 && initials >= other.words.size();
}

/// How names of the archive go together. Who is called "Jr." is not the one without; kings may be.
NameFit fit(const PersonName& one, const PersonName& other) {
  const bool may_be = one.generation == other.generation || is_royal(one.words.front());
  if (!may_be) return NameFit::kNone;
  if (has_too_many_initials(one, other) || has_too_many_initials(other, one))
    return joined(one.all, "") == joined(other.all, "") ? NameFit::kVariant : NameFit::kNone;
  return name_fit(one, other);
}

/// Leaves out of `fits`, numbers of `persons`, those that are so rare beside the most frequent one that they
/// are rather misspelled than others.
void leave_out_misspelled(const PeopleOfArchive& people, const std::vector<Names>& persons,
                          std::vector<std::size_t>& fits) {
  if (fits.size() < 2) return;
  const auto articles = [&](std::size_t person) {
    std::size_t sum = 0;
    for (const auto name : persons[person]) sum += people.frequency(name);
    return sum;
  };
  const auto most = articles(*std::ranges::max_element(fits, {}, articles));
  std::erase_if(fits, [&](std::size_t person) {
    return articles(person) <= kMostMisspelled && articles(person) * kRareMisspelled <= most;
  });
}

/// Each name, the fullest first, goes to the one person that it is compatible with and shares company with.
void join_alike(PeopleOfArchive& people, Names names) {
  std::ranges::sort(names, [&](Name a, Name b) { return people.is_fuller(a, b); });
  std::vector<Names> persons;
  for (const auto name : names) {
    std::vector<std::size_t> fits;
    for (std::size_t n = 0; n < persons.size(); ++n) {
      const auto fits_with = [&](Name other) {
        return fit(people[name], people[other]) >= NameFit::kVariant;
      };
      if (std::ranges::all_of(persons[n], fits_with)) fits.push_back(n);
    }
    if (initials_alone(people[name]) != 1) leave_out_misspelled(people, persons, fits);
    const bool joins = fits.size() == 1 && people.keeps_company(name, persons[fits[0]]);
    if (joins) {
      persons[fits[0]].push_back(name);
    } else {
      persons.push_back({name});
    }
  }
  for (const auto& person : persons) people.join(person);
}

/// `names` by what `part_of` each says.
template <typename PartOf>
std::map<std::string_view, Names> divided(const Names& names, PartOf part_of) {
  std::map<std::string_view, Names> parts;
  for (const auto name : names) parts[part_of(name)].push_back(name);
  return parts;
}

/// The first letter, however many bytes it has.
std::string_view first_letter(std::string_view word) { return word.substr(0, decode_utf8(word, 0).bytes); }

void join_family(PeopleOfArchive& people, const Names& family) {
  if (family.size() <= PeopleOfArchive::kMostCompared) return join_alike(people, family);
  const auto letter = [&](Name name) { return first_letter(people[name].words.front()); };
  const auto first_name = [&](Name name) -> std::string_view { return people[name].keys.front(); };
  for (const auto& [of_letter, some] : divided(family, letter)) {
    if (some.size() <= PeopleOfArchive::kMostCompared) {
      join_alike(people, some);
      continue;
    }
    for (const auto& [of_first_name, few] : divided(some, first_name)) {
      if (few.size() <= PeopleOfArchive::kMostCompared) join_alike(people, few);
    }
  }
}

/// The pairs of names that have the same words, which no third one has; without names that differ from their
/// record in nothing but dots.
std::vector<std::pair<Name, Name>> pairs_of_same_words(const PeopleOfArchive& people) {
  std::map<std::vector<std::string>, Names> with_words;
  for (Name name = 0; name < people.size(); ++name) {
    const bool is_spelling = spelling(people[people.record(name)]) == spelling(people[name]);
    if (!people.is_full_name(name) || (!people.is_record(name) && is_spelling)) continue;
    auto words = people[name].words;
    std::ranges::sort(words);
    with_words[std::move(words)].push_back(name);
  }
  std::vector<std::pair<Name, Name>> pairs;
  for (const auto& [words, names] : with_words) {
    if (names.size() == 2) pairs.emplace_back(names[0], names[1]);
  }
  return pairs;
}

}  // namespace

void join_spellings(PeopleOfArchive& people) {
  std::map<std::string, Names> spellings;
  for (Name name = 0; name < people.size(); ++name) {
    if (people.is_full_name(name)) spellings[spelling(people[name])].push_back(name);
  }
  for (const auto& [key, names] : spellings) people.join(names);
}

void join_full_names(PeopleOfArchive& people) {
  std::map<std::string_view, Names> families;
  for (Name name = 0; name < people.size(); ++name) {
    if (people.is_full_name(name) && people.is_record(name)) families[people.family(name)].push_back(name);
  }
  for (const auto& [key, family] : families) join_family(people, family);
  people.follow_records();
}

void join_turned_names(PeopleOfArchive& people) {
  std::unordered_map<Name, Names> aliases;  // by record
  for (const auto& [name, record] : people.aliases()) aliases[record].push_back(name);
  for (const auto& [one, other] : pairs_of_same_words(people)) {
    const auto a = people.record(one), b = people.record(other);
    if (a == b || (aliases.contains(a) && aliases.contains(b))) continue;
    const bool is_one =
        name_fit(people[one], people[other]) == NameFit::kVariant && people.keeps_company(one, {other});
    if (!is_one) continue;
    const auto record = people.comes_first(a, b) ? a : b, joined = record == a ? b : a;
    auto moved = std::move(aliases[joined]);
    moved.push_back(joined);
    aliases.erase(joined);
    for (const auto name : moved) people.set_record(name, record);
    aliases[record].insert(aliases[record].end(), moved.begin(), moved.end());
  }
}

}  // namespace dateline
