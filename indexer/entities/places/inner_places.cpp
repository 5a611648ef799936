#include "indexer/entities/places/inner_places.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

constexpr double kCityInName = 5;     ///< importance of cities that organizations are called after
constexpr double kTownOfCountry = 4;  ///< … and of towns where the country is known

/// Words of authorities and institutions that serve the place they are called after.
constexpr std::array<std::string_view, 57> kInstitutions{
    "Administration", "Affairs",        "Agency",     "Air Force",  "Army",        "Assembly",
    "Association",    "Authority",      "Board",      "Centers",    "Centre",      "Charity",
    "Coast Guard",    "College",        "Commission", "Congress",   "Consulate",   "Control",
    "Coroner",        "Corps",          "Court",      "Defence",    "Defense",     "Department",
    "Development",    "Disease",        "Education",  "Electoral",  "Embassy",     "Federation",
    "Fire",           "Forces",         "Foundation", "Government", "Guard",       "Health",
    "High",           "Hospital",       "Institute",  "Justice",    "Legislature", "Medical",
    "Military",       "Ministry",       "National",   "Navy",       "Parliament",  "Police",
    "Prevention",     "Public",         "Schools",    "Senate",     "Sheriff",     "Society",
    "Studies",        "Transportation", "Union of"};

/// Words that make others of them something else: clubs, firms, papers, universities.
constexpr std::array<std::string_view, 20> kOthers{
    "Bank",   "Bancorp", "Club", "Corp", "Exchange", "FC",   "Herald", "Inc",   "Industries", "Journal",
    "League", "Ltd",     "News", "Open", "Party",    "Post", "Press",  "Times", "University", "United"};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }

/// Whether one of `words`, all with a capital in front, stands in `name` as it is.
template <typename Words>
bool has_any(std::string_view name, const Words& words) {
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (!is_capital(name[at]) || (at > 0 && is_letter(name[at - 1]))) continue;
    const auto rest = name.substr(at);
    const bool has_one = std::ranges::any_of(words, [&](std::string_view word) {
      return word[0] == rest[0] && rest.starts_with(word) &&
             (rest.size() == word.size() || !is_letter(rest[word.size()]));
    });
    if (has_one) return true;
  }
  return false;
}

std::vector<std::string_view> words_of(std::string_view name) {
  constexpr std::size_t kMostly = 8;
  std::vector<std::string_view> words;
  words.reserve(kMostly);
  for (std::size_t at = 0; at < name.size();) {
    const auto end = std::min(name.find_first_of(" \n-/,()", at), name.size());
    if (end > at) words.push_back(name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// Whether a name says at `begin` that what follows is where it serves.
bool serves(std::string_view name, std::size_t begin) {
  if (name.substr(0, begin) == "The ") return true;
  constexpr std::array<std::string_view, 3> kBefore{" of ", " in ", " of the "};
  return begin == 0 || std::ranges::any_of(kBefore, [&](std::string_view words) {
           return name.substr(0, begin).ends_with(words);
         });
}

}  // namespace

std::optional<std::uint32_t> namesake(const Gazetteer& gazetteer, std::string_view key,
                                      std::string_view country) {
  const auto usual = gazetteer.find_usual(key);
  for (const auto number : usual) {
    const auto place = gazetteer[number];
    if (!country.empty() && place.country == country && importance(place) >= kTownOfCountry) return number;
  }
  if (usual.empty()) return std::nullopt;
  const auto place = gazetteer[usual.front()];
  const bool is_known = place.kind == PlaceKind::kCountry || place.kind == PlaceKind::kAdmin ||
                        place.kind == PlaceKind::kDistrict ||
                        (place.kind == PlaceKind::kCity && importance(place) >= kCityInName);
  return is_known ? std::optional(usual.front()) : std::nullopt;
}

std::vector<InnerPlace> places_in_name(const Gazetteer& gazetteer, std::string_view name,
                                       std::string_view country) {
  constexpr std::size_t kLongest = 3, kMostWords = 12, kShortest = 4;
  auto words = words_of(name);
  words.resize(std::min(words.size(), kMostWords));
  std::vector<InnerPlace> places;
  for (std::size_t first = 0; first < words.size(); ++first) {
    if (!is_capital(words[first][0])) continue;
    for (auto count = std::min(kLongest, words.size() - first); count > 0; --count) {
      const auto begin = static_cast<std::size_t>(words[first].data() - name.data());
      const auto& last = words[first + count - 1];
      const auto end = static_cast<std::size_t>(last.data() - name.data()) + last.size();
      const auto key = place_key(name.substr(begin, end - begin));
      const auto place = namesake(gazetteer, key, country);
      if (!place || (key.size() < kShortest && gazetteer[*place].kind != PlaceKind::kCountry)) continue;
      const auto article = name.substr(begin).starts_with("The ") && count > 1 ? 4u : 0u;
      places.push_back(
          {*place, static_cast<std::uint32_t>(begin) + article, static_cast<std::uint32_t>(end)});
      first += count - 1;
      break;
    }
  }
  return places;
}

void add_inner_places(std::string_view text, const Gazetteer& gazetteer, std::vector<Mention>& mentions) {
  std::vector<Mention> inner;
  for (const auto& mention : mentions) {
    if (mention.type != MentionType::kOrganization) continue;
    const auto name = text.substr(mention.begin, mention.end - mention.begin);
    if (!has_any(name, kInstitutions) || has_any(name, kOthers)) continue;
    for (const auto& place : places_in_name(gazetteer, name)) {
      const bool is_whole = place.begin == 0 && place.end == name.size();
      const bool is_kind = has_any(name.substr(place.begin, place.end - place.begin), kInstitutions);
      if (!is_whole && !is_kind && serves(name, place.begin))
        inner.push_back({MentionType::kPlace, mention.begin + place.begin, mention.begin + place.end});
    }
  }
  if (inner.empty() && std::ranges::is_sorted(mentions, {}, &Mention::begin)) return;
  mentions.insert(mentions.end(), inner.begin(), inner.end());
  std::ranges::stable_sort(mentions, {}, &Mention::begin);
}

}  // namespace dateline
