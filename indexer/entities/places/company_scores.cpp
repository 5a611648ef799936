#include "indexer/entities/places/company_scores.h"

#include <algorithm>
#include <string_view>

#include "indexer/entities/places/division_words.h"
#include "indexer/entities/places/place_forms.h"
#include "indexer/entities/places/ties.h"

namespace dateline {
namespace {

constexpr double kSibling = 1;  ///< it is listed beside one of its kind in the same country
constexpr double kMostSiblings = 2;
constexpr double kSameCountry = 1.5;          ///< another place of the article lies in its country …
constexpr double kSameDivision = 0.8;         ///< … in its division …
constexpr double kAround = 0.4;               ///< … within some hundred kilometres
constexpr double kMostPlaces = 3;             ///< places of one country that count
constexpr double kMostForTowns = 2.5;         ///< "Paris" is not in Tennessee for three places there …
constexpr double kMostForOvershadowed = 0.6;  ///< … nor is Geneva in Illinois: see is_overshadowed
constexpr double kOvershadows = 0.8;          ///< a namesake more important by so much overshadows a town
constexpr double kAllThere = 0.65;            ///< of an article's places: it keeps to that country
constexpr double kContains = 2;               ///< a place of the article lies in the candidate
constexpr double kMostContained = 1;          ///< places inside a candidate that count

/// "eastern" and "eastern province", but not "north carolina".
bool is_direction_of_division(std::string_view key) {
  const auto blank = key.rfind(' ');
  return is_direction(key) ||
         (blank != key.npos && is_direction(key.substr(0, blank)) && is_division_word(key.substr(blank + 1)));
}

}  // namespace

double CompanyScores::of(const NameMeaning& name, std::size_t candidate) const {
  const auto number = name.name.candidates[candidate];
  const auto place = gazetteer_[number];
  const auto own = name.place();
  double score = place.country.empty() ? 0 : of_country(name, place);
  score += of_list(name, place);
  if (is_division(place)) score += kContains * std::min(company_.in_division(number, own), kMostContained);
  if (!is_local(place)) return score;
  if (place.parent) score += kSameDivision * std::min(company_.in_division(*place.parent, own), kMostPlaces);
  return score + kAround * std::min(company_.around(place.position, own), kMostPlaces);
}

bool CompanyScores::is_far_fetched(const NameMeaning& name, std::size_t candidate) const {
  const auto place = gazetteer_[name.name.candidates[candidate]];
  return is_division(place) && is_direction_of_division(name.name.key) &&
         company_.in_country(place.country, name.place()) <= 0;
}

double CompanyScores::of_country(const NameMeaning& name, const Place& place) const {
  const auto score = kSameCountry * std::min(company_.in_country(place.country, name.place()), kMostPlaces);
  if (!is_small(place)) return score;
  return std::min(score, is_overshadowed(name, place) ? kMostForOvershadowed : kMostForTowns);
}

/// The names listed beside `name` that mean a place of the kind of `place`: countries, or divisions of one
/// country.
double CompanyScores::of_list(const NameMeaning& name, const Place& place) const {
  if (place.kind != PlaceKind::kCountry && place.kind != PlaceKind::kAdmin) return 0;
  const auto siblings = std::ranges::count_if(name.name.ties, [&](const TiedName& tied) {
    const auto other = names_[tied.other].place();
    const bool is_listed = tied.tie == Tie::kListed || tied.in_list;
    if (!is_listed || !other) return false;
    const auto there = gazetteer_[*other];
    return there.kind == place.kind && (place.kind == PlaceKind::kCountry || there.country == place.country);
  });
  return kSibling * std::min(static_cast<double>(siblings), kMostSiblings);
}

/// Whether a much larger town has the same name, and the article neither names the division of `place` nor
/// keeps to its country: that the United States are named does not bring Geneva there.
bool CompanyScores::is_overshadowed(const NameMeaning& name, const Place& place) const {
  const auto own = name.place();
  if (place.parent && company_.in_division(*place.parent, own) > 0) return false;
  const auto is_larger = [&](std::uint32_t number) {
    const auto other = gazetteer_[number];
    return other.kind == PlaceKind::kCity && importance(other) >= importance(place) + kOvershadows;
  };
  const double others = company_.in_countries() - (own ? 1 : 0);
  return std::ranges::any_of(name.name.candidates, is_larger) &&
         company_.in_country(place.country, own) < kAllThere * others;
}

}  // namespace dateline
