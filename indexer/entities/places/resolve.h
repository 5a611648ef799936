// Which places on earth an article's mentions mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/entities/places/article_names.h"
#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// Where a name lies.
struct PlaceFound {
  std::uint32_t number;  ///< of the gazetteer
  bool inside =
      false;  ///< the gazetteer does not know the name, but the text says that it lies in this place
  friend bool operator==(const PlaceFound&, const PlaceFound&) = default;
};

/// For each of `mentions` in `article`, then for each name of `stated` by the publisher, the place of
/// `gazetteer` it means; nothing where no place has that name or none is likely.
///
/// One name means one place in the whole article. It is chosen by importance, by what the text says beside
/// the name ("Paris, Texas", "Edmonton, south of Cairns"), by being a town where it stands in the dateline,
/// by the countries, regions and surroundings of the article's other places, by organizations and peoples it
/// names, and by where its publisher is at home. Time grows linearly with the mentions.
std::vector<std::optional<PlaceFound>> resolve_places(const Gazetteer& gazetteer, const PlacedText& article,
                                                      const std::vector<PlaceMention>& mentions,
                                                      const std::vector<std::string>& stated);

}  // namespace dateline
