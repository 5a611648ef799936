#include "indexer/entities/records/name_parts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/base/text.h"
#include "indexer/entities/names/given_names.h"

namespace dateline {
namespace {

using Name = PeopleOfArchive::Name;
using Names = std::vector<Name>;

constexpr std::size_t kOutstanding = 10;   ///< times as many articles as all others that a part fits
constexpr std::size_t kCompanyOfPart = 3;  ///< shared by a part and the name it is part of

/// The one of `records` that has kOutstanding times the articles of all others together, and of
/// `frequency_of_part`.
std::optional<Name> outstanding(const PeopleOfArchive& people, Names records, std::size_t frequency_of_part) {
  std::ranges::sort(records);
  const auto repeated = std::ranges::unique(records);
  records.erase(repeated.begin(), repeated.end());
  const auto by_frequency = [&](Name name) { return people.frequency(name); };
  const auto most = *std::ranges::max_element(records, {}, by_frequency);
  auto others = frequency_of_part;
  for (const auto name : records) others += name == most ? 0 : people.frequency(name);
  return others * kOutstanding <= people.frequency(most) ? std::optional(most) : std::nullopt;
}

/// The last words of a name, two to four of them, without the first and not from an initial on.
std::vector<std::string> tails(const std::vector<std::string>& words) {
  constexpr std::size_t kLongest = 4;
  std::vector<std::string> found;
  for (auto first = words.size() > kLongest ? words.size() - kLongest : 1; first + 1 < words.size();
       ++first) {
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(first);
    if (begin->size() > 1) found.push_back(joined({begin, words.end()}, " "));
  }
  return found;
}

/// "kim" is a name rather than the letters of Kevin Ian Moore; in small letters only "cbk" is sure.
bool may_be_word(std::string_view letters) {
  return letters.find_first_of("aeiouy") != std::string_view::npos;
}

}  // namespace

void join_tails(PeopleOfArchive& people) {
  std::unordered_map<std::string, Names> with_tail;
  for (Name name = 0; name < people.size(); ++name) {
    for (auto& tail : tails(people[name].words)) with_tail[std::move(tail)].push_back(people.record(name));
  }
  for (Name name = 0; name < people.size(); ++name) {
    const auto& words = people[name].words;
    if (!people.is_record(name) || !people.is_full_name(name) || is_known_given_name(words.front())) continue;
    const auto found = with_tail.find(joined(words, " "));
    if (found == with_tail.end() || found->second.size() > PeopleOfArchive::kMostCompared) continue;
    const auto whole = outstanding(people, found->second, people.frequency(name));
    if (whole && *whole != name && people.shared_company(name, *whole) >= kCompanyOfPart)
      people.set_record(name, *whole);
  }
  people.follow_records();
}

void join_letters(PeopleOfArchive& people) {
  std::unordered_map<std::string, Names> with_letters;
  for (Name name = 0; name < people.size(); ++name) {
    auto letters = first_letters(people[name]);
    if (!letters.empty() && !may_be_word(letters))
      with_letters[std::move(letters)].push_back(people.record(name));
  }
  for (Name word = 0; word < people.size(); ++word) {
    if (people[word].words.size() != 1) continue;
    const auto found = with_letters.find(people[word].all[0]);
    if (found == with_letters.end()) continue;
    const auto person = outstanding(people, found->second, 0);
    if (person && people.shared_company(word, *person) >= kCompanyOfPart) people.set_record(word, *person);
  }
}

}  // namespace dateline
