#include "indexer/entities/joining/people.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "indexer/entities/joining/people_of_article.h"
#include "indexer/entities/joining/person.h"
#include "indexer/entities/joining/person_forms.h"
#include "indexer/entities/joining/single_words.h"
#include "indexer/entities/names/given_names.h"
#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

constexpr std::size_t kMostCompared = 400;  ///< people with a word in common that a name is compared with

/// A family name alone under which somebody is stated, and the full names that the article has with it.
struct StatedWord {
  std::size_t person;
  std::vector<std::size_t> forms;
  std::optional<bool> is_one;  ///< whether all those are one person's; known when asked for
};

class Joiner {
 public:
  Joiner(const Article& article, const Mentions& mentions)
      : text_(article.text), forms_(person_forms(article, mentions)) {
    for (const auto& entity : article.people) state(entity.name);
  }

  std::vector<Named> join() {
    join_full_names();
    join_single_words(text_, forms_, people_);
    auto people = people_.take();
    std::ranges::stable_sort(people, {}, [](const Person& person) {
      return std::tuple(!person.is_stated, person.is_stated ? 0 : person.named.first);
    });
    std::vector<Named> all;
    for (auto& person : people) {
      name_person(person, forms_);
      all.push_back(std::move(person.named));
    }
    return all;
  }

 private:
  using Number = PeopleOfArticle::Number;
  using Numbers = PeopleOfArticle::Numbers;

  void state(const std::string& name) {
    const auto number = people_.add({.is_stated = true, .named = {.name = name, .words = name_words(name)}});
    const auto parsed = parse_person(name);
    people_.add_name(number, parsed);
    if (!parsed.is_empty() && is_royal(parsed.words[0])) people_[number].offices.insert(parsed.words[0]);
    if (parsed.words.size() == 1) stated_words_.try_emplace(parsed.keys[0], number);
  }

  void join_full_names() {
    std::vector<Number> full;
    for (Number n = 0; n < forms_.size(); ++n) {
      if (forms_[n].name.words.size() < 2) continue;
      full.push_back(n);
      const auto stated = stated_words_.find(forms_[n].name.keys.back());
      if (stated != stated_words_.end()) stated->second.forms.push_back(n);
    }
    std::ranges::stable_sort(full, std::ranges::greater{}, [&](Number n) {
      const auto& words = forms_[n].name.words;
      return std::tuple(full_words(forms_[n].name), words.size(), !is_short_form(words.front()));
    });
    for (const auto number : full) {
      const auto same = who_is(number);
      take(same ? *same : people_.add({}), number);
    }
  }

  /// The one who has the full name; the strongest fit counts, and of two nobody.
  std::optional<Number> who_is(Number number) {
    const auto& form = forms_[number];
    std::optional<Number> found;
    auto best = NameFit::kNone;
    bool is_only = true;
    const auto compare = [&](const Numbers& numbers) {
      if (numbers.size() > kMostCompared) return;
      for (const auto other : numbers) {
        const auto fit = fit_of(form, people_[other]);
        if (fit == NameFit::kNone || fit < best || other == found) continue;
        is_only = fit > best;
        best = fit;
        found = other;
      }
    };
    compare(people_.with_word(form.name.keys.back()));
    if (form.name.keys.size() > 1) compare(people_.with_word(form.name.keys.front()));
    if (found && is_only) return found;
    return found ? std::nullopt : stated_by_word(form);
  }

  NameFit fit_of(const PersonForm& form, const Person& person) const {
    const auto is_apart = [&](Number other) { return form.apart.contains(other); };
    if (differ(form.sex, person.sex) || std::ranges::any_of(person.forms, is_apart)) return NameFit::kNone;
    auto weakest = NameFit::kSame, strongest = NameFit::kNone;
    for (const auto& name : person.names) {
      const auto fit = name_fit(form.name, name);
      strongest = std::max(strongest, fit);
      if (fit != NameFit::kNone || !is_nicknames_initial(form.name, name)) weakest = std::min(weakest, fit);
    }
    return strongest == NameFit::kNone ? NameFit::kNone : weakest;
  }

  /// "W. Hale" is no word against Bill Hale where William Hale is the same.
  static bool is_nicknames_initial(const PersonName& initial, const PersonName& name) {
    return initial.words.front().size() == 1 && !name.words.front().starts_with(initial.words.front()) &&
           initial.keys.back() == name.keys.back() && initial.words.size() == 2;
  }

  /// Who is stated by a family name alone, "reagan", where the article has one full name with it.
  std::optional<Number> stated_by_word(const PersonForm& form) {
    const auto found = stated_words_.find(form.name.keys.back());
    if (found == stated_words_.end()) return std::nullopt;
    auto& stated = found->second;
    if (!stated.is_one) stated.is_one = all_go_together(stated.forms);
    return *stated.is_one ? std::optional(stated.person) : std::nullopt;
  }

  bool all_go_together(const std::vector<Number>& forms) const {
    if (forms.size() > kMostCompared) return false;
    return std::ranges::all_of(forms, [&](Number one) {
      return std::ranges::all_of(forms, [&](Number other) {
        return one == other || name_fit(forms_[one].name, forms_[other].name) != NameFit::kNone;
      });
    });
  }

  void take(Number number, Number form_number) {
    const auto& form = forms_[form_number];
    auto& person = people_[number];
    for (const auto& one : form.at) {
      count_mention(person, one);
      if (!one.in_title) person.introduced = std::min(person.introduced, one.position);
    }
    person.forms.push_back(form_number);
    person.offices.insert(form.offices.begin(), form.offices.end());
    if (person.sex == Sex::kUnknown) person.sex = form.sex;
    const bool stated_by_word = person.is_stated && person.names[0].words.size() == 1;
    if (!stated_by_word) {
      people_.add_name(number, form.name);
    } else {
      people_.add_first_name(number, form.name);
    }
  }

  std::string_view text_;
  std::vector<PersonForm> forms_;
  PeopleOfArticle people_;                                    ///< the stated ones first
  std::unordered_map<std::string, StatedWord> stated_words_;  ///< by key of the family name
};

}  // namespace

std::vector<Named> join_people(const Article& article, const Mentions& mentions) {
  return Joiner(article, mentions).join();
}

}  // namespace dateline
