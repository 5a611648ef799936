#include "indexer/entities/records/lone_words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/entities/names/romanized.h"

namespace dateline {
namespace {

using Name = PeopleOfArchive::Name;
using Names = std::vector<Name>;

constexpr std::size_t kFewestCommon = 2;  ///< articles with a word and a full name that agree on them
constexpr std::size_t kAgreed = 4;        ///< times as many as have the word and any other name it is part of
constexpr std::size_t kCompanyOfWord = 3;  ///< shared by a word and the name it is part of

/// The full names of an archive by their families' names and by first names.
class FullNames {
 public:
  explicit FullNames(const PeopleOfArchive& people) : people_(people) {
    for (Name name = 0; name < people.size(); ++name) {
      if (!people.is_full_name(name)) continue;
      with_family_[people.family(name)].push_back(name);
      if (people[name].words.front().size() > 1) with_first_[people[name].keys.front()].push_back(name);
    }
  }

  /// Those that begin or end with `word`, a name of the archive.
  Names with(Name word) const {
    Names names;
    if (const auto found = with_family_.find(people_.family(word)); found != with_family_.end())
      names = found->second;
    const auto first = spelling_key(people_[word].words[0]);
    if (const auto found = with_first_.find(first); found != with_first_.end()) {
      std::ranges::copy_if(found->second, std::back_inserter(names),
                           [&](Name name) { return people_.family(name) != people_.family(word); });
    }
    return names;
  }

 private:
  const PeopleOfArchive& people_;
  std::unordered_map<std::string_view, Names> with_family_, with_first_;
};

/// The only one of `names` with much of the same company; nothing where there are many to choose from.
std::optional<Name> person_in_company(PeopleOfArchive& people, Name word, const Names& names) {
  if (names.size() > PeopleOfArchive::kMostCompared) return std::nullopt;
  std::map<Name, std::size_t> shared;  // by record
  for (const auto name : names) {
    auto& most = shared[people.record(name)];
    most = std::max(most, people.shared_company(word, name));
  }
  std::erase_if(shared, [](const auto& entry) { return entry.second == 0; });
  if (shared.size() != 1 || shared.begin()->second < kCompanyOfWord) return std::nullopt;
  return shared.begin()->first;
}

/// The record that `word` stands for, of those of `names`.
std::optional<Name> person_called(PeopleOfArchive& people, Name word, const Names& names) {
  std::map<Name, std::size_t> both;  // by record: articles with the word and one of its names
  for (const auto name : names) {
    if (people.family(name) != people.family(word)) continue;
    const auto count = people.common(word, name);
    if (count > 0) both[people.record(name)] += count;
  }
  if (both.empty()) return person_in_company(people, word, names);
  const auto by_count = [](const auto& entry) { return entry.second; };
  const auto most = std::ranges::max_element(both, {}, by_count);
  const bool is_agreed = most->second >= kFewestCommon && std::ranges::all_of(both, [&](const auto& other) {
                           return other.first == most->first || other.second * kAgreed <= most->second;
                         });
  return is_agreed ? std::optional(most->first) : std::nullopt;
}

}  // namespace

void join_lone_words(PeopleOfArchive& people) {
  const FullNames full_names(people);
  for (Name word = 0; word < people.size(); ++word) {
    if (people[word].words.size() != 1 || !people.is_record(word)) continue;
    const auto names = full_names.with(word);
    if (names.empty()) continue;
    if (const auto person = person_called(people, word, names)) people.set_record(word, *person);
  }
}

}  // namespace dateline
