// Which places on earth an article's mentions mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// A name in a text that stands for a place.
struct PlaceMention {
  std::string_view text;    ///< as written
  std::uint32_t begin = 0;  ///< where it stands; mentions come in this order
  std::uint32_t end = 0;
};

/// An article, as far as it says where things are.
struct PlacedText {
  std::string_view text;                             ///< its title in front
  std::size_t dateline_begin = 0, dateline_end = 0;  ///< equal where there is no dateline
  std::vector<std::string_view> organizations{};     ///< names in the text
  std::string_view source{}, url{};                  ///< its publisher
};

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
