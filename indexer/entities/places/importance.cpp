#include <algorithm>
#include <cmath>

#include "indexer/entities/places/gazetteer.h"

namespace dateline {

double importance(const Place& place) {
  constexpr double kCapital = 1, kSmallest = 2.5, kUnknownDivision = 6, kLeastDivision = 5,
                   kMostDivision = 6.3;
  switch (place.kind) {
    case PlaceKind::kContinent:
      return 9.2;
    case PlaceKind::kCountry:
      return 9;
    case PlaceKind::kRegion:
      return 7;
    case PlaceKind::kAdmin:
      if (place.population == 0) return kUnknownDivision;
      return std::clamp(std::log10(place.population), kLeastDivision, kMostDivision);
    case PlaceKind::kDistrict:
      // Counties of one name are told apart by where the article is, rather than by their people.
      return kSmallest + std::log10(place.population + 1.0) / 2;
    case PlaceKind::kCity:
      return std::max(std::log10(place.population + 1.0) + (place.is_capital ? kCapital : 0), kSmallest);
  }
  return 0;
}

}  // namespace dateline
