#include "indexer/entities/places/adjust.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "corpus/base/text.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

bool names_a_country(const Gazetteer& gazetteer, std::string_view name) {
  const auto found = gazetteer.find(place_key(name));
  return !found.empty() && gazetteer[found.front()].kind == PlaceKind::kCountry;
}

/// Capitals stand for governments.
bool names_a_capital(const Gazetteer& gazetteer, std::string_view name) {
  const auto found = gazetteer.find(place_key(name));
  return !found.empty() && gazetteer[found.front()].is_capital;
}

/// The bytes of the abbreviated division that `text` begins with, dot included; 0 if it begins with none.
std::size_t abbreviated_division(const Gazetteer& gazetteer, std::string_view text) {
  constexpr std::size_t kLongest = 6;
  const auto end = text.substr(0, kLongest).find_last_of('.');
  if (end == text.npos || text[0] < 'A' || text[0] > 'Z') return 0;
  const auto name = text.substr(0, end + 1);
  if (name.find_first_of(" \n,") != name.npos) return 0;
  const auto found = gazetteer.find(place_key(name));
  const bool divides = std::ranges::any_of(found, [&](std::uint32_t number) {
    const auto place = gazetteer[number];
    return place.kind == PlaceKind::kAdmin && place_key(place.name) != place_key(name);
  });
  return divides ? name.size() : 0;
}

/// Whether the word before `begin` says that a place follows: "in Washington".
bool follows_preposition(std::string_view text, std::size_t begin) {
  constexpr std::array<std::string_view, 18> kPrepositions{
      "in",     "at",      "near",   "from", "to", "across", "outside", "inside", "through",
      "around", "towards", "toward", "into", "of", "via",    "between", "visit",  "leave"};
  const auto before = text.substr(0, begin);
  if (!before.ends_with(' ')) return false;
  const auto word = before.substr(0, begin - 1);
  const auto start = word.find_last_of(" \n(");
  const auto last = ascii_lower(word.substr(start == word.npos ? 0 : start + 1));
  return std::ranges::find(kPrepositions, last) != kPrepositions.end();
}

/// Whether `name` is that of a town or more that is well known enough to be taken for one behind "in".
bool is_known_place(const Gazetteer& gazetteer, std::string_view name) {
  constexpr double kKnown = 4.5;
  const auto found = gazetteer.find(place_key(name));
  return !found.empty() && importance(gazetteer[found.front()]) >= kKnown;
}

bool follows_in(std::string_view text, std::size_t begin) {
  const auto before = text.substr(0, begin);
  return before.ends_with(" in ") || before.ends_with(" near ") || before.ends_with("\nIn ");
}

/// The last words of the people's full names.
std::set<std::string_view> surnames(std::string_view text, const std::vector<Mention>& mentions) {
  std::set<std::string_view> found;
  for (const auto& mention : mentions) {
    const auto name = text.substr(mention.begin, mention.end - mention.begin);
    const auto blank = name.find_last_of(' ');
    if (mention.type == MentionType::kPerson && blank != name.npos) found.insert(name.substr(blank + 1));
  }
  return found;
}

/// Where the longer name "Horn of Africa" begins of which `mention` is the end; else where it begins.
std::uint32_t begin_of_longer_name(std::string_view text, const Gazetteer& gazetteer,
                                   const Mention& mention) {
  constexpr std::string_view kOf = " of ";
  const auto before = text.substr(0, mention.begin);
  if (!before.ends_with(kOf)) return mention.begin;
  const auto blank = before.substr(0, before.size() - kOf.size()).find_last_of(" \n");
  const auto begin = blank == before.npos ? 0 : blank + 1;
  const bool is_name = text[begin] >= 'A' && text[begin] <= 'Z' &&
                       !gazetteer.find(place_key(text.substr(begin, mention.end - begin))).empty();
  return is_name ? static_cast<std::uint32_t>(begin) : mention.begin;
}

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }

/// Abbreviated countries, "UK-bashing" and "U.S.", that were found nowhere between `begin` and `end`. In a
/// text without small letters around them they are words ("US").
void add_abbreviated_countries(std::string_view text, const Gazetteer& gazetteer, std::size_t begin,
                               std::size_t end, std::vector<Mention>& mentions) {
  constexpr std::size_t kLongest = 6;
  for (auto at = begin; at < end;) {
    if (!is_capital_letter(text[at])) {
      ++at;
      continue;
    }
    auto stop = at;
    while (stop < end && (is_capital_letter(text[stop]) || text[stop] == '.')) ++stop;
    const bool starts_word = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '(';
    const bool ends_word = stop == text.size() || text[stop] == ' ' || text[stop] == '-' ||
                           text[stop] == ',' || text[stop] == ')' || text[stop] == '\'';
    const auto name = text.substr(at, stop - at);
    const bool in_small_letters = at >= 2 && is_small_letter(text[at - 2]);
    const bool is_short = name.size() >= 2 && name.size() <= kLongest && (name.size() > 2 || name[1] != '.');
    if (starts_word && ends_word && in_small_letters && is_short && names_a_country(gazetteer, name))
      mentions.push_back(
          {MentionType::kPlace, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)});
    at = stop;
  }
}

}  // namespace

void adjust_places(std::string_view text, const Gazetteer& gazetteer, std::vector<Mention>& mentions) {
  std::vector<Mention> adjusted;
  const auto people = surnames(text, mentions);
  std::size_t read = 0;
  for (auto mention : mentions) {
    add_abbreviated_countries(text, gazetteer, read, mention.begin, adjusted);
    read = std::max<std::size_t>(read, mention.end);
    const auto name = text.substr(mention.begin, mention.end - mention.begin);
    if (mention.type == MentionType::kOrganization &&
        (names_a_country(gazetteer, name) || names_a_capital(gazetteer, name)))
      mention.type = MentionType::kPlace;
    if (mention.type != MentionType::kPlace && follows_in(text, mention.begin) &&
        is_known_place(gazetteer, name))
      mention.type = MentionType::kPlace;
    if (mention.type == MentionType::kPlace) {
      const bool is_surname = people.contains(name) && !follows_preposition(text, mention.begin) &&
                              !text.substr(mention.end).starts_with(", ");
      if (is_surname) mention.type = MentionType::kPerson;
      const auto begin = begin_of_longer_name(text, gazetteer, mention);
      if (adjusted.empty() || adjusted.back().end <= begin) mention.begin = begin;
    }
    // A division behind the last place was found already, with its dot.
    if (!adjusted.empty() && mention.begin < adjusted.back().end) continue;
    adjusted.push_back(mention);
    if (mention.type != MentionType::kPlace || !text.substr(mention.end).starts_with(", ")) continue;
    const auto begin = mention.end + 2;
    const auto bytes = static_cast<std::uint32_t>(abbreviated_division(gazetteer, text.substr(begin)));
    if (bytes > 0) adjusted.push_back({MentionType::kPlace, begin, begin + bytes});
  }
  add_abbreviated_countries(text, gazetteer, read, text.size(), adjusted);
  mentions = std::move(adjusted);
}

}  // namespace dateline
