#include "indexer/entities/places/own_scores.h"

#include <algorithm>
#include <string>

#include "indexer/entities/places/place_key.h"
#include "indexer/entities/places/seats.h"
#include "indexer/entities/places/ties.h"

namespace dateline {
namespace {

// In powers of ten of inhabitants: see importance().
constexpr double kContained = 6;       ///< the text says that it lies in a place that it does lie in
constexpr double kNeighbour = 3;       ///< … or near one, or beside one that it lies near
constexpr double kListedInside = 1;    ///< … the same where it may be a list: "Niger, Nigeria and Togo"
constexpr double kCalledDivision = 3;  ///< the name is followed by "state", "province", …
constexpr double kDatelined = 2;       ///< towns have correspondents
constexpr double kOtherName = 2;       ///< taken off where a town usually has another name …
constexpr double kFormerName = 0.2;    ///< … and where a city has, which may be a former one

constexpr double kNearKm = 60;                   ///< what "near" means
constexpr std::size_t kLongestInitials = 3;      ///< "LA" and "USA"
constexpr std::size_t kLongestAbbreviation = 5;  ///< "Calif"

bool is_city(const Place& place) { return place.kind == PlaceKind::kCity; }

/// A town by less than its name: "LA" is a large one, "La" none.
bool is_other_short_form(const ArticleName& name, const Place& place) {
  if (!is_city(place) || name.key.size() > kLongestInitials) return false;
  return name.has_small ? place_key(place.name) != name.key : importance(place) < kImportanceOfCity;
}

/// "La." is Louisiana behind a comma only.
bool lacks_comma(const ArticleName& name, const Place& place) {
  if (place.kind != PlaceKind::kAdmin || !name.has_small || name.follows_comma) return false;
  const auto full = place_key(place.name);
  return name.key.size() <= kLongestAbbreviation && full != name.key && !full.starts_with(name.key + ' ') &&
         !full.ends_with(' ' + name.key);
}

bool is_out_of_question(const ArticleName& name, const Place& place) {
  if (name.is_no_town && !is_division(place)) return true;
  return is_other_short_form(name, place) || lacks_comma(name, place);
}

/// What the form of the name says for `place`; `is_usual`: it is usually called so.
double of_form(const ArticleName& name, const Place& place, bool is_usual) {
  if (name.is_division && is_division(place)) return kCalledDivision;
  if (!is_city(place)) return 0;
  const double score = name.is_dateline ? kDatelined : 0;
  if (!is_usual && name.usual > 0) return score - kOtherName;
  const auto usual = place_key(place.name);
  const bool is_called_so = usual == name.key || usual.starts_with(name.key + ' ');
  if (place.is_capital || name.is_dateline || is_called_so) return score;
  return importance(place) >= kImportanceOfCity ? -kFormerName : -kOtherName;
}

bool are_neighbours(const Place& one, const Place& other) {
  return is_city(one) && is_city(other) && distance_km(one.position, other.position) < kNearKm;
}

/// What a tie to another name, which may mean any of `others`, says for a candidate.
double of_tie(const Gazetteer& gazetteer, const TiedName& tied, const std::vector<std::uint32_t>& others,
              std::uint32_t candidate) {
  if (tied.tie == Tie::kListed || (tied.in_list && tied.tie != Tie::kInside)) return 0;
  double most = 0;
  for (const auto other : others) {
    if (tied.tie == Tie::kInside && gazetteer.lies_in(candidate, other))
      return tied.in_list ? kListedInside : kContained;
    if (other != candidate && are_neighbours(gazetteer[other], gazetteer[candidate])) most = kNeighbour;
  }
  return most;
}

}  // namespace

std::vector<double> own_scores(const Gazetteer& gazetteer, const std::vector<ArticleName>& names,
                               const ArticleName& name) {
  std::vector<double> scores(name.candidates.size());
  for (std::size_t n = 0; n < scores.size(); ++n) {
    const auto candidate = name.candidates[n];
    const auto place = gazetteer[candidate];
    if (is_out_of_question(name, place)) continue;
    double most = 0;
    for (const auto& tied : name.ties)
      most = std::max(most, of_tie(gazetteer, tied, names[tied.other].candidates, candidate));
    scores[n] = importance(place) + of_form(name, place, n < name.usual) + most;
  }
  prefer_seats(gazetteer, name, scores);
  return scores;
}

}  // namespace dateline
