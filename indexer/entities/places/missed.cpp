#include "indexer/entities/places/missed.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

#include "indexer/entities/places/division_words.h"
#include "indexer/entities/places/place_forms.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_capital_letter(text[at]) || is_small_letter(text[at]))) ++at;
  return at;
}

/// The words of a name in `text` from `at` on, at most three, that the gazetteer knows as a country, a
/// division or a region; 0 where it knows none, or the name goes on. Towns are called like too much else.
std::size_t known_long_name(std::string_view text, const Gazetteer& gazetteer, std::size_t at,
                            std::size_t end) {
  constexpr int kMostWords = 3;
  std::size_t longest = 0;
  auto stop = at;
  for (int words = 1; words <= kMostWords; ++words) {
    stop = std::min(end_of_word(text, stop), end);
    const auto name = text.substr(at, stop - at);
    const bool goes_on = stop + 1 < text.size() && text[stop] == ' ' && is_capital_letter(text[stop + 1]);
    const auto known =
        words > 1 && !goes_on ? gazetteer.find_usual(place_key(name)) : std::span<const std::uint32_t>();
    const bool is_land = !known.empty() && gazetteer[known.front()].kind >= PlaceKind::kRegion &&
                         gazetteer[known.front()].kind <= PlaceKind::kAdmin;
    if (is_land) longest = stop - at;
    if (!goes_on || stop + 1 >= end) break;
    ++stop;
  }
  return longest;
}

/// Names of several words that were found nowhere between `begin` and `end`: "Holy See".
void add_long_names(std::string_view text, const Gazetteer& gazetteer, std::size_t begin, std::size_t end,
                    std::vector<Mention>& mentions) {
  for (auto at = begin; at < end; ++at) {
    const bool starts_word =
        is_capital_letter(text[at]) && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n');
    if (!starts_word) continue;
    if (text.substr(at).starts_with("The ")) {
      at += 3;
      continue;
    }
    const auto bytes = known_long_name(text, gazetteer, at, end);
    if (bytes > 0)
      mentions.push_back(
          {MentionType::kPlace, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + bytes)});
    while (at < end && text[at] != '\n' &&
           !(text[at] == ' ' && at + 1 < end && !is_capital_letter(text[at + 1])))
      ++at;
  }
}

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
    const Mention mention{MentionType::kPlace, static_cast<std::uint32_t>(at),
                          static_cast<std::uint32_t>(stop)};
    if (starts_word && ends_word && in_small_letters && is_short && !is_money(text, mention) &&
        names_a_country(gazetteer, name))
      mentions.push_back(mention);
    at = stop;
  }
}

/// The directions at the front of `text`, at most four words: "North-Western", "North Central".
std::string_view directions(std::string_view text) {
  constexpr int kMostWords = 4;
  std::size_t end = 0;
  for (int words = 0; words < kMostWords; ++words) {
    const auto begin = words == 0 ? 0 : end + 1;
    const auto stop = end_of_word(text, begin);
    if (stop == begin || !is_direction(text.substr(begin, stop - begin))) break;
    end = stop;
    if (end == text.size() || (text[end] != ' ' && text[end] != '-')) break;
  }
  return text.substr(0, end);
}

/// Directions between `begin` and `end` that are called divisions which the gazetteer knows: "Western and
/// Sabaragamuwa provinces".
void add_directions(std::string_view text, const Gazetteer& gazetteer, std::size_t begin, std::size_t end,
                    std::vector<Mention>& mentions) {
  constexpr std::string_view kBegin = "CEFLNSUW";
  for (auto at = begin; at < end; ++at) {
    const bool may_begin = is_capital_letter(text[at]) &&
                           (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '(') &&
                           kBegin.find(text[at]) != kBegin.npos;
    const auto name = may_begin ? directions(text.substr(at, end - at)) : std::string_view();
    const auto called = name.empty() ? CalledDivision() : called_division(text.substr(at + name.size()));
    if (!called || gazetteer.find(place_key(name) + ' ' + std::string(called.kind)).empty()) continue;
    mentions.push_back(
        {MentionType::kPlace, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())});
    at += name.size() - 1;
  }
}

}  // namespace

bool names_a_country(const Gazetteer& gazetteer, std::string_view name) {
  const auto found = gazetteer.find(place_key(name));
  return !found.empty() && gazetteer[found.front()].kind == PlaceKind::kCountry;
}

bool is_money(std::string_view text, const Mention& mention) {
  const auto behind = text.substr(mention.end);
  return behind.starts_with('$') || behind.starts_with(" $") || behind.starts_with(" dollar") ||
         text.substr(0, mention.begin).ends_with('$');
}

void add_missed(std::string_view text, const Gazetteer& gazetteer, std::size_t begin, std::size_t end,
                std::vector<Mention>& mentions) {
  if (begin >= end) return;
  const auto first = static_cast<std::ptrdiff_t>(mentions.size());
  add_abbreviated_countries(text, gazetteer, begin, end, mentions);
  add_long_names(text, gazetteer, begin, end, mentions);
  add_directions(text, gazetteer, begin, end, mentions);
  std::ranges::sort(mentions.begin() + first, mentions.end(), {}, &Mention::begin);
}

}  // namespace dateline
