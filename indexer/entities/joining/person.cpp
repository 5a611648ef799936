#include "indexer/entities/joining/person.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

/// "Mohammed bin Salman", who is Prince Mohammed.
bool has_fathers_name(const Person& person) {
  return std::ranges::any_of(person.names, [](const PersonName& name) {
    return name.all.size() > 2 && (name.all[1] == "bin" || name.all[1] == "ibn" || name.all[1] == "bint");
  });
}

bool may_bear(const Person& person, const std::string& rank) {
  const bool is_stated_by_word = person.is_stated && person.names[0].words.size() == 1;
  return !is_royal(rank) || is_stated_by_word || person.offices.contains(rank) || has_fathers_name(person);
}

bool may_be_numbered(const Person& person, const std::string& generation) {
  return generation.empty() || std::ranges::any_of(person.names, [&](const PersonName& name) {
           return name.generation == generation || (person.is_stated && name.words.size() == 1);
         });
}

/// The rank that most often stands before `numbers` of `forms`, as it begins a name: "Prince "; empty where
/// none does.
std::string leading_rank(const std::vector<PersonForm>& forms, const std::vector<std::size_t>& numbers) {
  std::map<std::string_view, std::size_t> counts;
  for (const auto number : numbers) {
    for (const auto& one : forms[number].at) {
      if (!one.around.rank.empty()) ++counts[one.around.rank];
    }
  }
  if (counts.empty()) return {};
  const auto by_count = [](const auto& entry) { return entry.second; };
  auto rank = std::string(std::ranges::max_element(counts, {}, by_count)->first) + ' ';
  rank[0] = static_cast<char>(rank[0] - 'a' + 'A');
  return rank;
}

}  // namespace

bool may_mean(const Person& person, const PersonName& name, const Surroundings& around) {
  return !differ(person.sex, around.sex) && may_bear(person, around.rank) &&
         may_be_numbered(person, name.generation);
}

void count_mention(Person& person, const Occurrence& one) {
  auto& named = person.named;
  if (!one.in_title) named.mentions.push_back(one.mention);
  if (one.in_dateline) return;
  ++named.count;
  named.in_title |= one.in_title;
  named.first = std::min(named.first, one.position);
}

void name_person(Person& person, const std::vector<PersonForm>& forms) {
  if (person.forms.empty()) return;
  const auto& form = forms[best_form(forms, person.forms)];
  if (!person.is_stated) {
    const bool needs_rank = form.name.words.size() == 1 || !form.name.generation.empty();
    const auto rank = needs_rank ? leading_rank(forms, person.forms) : std::string();
    person.named.name = rank + readable(form.written);
    person.named.words = name_words(person.named.name);
  } else if (person.names[0].words.size() == 1 && form.name.words.size() > 1) {
    person.named.written = readable(form.written);
  }
}

}  // namespace dateline
