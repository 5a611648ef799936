#include "indexer/entities/explained.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/entities/joining/surroundings.h"
#include "indexer/entities/names/abbreviations.h"
#include "indexer/entities/names/given_names.h"
#include "indexer/entities/names/names.h"
#include "indexer/entities/names/person_name.h"
#include "indexer/entities/places/country_letters.h"
#include "indexer/entities/places/hints.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

std::string_view written(std::string_view source, const Mention& mention) {
  return source.substr(mention.begin, mention.end - mention.begin);
}

/// "SL", "S.L." and "IMF".
bool are_letters(std::string_view name) {
  constexpr std::size_t kMost = 8, kFewest = 2, kMostLetters = 4;
  const auto letters = std::ranges::count_if(name, [](char c) { return c >= 'A' && c <= 'Z'; });
  const auto dots = std::ranges::count(name, '.');
  return name.size() <= kMost && static_cast<std::size_t>(letters + dots) == name.size() &&
         letters >= static_cast<std::ptrdiff_t>(kFewest) &&
         letters <= static_cast<std::ptrdiff_t>(kMostLetters);
}

/// The letters of a name or host alone, in small ones.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : ascii_lower(text)) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return letters;
}

class Explained {
 public:
  Explained(const Article& article, const Gazetteer& gazetteer, const Mentions& mentions)
      : gazetteer_(gazetteer), countries_(gazetteer), source_(letters_of(article.source)) {
    const auto scheme = article.url.find("://");
    if (scheme != std::string::npos) {
      auto host = std::string_view(article.url).substr(scheme + 3);
      if (host.starts_with("www.")) host.remove_prefix(4);
      host_ = letters_of(host.substr(0, host.find_first_of("./:?#")));
    }
    collect(article.title, mentions.title);
    collect(article.text, mentions.text);
    for (const auto& hint : hints_of_publisher(gazetteer, article.source, article.url)) {
      if (const auto home = gazetteer.country(gazetteer[hint.place].country)) countries_.add(*home);
    }
  }

  void adjust(std::string_view source, std::vector<Mention>& found) const {
    for (auto& mention : found) mention.type = type_of(source, mention);
  }

 private:
  void collect(std::string_view source, const std::vector<Mention>& found) {
    for (const auto& mention : found) {
      const auto name = written(source, mention);
      if (mention.type == MentionType::kPlace && follows_locative(source, mention.begin))
        somewhere_.insert(place_key(name));
      if (!collected_.emplace(mention.type, name).second) continue;
      const auto blank = name.find(' ');
      if (mention.type == MentionType::kPlace) {
        if (const auto usual = gazetteer_.find_usual(place_key(name)); !usual.empty())
          countries_.add(usual.front());
      } else if (mention.type == MentionType::kOrganization && blank != name.npos) {
        for (auto& letters : initials(ascii_lower(name))) organizations_.insert(std::move(letters));
        for (auto& word : name_words(name)) words_of_organizations_.insert(std::move(word));
      } else if (mention.type == MentionType::kPerson && blank == name.npos) {
        words_of_people_.insert(ascii_lower(name));
      } else if (mention.type == MentionType::kPerson && blank != name.npos) {
        const auto person = known_person(name);
        if (person->words.size() > 1) first_names_.insert(person->words.front());
      }
    }
  }

  MentionType type_of(std::string_view source, const Mention& mention) const {
    const auto name = written(source, mention);
    if (are_letters(name)) return type_of_letters(mention.type, place_key(name));
    if (name.find(' ') != name.npos)
      return is_publisher(mention.type, name) ? MentionType::kOrganization : mention.type;
    return is_first_name(source, mention) ? MentionType::kPerson : mention.type;
  }

  MentionType type_of_letters(MentionType type, const std::string& letters) const {
    const auto places = gazetteer_.find(letters);
    if (organizations_.contains(letters)) {
      // "SC" by the way of South Carolina, but not "US" or "LA".
      const bool is_known = !places.empty() && gazetteer_[places.front()].kind != PlaceKind::kAdmin;
      return is_known ? type : MentionType::kOrganization;
    }
    if (!places.empty()) return type;
    if (countries_.country(letters)) return MentionType::kPlace;
    return type == MentionType::kPlace && !somewhere_.contains(letters) ? MentionType::kOrganization : type;
  }

  bool is_first_name(std::string_view source, const Mention& mention) const {
    if (mention.type == MentionType::kPerson) return false;
    const auto words = name_words(written(source, mention));
    if (words.size() != 1 || !first_names_.contains(words[0]) || words_of_organizations_.contains(words[0]))
      return false;
    return !follows_locative(source, mention.begin) && gazetteer_.find(words[0]).empty();
  }

  /// Not somebody who writes under the own name: at "dbsjeyaraj.com", at "paulkrugman.com".
  bool is_publisher(MentionType type, std::string_view name) const {
    constexpr std::size_t kFewest = 6, kLongestEnding = 3;  // as the "lk" of a source "adaderanalk"
    if (type != MentionType::kPerson) return false;
    const auto letters = letters_of(name);
    if (letters.size() < kFewest) return false;
    const bool is_source = source_.starts_with(letters) && source_.size() - letters.size() <= kLongestEnding;
    if (letters != host_ && !is_source) return false;
    const auto person = known_person(name);
    const bool is_somebody = person->is_empty() || is_known_given_name(person->words.front()) ||
                             words_of_people_.contains(person->words.back());
    return !is_somebody &&
           std::ranges::none_of(person->words, [](const std::string& word) { return word.size() == 1; });
  }

  const Gazetteer& gazetteer_;
  CountryLetters countries_;
  std::string source_, host_;  ///< the letters of the publisher's name and of its host's first label
  std::set<std::pair<MentionType, std::string_view>> collected_;  ///< as they are written
  std::set<std::string> organizations_;                           ///< initials
  std::set<std::string> somewhere_;                               ///< places behind "in" and the like
  std::set<std::string, std::less<>> words_of_organizations_, first_names_, words_of_people_;
};

}  // namespace

void adjust_explained(const Article& article, const Gazetteer& gazetteer, Mentions& mentions) {
  const Explained explained(article, gazetteer, mentions);
  explained.adjust(article.title, mentions.title);
  explained.adjust(article.text, mentions.text);
}

}  // namespace dateline
