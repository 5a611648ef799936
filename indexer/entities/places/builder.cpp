#include "indexer/entities/places/builder.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "indexer/entities/places/place_forms.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

bool close(const GeoPoint& a, const GeoPoint& b) {
  constexpr double kDegrees = 0.3;  // some 30 km
  return std::abs(a.latitude - b.latitude) < kDegrees && std::abs(a.longitude - b.longitude) < kDegrees;
}

void append(std::vector<std::string>& names, const std::vector<std::string>& more) {
  names.insert(names.end(), more.begin(), more.end());
}

}  // namespace

std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (;;) {
    const auto end = line.find(separator);
    cells.push_back(line.substr(0, end));
    if (end == line.npos) return cells;
    line.remove_prefix(end + 1);
  }
}

std::string country_key(std::string_view country, std::string_view name) {
  return std::string(country) + '/' + place_key(name);
}

void GazetteerBuilder::start_from(const Gazetteer& gazetteer) {
  const auto count = static_cast<std::uint32_t>(gazetteer.size());
  for (std::uint32_t number = 0; number < count; ++number) {
    const auto place = gazetteer[number];
    StatedPlace stated{.kind = place.kind,
                       .name = std::string(place.name),
                       .country = std::string(place.country),
                       .position = place.position,
                       .population = place.population};
    const auto parent = place.parent ? std::optional(gazetteer[*place.parent]) : std::nullopt;
    const bool in_division = parent && parent->kind != PlaceKind::kCountry;
    const bool is_divided = place.kind == PlaceKind::kCity || place.kind == PlaceKind::kDistrict;
    if (is_divided && in_division) stated.admin = parent->name;
    if (place.is_capital) capitals_.insert(country_key(stated.country, stated.name));
    by_key_.emplace(country_key(stated.country, stated.name), number);
    drafts_.push_back({std::move(stated), place.parent.value_or(kNoPlace)});
  }
  gazetteer.for_each_name([&](std::string_view name, std::uint32_t number, bool is_usual) {
    auto& place = drafts_[number].stated;
    if (name != place_key(place.name)) (is_usual ? place.aliases : place.other_names).emplace_back(name);
  });
}

void GazetteerBuilder::add(StatedPlace place) {
  place.name = plain_name(place.name);
  place.admin = plain_name(place.admin);
  const auto key = country_key(place.country, place.name);
  const auto [begin, end] = by_key_.equal_range(key);
  for (auto known = begin; known != end; ++known) {
    auto& draft = drafts_[known->second].stated;
    if (draft.kind != place.kind) continue;
    if (draft.kind == PlaceKind::kCity && !close(draft.position, place.position)) continue;
    if (draft.kind == PlaceKind::kDistrict && draft.admin != place.admin) continue;
    if (draft.admin.empty()) draft.admin = place.admin;
    if (draft.district.empty()) draft.district = place.district;
    if (!place.admin.empty() && place_key(draft.admin) != place_key(place.admin))
      ++other_names_[country_key(place.country, place.admin)][draft.admin];
    draft.population = std::max(draft.population, place.population);
    if (!draft.is_placed && place.is_placed) draft.position = place.position, draft.is_placed = true;
    append(draft.aliases, place.aliases);
    append(draft.other_names, place.other_names);
    return;
  }
  by_key_.emplace(key, static_cast<std::uint32_t>(drafts_.size()));
  drafts_.push_back({std::move(place)});
}

bool GazetteerBuilder::add_aliases(std::string_view country, std::string_view name,
                                   const std::vector<std::string>& aliases) {
  const auto [begin, end] = by_key_.equal_range(country_key(country, name));
  auto most = end;
  for (auto known = begin; known != end; ++known) {
    const bool larger =
        most == end || drafts_[known->second].stated.population > drafts_[most->second].stated.population;
    if (larger) most = known;
  }
  if (most == end) return false;
  append(drafts_[most->second].stated.aliases, aliases);
  return true;
}

bool GazetteerBuilder::is_capital(const StatedPlace& place) const {
  return place.kind == PlaceKind::kCity && capitals_.contains(country_key(place.country, place.name));
}

/// What was said of places before they were there.
void GazetteerBuilder::apply_later() {
  for (const auto& alias : later_) add_aliases(alias.country, alias.name, alias.aliases);
  later_.clear();
  for (auto& draft : drafts_) {
    auto& place = draft.stated;
    if (!place.capital.empty()) capitals_.insert(country_key(place.country, place.capital));
    if (place.kind != PlaceKind::kCountry) continue;
    place.aliases.push_back(kPeopleMark + place.country);
    for (const auto& word : people_[place.country]) place.aliases.push_back(kPeopleMark + word);
  }
  people_.clear();
}

/// Districts that are called as one of their towns: they are meant only where they are called a district.
std::set<std::uint32_t> GazetteerBuilder::named_as_town() const {
  std::set<std::uint32_t> named;
  for (const auto& draft : drafts_) {
    if (draft.stated.kind != PlaceKind::kCity || draft.parent == kNoPlace) continue;
    const auto& parent = drafts_[draft.parent].stated;
    if (parent.kind == PlaceKind::kDistrict && place_key(parent.name) == place_key(draft.stated.name))
      named.insert(draft.parent);
  }
  return named;
}

std::map<std::string, PlacesOfName> GazetteerBuilder::names() const {
  std::map<std::string, PlacesOfName> names;
  const auto hidden = named_as_town();
  for (std::uint32_t n = 0; n < drafts_.size(); ++n) {
    const auto& place = drafts_[n].stated;
    if (hidden.contains(n) || !place.is_placed) continue;
    std::set<std::string> usual{place_key(place.name)}, other;
    for (const auto& alias : place.aliases) usual.insert(place_key(alias));
    const bool is_division = place.kind == PlaceKind::kAdmin;
    if (const auto bare = is_division ? bare_name(place.name) : std::nullopt) usual.insert(place_key(*bare));
    for (const auto& name : place.other_names) other.insert(place_key(name));
    usual.erase("");
    other.erase("");
    for (const auto& name : usual) names[name].usual.push_back(n);
    for (const auto& name : other) {
      if (!usual.contains(name)) names[name].other.push_back(n);
    }
  }
  return names;
}

std::string GazetteerBuilder::build() {
  unify_divisions();
  apply_later();
  add_missing_divisions();
  name_directions();
  link();
  const auto radii = measure_divisions();
  place_the_unplaced(radii);
  std::vector<Place> places;
  for (const auto& draft : drafts_) {
    const auto& place = draft.stated;
    const bool in_country =
        draft.parent != kNoPlace && drafts_[draft.parent].stated.kind == PlaceKind::kCountry;
    const bool has_country =
        place.kind >= PlaceKind::kCountry || (place.kind == PlaceKind::kRegion && in_country);
    places.push_back({.kind = place.kind,
                      .name = place.name,
                      .country = has_country ? std::string_view(place.country) : std::string_view(),
                      .position = place.position,
                      .population = place.population,
                      .is_capital = is_capital(place),
                      .radius_km = radii[places.size()],
                      .parent = draft.parent == kNoPlace ? std::nullopt : std::optional(draft.parent)});
  }
  return lay_out(places, names());
}

}  // namespace dateline
