#include "indexer/entities/places/adjust.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "corpus/base/text.h"
#include "indexer/entities/dateline.h"
#include "indexer/entities/places/missed.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }

/// Whether `name` is that of a country or of a capital: these stand for governments.
bool names_a_government(const Gazetteer& gazetteer, std::string_view name) {
  const auto found = gazetteer.find(place_key(name));
  if (found.empty()) return false;
  const auto place = gazetteer[found.front()];
  return place.kind == PlaceKind::kCountry || place.is_capital;
}

/// Whether `name` abbreviates a division.
bool abbreviates_division(const Gazetteer& gazetteer, std::string_view name) {
  const auto found = gazetteer.find_usual(place_key(name));
  return std::ranges::any_of(found, [&](std::uint32_t number) {
    const auto place = gazetteer[number];
    return place.kind == PlaceKind::kAdmin && place_key(place.name) != place_key(name);
  });
}

/// The bytes of the abbreviated division that `text` begins with, dot included, as "Fla." or "KY"; 0 if it
/// begins with none.
std::size_t abbreviated_division(const Gazetteer& gazetteer, std::string_view text) {
  constexpr std::size_t kLongest = 6, kPostalCode = 2;
  if (text.empty() || !is_capital_letter(text[0])) return 0;
  if (const auto dot = text.substr(0, kLongest).find_last_of('.'); dot != text.npos) {
    const auto name = text.substr(0, dot + 1);
    if (name.find_first_of(" \n,") == name.npos && abbreviates_division(gazetteer, name)) return name.size();
  }
  const auto code = text.substr(0, kPostalCode);
  const auto behind = text.size() > kPostalCode ? text[kPostalCode] : ' ';
  const bool is_word =
      is_capital_letter(behind) || is_small_letter(behind) || behind == '.' || behind == '\'';
  const bool is_code = code.size() == kPostalCode && !is_word && is_capital_letter(code[1]);
  return is_code && abbreviates_division(gazetteer, code) ? code.size() : 0;
}

/// Whether what ends at `end` goes on as the address of a page: "USA.gov".
bool is_in_address(std::string_view text, std::size_t end) {
  constexpr std::array<std::string_view, 9> kDomains{"gov", "com",  "org", "net", "edu",
                                                     "mil", "info", "lk",  "uk"};
  auto rest = text.substr(end);
  if (!rest.starts_with('.')) return false;
  rest.remove_prefix(1);
  const auto word = rest.substr(
      0, std::min(static_cast<std::size_t>(std::ranges::find_if_not(rest, is_small_letter) - rest.begin()),
                  rest.size()));
  return std::ranges::find(kDomains, word) != kDomains.end();
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

/// People and letters come from somebody as well, so that only a name of several words is sure: "the trader
/// from Sar-e Pol".
bool follows_from(std::string_view text, const Mention& mention) {
  const auto before = text.substr(0, mention.begin);
  const auto name = text.substr(mention.begin, mention.end - mention.begin);
  return before.ends_with(" from ") && name.find_first_of(" -") != name.npos;
}

/// "Sar-e Pol", "Stratford-upon-Avon": known places so called bear nobody's name.
bool has_small_word_in_hyphens(std::string_view name) {
  for (auto at = name.find('-'); at != name.npos; at = name.find('-', at + 1)) {
    const bool is_inside = name.find_first_of("- ", at + 1) != name.npos;
    if (is_inside && is_small_letter(name[at + 1])) return true;
  }
  return false;
}

/// Whether `mention`, no place by the model, is one by its name and what stands before it. The dateline is
/// `dateline` bytes long.
bool is_place_where_it_stands(std::string_view text, const Gazetteer& gazetteer, const Mention& mention,
                              std::size_t dateline) {
  const auto name = text.substr(mention.begin, mention.end - mention.begin);
  if (mention.end <= dateline) return !gazetteer.find(place_key(name)).empty();
  const bool may_be =
      follows_in(text, mention.begin) || follows_from(text, mention) || has_small_word_in_hyphens(name);
  return may_be && is_known_place(gazetteer, name);
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

/// Where the longer name begins that the gazetteer knows and `mention` is the end of ("Horn of Africa",
/// "People's Republic of China"); else where it begins.
std::uint32_t begin_of_longer_name(std::string_view text, const Gazetteer& gazetteer,
                                   const Mention& mention) {
  constexpr int kMostWords = 3;
  auto longest = mention.begin;
  auto begin = static_cast<std::size_t>(mention.begin);
  for (int words = 0; words < kMostWords && begin > 1 && text[begin - 1] == ' '; ++words) {
    const auto blank = text.substr(0, begin - 1).find_last_of(" \n(");
    begin = blank == text.npos ? 0 : blank + 1;
    const auto name = text.substr(begin, mention.end - begin);
    if (name.find_first_of(",.;:\n") != name.npos) break;
    if (!is_capital_letter(name[0]) || name.starts_with("The ")) continue;
    const auto known = gazetteer.find_usual(place_key(name));
    // "Jammu and Kashmir" is written of the two as well, a country's name is one.
    const bool is_pair = name.find(" and ") != name.npos || name.find(" & ") != name.npos;
    if (!known.empty() && (!is_pair || gazetteer[known.front()].kind == PlaceKind::kCountry))
      longest = static_cast<std::uint32_t>(begin);
  }
  return longest;
}

/// Cuts off `before` at `begin`, where a longer name begins: "Ministry of Health of the | People's Republic
/// of China".
void give_way(std::string_view text, std::uint32_t begin, Mention& before) {
  auto kept = text.substr(before.begin, begin - before.begin);
  for (const std::string_view word : {" ", " the", " of"}) {
    if (kept.ends_with(word)) kept.remove_suffix(word.size());
  }
  before.end = before.begin + static_cast<std::uint32_t>(kept.size());
}

/// Where the longer name ends that the gazetteer knows and that begins with `mention` and goes on with the
/// next one: "Trinidad and Tobago", "Washington, D.C."; else where the mention ends.
std::uint32_t end_of_joint_name(std::string_view text, const Gazetteer& gazetteer, const Mention& mention,
                                const Mention& next) {
  if (next.type != MentionType::kPlace || next.begin < mention.end) return mention.end;
  const auto between = text.substr(mention.end, next.begin - mention.end);
  const bool may_join =
      between == " and " || between == " & " || between == ", " || between == " " || between == "-";
  const auto name = text.substr(mention.begin, next.end - mention.begin);
  const auto known = may_join ? gazetteer.find_usual(place_key(name)) : std::span<const std::uint32_t>();
  if (known.empty()) return mention.end;
  const bool is_pair = between == " and " || between == " & ";
  return is_pair && gazetteer[known.front()].kind != PlaceKind::kCountry ? mention.end : next.end;
}

/// The bytes of a "The " that is no part of the name: "The UK", but "The Hague".
std::uint32_t article_bytes(std::string_view text, const Gazetteer& gazetteer, const Mention& mention) {
  constexpr std::string_view kThe = "The ";
  const auto name = text.substr(mention.begin, mention.end - mention.begin);
  if (!name.starts_with(kThe)) return 0;
  return names_a_country(gazetteer, name.substr(kThe.size())) ? kThe.size() : 0;
}

}  // namespace

void adjust_places(std::string_view text, const Gazetteer& gazetteer, std::vector<Mention>& mentions) {
  std::vector<Mention> adjusted;
  const auto people = surnames(text, mentions);
  const auto dateline = dateline_bytes(text);
  std::size_t read = 0;
  for (std::size_t n = 0; n < mentions.size(); ++n) {
    auto mention = mentions[n];
    if (is_money(text, mention) || is_in_address(text, mention.end)) continue;
    add_missed(text, gazetteer, read, mention.begin, adjusted);
    read = std::max<std::size_t>(read, mention.end);
    const auto name = text.substr(mention.begin, mention.end - mention.begin);
    if (mention.type == MentionType::kOrganization && names_a_government(gazetteer, name))
      mention.type = MentionType::kPlace;
    if (mention.type != MentionType::kPlace && is_place_where_it_stands(text, gazetteer, mention, dateline))
      mention.type = MentionType::kPlace;
    if (mention.type == MentionType::kPlace) {
      const bool is_surname = people.contains(name) && !follows_preposition(text, mention.begin) &&
                              !text.substr(mention.end).starts_with(", ");
      if (is_surname) mention.type = MentionType::kPerson;
      if (n + 1 < mentions.size() && mention.type == MentionType::kPlace)
        mention.end = end_of_joint_name(text, gazetteer, mention, mentions[n + 1]);
      const auto begin = begin_of_longer_name(text, gazetteer, mention);
      while (begin < mention.begin && !adjusted.empty() && adjusted.back().begin >= begin)
        adjusted.pop_back();
      const bool overlaps = !adjusted.empty() && adjusted.back().end > begin;
      const bool may_cut =
          overlaps && begin < mention.begin && adjusted.back().type == MentionType::kOrganization;
      if (may_cut) give_way(text, begin, adjusted.back());
      if (may_cut || !overlaps) mention.begin = begin;
      mention.begin += article_bytes(text, gazetteer, mention);
    }
    // A division behind the last place was found already, with its dot.
    if (!adjusted.empty() && mention.begin < adjusted.back().end) continue;
    adjusted.push_back(mention);
    if (mention.type != MentionType::kPlace || !text.substr(mention.end).starts_with(", ")) continue;
    const auto begin = mention.end + 2;
    const auto bytes = static_cast<std::uint32_t>(abbreviated_division(gazetteer, text.substr(begin)));
    if (bytes > 0) adjusted.push_back({MentionType::kPlace, begin, begin + bytes});
  }
  add_missed(text, gazetteer, read, text.size(), adjusted);
  mentions = std::move(adjusted);
}

}  // namespace dateline
