// Where the places of a facet are on the map: as the gazetteer of the index has it, else as articles say.
#include <xapian.h>

#include "indexer/analysis.h"
#include "indexer/entities/places/gazetteer.h"
#include "indexer/entities/places/place_key.h"
#include "query/centre.h"
#include "query/index.h"

namespace dateline {
namespace {

/// The place that the gazetteer calls `name`, which may say what it lies in: "Paris, Texas".
std::optional<Place> place_called(const Gazetteer& gazetteer, const std::string& name) {
  for (const auto& part : {name, name.substr(0, name.rfind(", "))}) {
    for (const auto number : gazetteer.find(place_key(part))) {
      if (gazetteer.display_name(number) == name) return gazetteer[number];
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<GeoPoint> Index::Implementation::position(std::string_view term,
                                                        const std::string& name) const {
  if (const auto place = place_called(lookup->gazetteer(directory), name)) {
    const bool is_too_wide = place->kind == PlaceKind::kContinent || place->kind == PlaceKind::kRegion;
    return is_too_wide ? std::nullopt : std::optional(place->position);
  }
  constexpr std::size_t kMostKept = 20'000;
  if (positions.size() >= kMostKept) positions.clear();
  const auto [known, is_new] = positions.try_emplace(std::string(term));
  if (is_new) known->second = stated_position(database, term.substr(spec(Field::kPlace).exact_prefix.size()));
  return known->second;
}

}  // namespace dateline
