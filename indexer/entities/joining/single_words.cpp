#include "indexer/entities/joining/single_words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "indexer/entities/joining/person.h"
#include "indexer/entities/names/romanized.h"

namespace dateline {
namespace {

constexpr std::size_t kMostCompared = 400;  ///< people with a word in common that one is looked for among
constexpr std::size_t kPrincipal = 2;       ///< times that somebody went by a family name before others came

class SingleWords {
 public:
  SingleWords(std::string_view text, const std::vector<PersonForm>& forms, PeopleOfArticle& people)
      : text_(text), forms_(forms), people_(people) {}

  void join() {
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
        count_mention(people_[*person], *one.at);
      } else if (!around.rank.empty() || !name.generation.empty() ||
                 (people_.with_family(name.keys[0]).empty() &&
                  people_.with_first(spelling_key(name.words[0])).empty())) {
        nobodys[{name.keys[0], name.generation}].push_back(one);
      }
    }
    join_numbered(nobodys);
    for (const auto& [key, group] : nobodys) add_single(group);
  }

 private:
  using Number = PeopleOfArticle::Number;
  using Numbers = PeopleOfArticle::Numbers;

  struct Single {
    const Occurrence* at;
    Number form;
  };

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
      count_mention(person, *one.at);
    }
    people_.add(std::move(person));
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
    if (const auto& family = people_.with_family(family_key); !family.empty())
      return one_of(family, family_key, name, at);
    const auto key = spelling_key(name.words[0]);
    if (const auto& first = people_.with_first(key); !first.empty()) return one_of(first, key, name, at);
    const auto& inner = people_.with_word(key);
    if (inner.size() == 1) return one_of(inner, key, name, at);
    // "AKD" of Anura Kumara Dissanayake; but Kim is not Kevin Ian Moore.
    const bool are_letters = std::ranges::all_of(form.written, [](char c) { return c >= 'A' && c <= 'Z'; });
    const auto& so_called = people_.with_letters(name.all[0]);
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
  const std::vector<PersonForm>& forms_;
  PeopleOfArticle& people_;
  std::map<std::string, std::pair<Number, std::size_t>> principals_;  ///< whom a word last meant, how often
};

}  // namespace

void join_single_words(std::string_view text, const std::vector<PersonForm>& forms, PeopleOfArticle& people) {
  SingleWords(text, forms, people).join();
}

}  // namespace dateline
