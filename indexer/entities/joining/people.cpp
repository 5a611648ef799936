#include "indexer/entities/joining/people.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "indexer/entities/joining/person.h"
#include "indexer/entities/joining/person_forms.h"
#include "indexer/entities/names/given_names.h"
#include "indexer/entities/names/names.h"
#include "indexer/entities/names/romanized.h"

namespace dateline {
namespace {

constexpr std::size_t kMostCompared = 400;  ///< people with a word in common that a name is compared with
constexpr std::size_t kPrincipal = 2;       ///< times that somebody went by a family name before others came

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
    join_single_words();
    std::ranges::stable_sort(people_, {}, [](const Person& person) {
      return std::tuple(!person.is_stated, person.is_stated ? 0 : person.named.first);
    });
    std::vector<Named> all;
    for (auto& person : people_) {
      name_person(person, forms_);
      all.push_back(std::move(person.named));
    }
    return all;
  }

 private:
  using Number = std::size_t;
  using Numbers = std::set<Number>;

  // ---- people and the words they are found by ----

  void state(const std::string& name) {
    people_.push_back({.is_stated = true, .named = {.name = name, .words = name_words(name)}});
    const auto parsed = parse_person(name);
    add_name(people_.size() - 1, parsed);
    if (!parsed.is_empty() && is_royal(parsed.words[0])) people_.back().offices.insert(parsed.words[0]);
    if (parsed.words.size() == 1) stated_words_.try_emplace(parsed.keys[0], people_.size() - 1);
  }

  void add_name(Number number, const PersonName& name) {
    people_[number].names.push_back(name);
    for (const auto& key : name.keys) by_word_[key].insert(number);
    if (!name.is_empty()) by_family_[name.keys.back()].insert(number);
    if (name.words.size() > 1) by_first_[name.keys.front()].insert(number);
    if (auto letters = first_letters(name); !letters.empty()) by_letters_[std::move(letters)].insert(number);
  }

  const Numbers& with(const std::unordered_map<std::string, Numbers>& table, const std::string& key) const {
    static const Numbers kNobody;
    const auto known = table.find(key);
    return known == table.end() ? kNobody : known->second;
  }

  // ---- full names ----

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
      if (!same) people_.emplace_back();
      take(same.value_or(people_.size() - 1), number);
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
    compare(with(by_word_, form.name.keys.back()));
    if (form.name.keys.size() > 1) compare(with(by_word_, form.name.keys.front()));
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
      count(person, one);
      if (!one.in_title) person.introduced = std::min(person.introduced, one.position);
    }
    person.forms.push_back(form_number);
    person.offices.insert(form.offices.begin(), form.offices.end());
    if (person.sex == Sex::kUnknown) person.sex = form.sex;
    const bool stated_by_word = person.is_stated && person.names[0].words.size() == 1;
    if (!stated_by_word) {
      add_name(number, form.name);
    } else {
      by_first_[form.name.keys.front()].insert(number);
    }
  }

  static void count(Person& person, const Occurrence& one) {
    auto& named = person.named;
    if (!one.in_title) named.mentions.push_back(one.mention);
    if (one.in_dateline) return;
    ++named.count;
    named.in_title |= one.in_title;
    named.first = std::min(named.first, one.position);
  }

  // ---- single words ----

  struct Single {
    const Occurrence* at;
    Number form;
  };

  void join_single_words() {
    std::vector<Single> singles;
    for (Number n = 0; n < forms_.size(); ++n) {
      if (forms_[n].name.words.size() != 1) continue;
      for (const auto& one : forms_[n].at) singles.push_back({&one, n});
    }
    // The title last: what it shortens, the text says in full.
    std::ranges::stable_sort(
        singles, {}, [](const Single& one) { return std::tuple(one.at->in_title, one.at->position); });
    Groups nobodys;
    for (const auto& one : singles) {
      const auto& name = forms_[one.form].name;
      const auto& around = one.at->around;
      if (around.is_family) continue;
      if (const auto person = called(forms_[one.form], *one.at)) {
        count(people_[*person], *one.at);
      } else if (!around.rank.empty() || !name.generation.empty() ||
                 (with(by_family_, name.keys[0]).empty() &&
                  with(by_first_, spelling_key(name.words[0])).empty())) {
        nobodys[{name.keys[0], name.generation}].push_back(one);
      }
    }
    join_numbered(nobodys);
    for (const auto& [key, group] : nobodys) add_single(group);
  }

  /// By key of the word and its number, as of "Elizabeth" and "Elizabeth II".
  using Groups = std::map<std::pair<std::string, std::string>, std::vector<Single>>;

  /// "Queen Elizabeth" is Elizabeth II where there is no other.
  static void join_numbered(Groups& groups) {
    for (auto group = groups.begin(); group != groups.end();) {
      const auto next = std::next(group);
      const auto is_numbered = [&](auto at) {
        return at != groups.end() && at->first.first == group->first.first;
      };
      const bool is_one = group->first.second.empty() && is_numbered(next) && !is_numbered(std::next(next));
      if (!is_one) {
        group = next;
        continue;
      }
      std::ranges::copy(group->second, std::back_inserter(next->second));
      group = groups.erase(group);
    }
  }

  /// A person of a single word, if the article says that it is one.
  void add_single(const std::vector<Single>& group) {
    const auto said = std::ranges::count_if(group, [](const Single& one) { return !one.at->in_dateline; });
    const bool is_titled =
        std::ranges::any_of(group, [](const Single& one) { return one.at->around.is_titled; });
    const auto& form = forms_[group[0].form];
    const auto as_thing =
        std::ranges::count_if(group, [](const Single& one) { return one.at->around.is_thing; });
    const bool is_likely =
        said >= 2 && as_thing == 0 && !is_common_word(form.name.all[0]) && !is_title(form.name.all[0]);
    if (!is_likely && !is_titled && !form.name.is_family) return;
    Person person{.names = {form.name}};
    for (const auto& one : group) {
      if (std::ranges::find(person.forms, one.form) == person.forms.end()) person.forms.push_back(one.form);
      count(person, *one.at);
    }
    people_.push_back(std::move(person));
  }

  /// Whether the text has the word in small letters too: "Bill", in an article on a bill.
  bool is_common_word(const std::string& word) {
    if (small_words_.empty()) collect_small_words();
    return small_words_.contains(word);
  }

  void collect_small_words() {
    const auto is_letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
    small_words_.insert("");  // not to be collected again
    for (std::size_t at = 0; at < text_.size();) {
      auto end = at;
      while (end < text_.size() && is_letter(text_[end])) ++end;
      if (end > at && text_[at] >= 'a') small_words_.insert(text_.substr(at, end - at));
      at = end + 1;
    }
  }

  /// Whom the single word of `form` means where it stands.
  std::optional<Number> called(const PersonForm& form, const Occurrence& at) {
    const auto& name = form.name;
    const auto& family_key = name.keys[0];
    if (const auto& family = with(by_family_, family_key); !family.empty())
      return one_of(family, family_key, name, at);
    const auto key = spelling_key(name.words[0]);
    if (const auto& first = with(by_first_, key); !first.empty()) return one_of(first, key, name, at);
    const auto& inner = with(by_word_, key);
    if (inner.size() == 1) return one_of(inner, key, name, at);
    // "AKD" of Anura Kumara Dissanayake; but Kim is not Kevin Ian Moore.
    const bool are_letters = std::ranges::all_of(form.written, [](char c) { return c >= 'A' && c <= 'Z'; });
    const auto& so_called = with(by_letters_, name.all[0]);
    return are_letters && so_called.size() == 1 ? one_of(so_called, key, name, at) : std::nullopt;
  }

  std::optional<Number> one_of(const Numbers& numbers, const std::string& key, const PersonName& name,
                               const Occurrence& at) {
    if (numbers.size() > kMostCompared) return std::nullopt;
    std::vector<Number> fit;
    for (const auto number : numbers) {
      if (may_mean(people_[number], name, at.around)) fit.push_back(number);
    }
    const auto only = [&](auto&& holds) -> std::optional<Number> {
      if (std::ranges::count_if(fit, holds) != 1) return std::nullopt;
      return *std::ranges::find_if(fit, holds);
    };
    auto found = only([](Number) { return true; });
    if (!found && !at.around.office.empty())
      found = only([&](Number n) { return people_[n].offices.contains(at.around.office); });
    if (!found && at.around.sex != Sex::kUnknown)
      found = only([&](Number n) { return people_[n].sex == at.around.sex; });
    if (!found && !at.in_title) found = only([&](Number n) { return people_[n].introduced < at.position; });
    auto& [principal, times] = principals_[key];
    if (!found && times >= kPrincipal && std::ranges::count(fit, principal) > 0) return principal;
    if (found) {
      times = principal == *found ? times + 1 : 1;
      principal = *found;
    }
    return found;
  }

  std::string_view text_;
  std::unordered_set<std::string_view> small_words_;  ///< of the text; collected when asked for
  std::vector<PersonForm> forms_;
  std::vector<Person> people_;                                               ///< the stated ones first
  std::unordered_map<std::string, Numbers> by_word_, by_family_, by_first_;  ///< by key of a word
  std::unordered_map<std::string, Numbers> by_letters_;                      ///< see first_letters
  std::unordered_map<std::string, StatedWord> stated_words_;                 ///< by key of the family name
  std::map<std::string, std::pair<Number, std::size_t>> principals_;  ///< whom a word last meant, how often
};

}  // namespace

std::vector<Named> join_people(const Article& article, const Mentions& mentions) {
  return Joiner(article, mentions).join();
}

}  // namespace dateline
