#include "indexer/entities/places/seats.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

constexpr double kSameSpotKm = 150;  ///< between the town and the middle of its division
constexpr double kBehind = 0.5;      ///< what the division then lacks at least

bool are_alike(std::string_view one, std::string_view other) {
  return std::ranges::count(one, ' ') == std::ranges::count(other, ' ');
}

/// "Sar-e Pul" in Sar-e Pol Province; but Mecca Province's town, "Makkah al Mukarramah", is shown better as
/// Mecca.
bool is_seat(const Gazetteer& gazetteer, std::uint32_t town, std::uint32_t division) {
  const auto place = gazetteer[town], around = gazetteer[division];
  return place.kind == PlaceKind::kCity && are_alike(place.name, around.name) &&
         gazetteer.lies_in(town, division) && distance_km(place.position, around.position) < kSameSpotKm;
}

}  // namespace

void prefer_seats(const Gazetteer& gazetteer, const ArticleName& name, std::vector<double>& scores) {
  if (name.is_division) return;
  const auto usual = std::min(name.usual, scores.size());
  for (std::size_t division = 0; division < usual; ++division) {
    if (gazetteer[name.candidates[division]].kind != PlaceKind::kAdmin) continue;
    for (std::size_t town = 0; town < usual; ++town) {
      if (scores[town] == 0 || !is_seat(gazetteer, name.candidates[town], name.candidates[division]))
        continue;
      if (scores[town] < scores[division]) std::swap(scores[town], scores[division]);
      scores[division] = std::min(scores[division], scores[town] - kBehind);
    }
  }
}

}  // namespace dateline
