// The part of GazetteerBuilder that knows what lies in what.
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "indexer/entities/places/builder.h"
#include "indexer/entities/places/place_forms.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {

/// Lists of different years spell divisions differently. Where most towns that two lists share say so, the
/// division of the one is that of the other.
void GazetteerBuilder::unify_divisions() {
  for (auto& draft : drafts_) {
    const auto bare = bare_name(draft.stated.admin);
    if (bare && draft.parent == kNoPlace && !is_direction(*bare)) draft.stated.admin = *bare;
  }
  std::map<std::string, std::string> usual;
  for (const auto& [key, names] : other_names_) {
    const auto most = std::ranges::max_element(names, {}, [](const auto& entry) { return entry.second; });
    const auto [begin, end] = by_key_.equal_range(key);
    const bool is_known = std::any_of(begin, end, [&](const auto& entry) {
      return drafts_[entry.second].stated.kind == PlaceKind::kAdmin;
    });
    if (!is_known) usual[key] = most->first;
  }
  for (auto& draft : drafts_) {
    auto& place = draft.stated;
    if (place.admin.empty()) continue;
    const auto found = usual.find(country_key(place.country, place.admin));
    if (found == usual.end()) continue;
    later_.push_back({place.country, found->second, {place.admin}});
    place.admin = found->second;
  }
}

/// Divisions that only cities name: each lies at the middle of its cities, weighted by people.
void GazetteerBuilder::add_missing_divisions() {
  struct Sum {
    std::string country, name;
    double latitude = 0, longitude = 0, weight = 0;
  };
  std::map<std::string, Sum> sums;
  for (const auto& draft : drafts_) {
    const auto& city = draft.stated;
    if (city.kind != PlaceKind::kCity || city.admin.empty()) continue;
    auto& sum = sums[country_key(city.country, city.admin)];
    const double weight = std::sqrt(city.population + 1.0);
    sum.country = city.country;
    sum.name = city.admin;
    sum.latitude += city.position.latitude * weight;
    sum.longitude += city.position.longitude * weight;
    sum.weight += weight;
  }
  for (const auto& [key, sum] : sums) {
    const auto [begin, end] = by_key_.equal_range(key);
    const bool known = std::any_of(begin, end, [&](const auto& entry) {
      const auto kind = drafts_[entry.second].stated.kind;
      return kind == PlaceKind::kAdmin || kind == PlaceKind::kRegion;
    });
    if (known) continue;
    add({.kind = PlaceKind::kAdmin,
         .name = sum.name,
         .country = sum.country,
         .position = {sum.latitude / sum.weight, sum.longitude / sum.weight}});
  }
}

void GazetteerBuilder::name_directions() {
  for (auto& draft : drafts_) {
    auto& place = draft.stated;
    const auto kind = kinds_.find(place.country);
    if (place.kind != PlaceKind::kAdmin || kind == kinds_.end() || !is_direction(place.name)) continue;
    place.aliases.push_back(place.name);
    place.name += ' ' + kind->second;
  }
}

void GazetteerBuilder::link() {
  std::map<std::string, std::uint32_t> countries, continents, divisions, districts;
  for (std::uint32_t n = 0; n < drafts_.size(); ++n) {
    const auto& place = drafts_[n].stated;
    if (place.kind == PlaceKind::kCountry) countries[place.country] = n;
    if (place.kind == PlaceKind::kContinent) continents[place.country] = n;
    if (place.kind == PlaceKind::kDistrict)
      districts.try_emplace(country_key(place.country, place.admin) + '/' + place_key(place.name), n);
    const bool divides = place.kind == PlaceKind::kAdmin || place.kind == PlaceKind::kRegion;
    if (!divides) continue;
    divisions.try_emplace(country_key(place.country, place.name), n);
    for (const auto& alias : place.aliases) divisions.try_emplace(country_key(place.country, alias), n);
  }
  const auto in = [](const auto& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? kNoPlace : found->second;
  };
  for (auto& draft : drafts_) {
    const auto& place = draft.stated;
    if (draft.parent != kNoPlace && place.district.empty()) continue;
    switch (place.kind) {
      case PlaceKind::kContinent:
        break;
      case PlaceKind::kCountry:
        draft.parent = in(continents, place.admin);
        break;
      case PlaceKind::kRegion:
      case PlaceKind::kAdmin:
        // A region's parent may be a continent: NA, SA and AS are codes of countries too.
        draft.parent = in(place.kind == PlaceKind::kRegion ? continents : countries, place.country);
        if (draft.parent == kNoPlace) draft.parent = in(countries, place.country);
        break;
      case PlaceKind::kDistrict:
      case PlaceKind::kCity: {
        const auto division = country_key(place.country, place.admin);
        draft.parent =
            place.district.empty() ? kNoPlace : in(districts, division + '/' + place_key(place.district));
        if (draft.parent == kNoPlace && !place.admin.empty()) draft.parent = in(divisions, division);
        if (draft.parent == kNoPlace) draft.parent = in(countries, place.country);
        break;
      }
    }
  }
}

/// Gives divisions the people of their towns, and finds how far the towns of each place lie from its position
/// on average: 0 where there are too few to tell.
std::vector<float> GazetteerBuilder::measure_divisions() {
  constexpr std::uint32_t kFewest = 3;
  struct Towns {
    double distance = 0;
    std::uint64_t people = 0;
    std::uint32_t count = 0;
  };
  std::vector<Towns> towns(drafts_.size());
  for (const auto& draft : drafts_) {
    if (draft.stated.kind != PlaceKind::kCity) continue;
    for (auto parent = draft.parent; parent != kNoPlace; parent = drafts_[parent].parent) {
      towns[parent].distance += distance_km(drafts_[parent].stated.position, draft.stated.position);
      towns[parent].people += draft.stated.population;
      ++towns[parent].count;
    }
  }
  std::vector<float> radii;
  for (std::size_t n = 0; n < towns.size(); ++n) {
    const auto& [distance, people, count] = towns[n];
    radii.push_back(count < kFewest ? 0.0f : static_cast<float>(distance / count));
    if (drafts_[n].stated.kind == PlaceKind::kAdmin)
      drafts_[n].stated.population = static_cast<std::uint32_t>(std::min<std::uint64_t>(people, UINT32_MAX));
  }
  return radii;
}

void GazetteerBuilder::place_the_unplaced(const std::vector<float>& radii) {
  constexpr float kWideKm = 160;
  for (auto& draft : drafts_) {
    if (draft.stated.is_placed || draft.parent == kNoPlace) continue;
    draft.stated.position = drafts_[draft.parent].stated.position;
    draft.stated.is_placed = radii[draft.parent] > 0 && radii[draft.parent] < kWideKm;
  }
}

}  // namespace dateline
