#include "indexer/entities/namesakes.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/base/text.h"
#include "indexer/entities/joining/surroundings.h"
#include "indexer/entities/names/abbreviations.h"
#include "indexer/entities/names/person_name.h"

namespace dateline {
namespace {

/// How often the article has a word, or a full name, as each type.
struct Uses {
  std::array<std::size_t, 3> counts{};
  bool is_titled = false;     ///< as a person
  bool is_somewhere = false;  ///< as a place behind "in" and the like
  std::size_t of(MentionType type) const { return counts[static_cast<std::size_t>(type)]; }
};

/// A name as it is written.
struct Written {
  std::shared_ptr<const PersonName> name;
  Uses* uses = nullptr;  ///< of its words; null where it has none
  bool is_noted_as_person = false, is_noted_as_other = false;
};

bool looks_like_family(std::string_view word) {
  constexpr std::array<std::string_view, 6> kBegins{"O'", "O\u2019", "Mc", "al-", "Al-", "el-"};
  return std::ranges::any_of(kBegins, [&](std::string_view begin) { return word.starts_with(begin); });
}

class Namesakes {
 public:
  Namesakes(std::string_view title, std::string_view text, const Mentions& mentions) {
    collect(title, mentions.title);
    collect(text, mentions.text);
  }

  void adjust(std::string_view source, std::vector<Mention>& found) const {
    std::erase_if(found, [&](const Mention& mention) { return is_family(source, mention); });
    for (auto& mention : found) {
      const auto& one = names_.at(written(source, mention));
      if (one.uses == nullptr) continue;
      const auto& [name, uses] = std::tie(*one.name, *one.uses);
      mention.type = is_somebodys_letters(source, mention) ? MentionType::kPerson
                     : name.words.size() > 1               ? type_of_full_name(mention.type, uses)
                     : families_.contains(name.keys[0])    ? type_of_family_name(source, mention, uses)
                                                           : type_of_word(mention.type, uses);
    }
  }

 private:
  /// "the Rajapaksas", taken for a place or an organization where somebody is called Rajapaksa.
  bool is_family(std::string_view source, const Mention& mention) const {
    if (mention.type == MentionType::kPerson) return false;
    const auto& name = *names_.at(written(source, mention)).name;
    if (name.all.size() != 1 || !name.all[0].ends_with('s')) return false;
    const auto one = known_person(std::string_view(name.all[0]).substr(0, name.all[0].size() - 1));
    return !families_.contains(name.keys[0]) && !one->is_empty() && families_.contains(one->keys[0]);
  }

  /// "AKD" where the article names Anura Kumara Dissanayake, and nothing else that begins so.
  bool is_somebodys_letters(std::string_view source, const Mention& mention) const {
    const auto letters = written(source, mention);
    if (!std::ranges::all_of(letters, [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
    const auto found = people_by_letters_.find(ascii_lower(letters));
    if (found == people_by_letters_.end() || other_letters_.contains(found->first)) return false;
    return std::ranges::any_of(found->second, [&](const std::vector<std::string>& name) {
      const auto by_family = uses_.find(name.back());
      const bool has_initial = std::ranges::any_of(name, [](const auto& word) { return word.size() == 1; });
      return has_initial || uses_.at(joined(name, " ")).is_titled ||
             (by_family != uses_.end() && by_family->second.of(MentionType::kPerson) > 0);
    });
  }

  static std::string_view written(std::string_view source, const Mention& mention) {
    return source.substr(mention.begin, mention.end - mention.begin);
  }

  void collect(std::string_view source, const std::vector<Mention>& found) {
    for (const auto& mention : found) {
      const auto [entry, is_new] = names_.try_emplace(written(source, mention));
      auto& one = entry->second;
      if (is_new) one.name = known_person(entry->first);
      if (one.name->is_empty()) continue;
      if (is_new) one.uses = &uses_[joined(one.name->all, " ")];
      ++one.uses->counts[static_cast<std::size_t>(mention.type)];
      if (mention.type == MentionType::kPerson) {
        if (!one.uses->is_titled) one.uses->is_titled = is_titled(source, mention);
        if (!std::exchange(one.is_noted_as_person, true)) note_person(*one.name);
      } else {
        if (mention.type == MentionType::kPlace && !one.uses->is_somewhere)
          one.uses->is_somewhere = is_somewhere(source, mention);
        if (!std::exchange(one.is_noted_as_other, true)) note_other(*one.name);
      }
    }
  }

  void note_person(const PersonName& name) {
    if (name.words.size() > 1) families_.insert(name.keys.back());
    if (auto letters = first_letters(name); !letters.empty())
      people_by_letters_[std::move(letters)].insert(name.all);
  }

  void note_other(const PersonName& name) {
    for (auto& letters : initials(joined(name.all, " "))) other_letters_.insert(std::move(letters));
  }

  static bool is_titled(std::string_view source, const Mention& mention) {
    return surroundings(source, mention.begin, mention.end, 0).is_titled;
  }

  /// "in Warren", but not "in Warren's campaign".
  static bool is_somewhere(std::string_view source, const Mention& mention) {
    const auto rest = source.substr(mention.end);
    const bool owns = rest.starts_with("'s") || rest.starts_with("\u2019s");
    return !owns && follows_locative(source, mention.begin);
  }

  static MentionType type_of_full_name(MentionType type, const Uses& uses) {
    const auto people = uses.of(MentionType::kPerson), organizations = uses.of(MentionType::kOrganization);
    if (type == MentionType::kPlace || people == 0 || organizations == 0) return type;
    return people >= organizations ? MentionType::kPerson : MentionType::kOrganization;
  }

  static MentionType type_of_family_name(std::string_view source, const Mention& mention, const Uses& uses) {
    const auto people = uses.of(MentionType::kPerson);
    const bool is_person =
        mention.type == MentionType::kPerson || is_titled(source, mention) ||
        (mention.type == MentionType::kPlace
             ? people > 0 && !uses.is_somewhere
             : people > uses.of(MentionType::kOrganization) || looks_like_family(written(source, mention)));
    return is_person ? MentionType::kPerson : mention.type;
  }

  static MentionType type_of_word(MentionType type, const Uses& uses) {
    if (type != MentionType::kPerson || uses.is_titled) return type;
    auto most = type;
    for (const auto other : {MentionType::kPlace, MentionType::kOrganization}) {
      if (uses.of(other) > uses.of(most)) most = other;
    }
    return most;
  }

  std::unordered_map<std::string_view, Written> names_;                          ///< as they are written
  std::unordered_map<std::string, Uses> uses_;                                   ///< by the words of a name
  std::set<std::string> families_;                                               ///< of people named in full
  std::map<std::string, std::set<std::vector<std::string>>> people_by_letters_;  ///< the words of full names
  std::set<std::string> other_letters_;  ///< initials of organizations and places
};

}  // namespace

void adjust_namesakes(std::string_view title, std::string_view text, Mentions& mentions) {
  const Namesakes namesakes(title, text, mentions);
  namesakes.adjust(title, mentions.title);
  namesakes.adjust(text, mentions.text);
}

}  // namespace dateline
