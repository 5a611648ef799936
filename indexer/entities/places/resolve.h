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

/// The text of an article, its title in front.
struct PlacedText {
  std::string_view text;
  std::size_t dateline_begin = 0, dateline_end = 0;  ///< equal where there is no dateline
};

/// For each of `mentions` in `article`, then for each name of `stated` by the publisher, the place of
/// `gazetteer` it means; nothing where no place has that name or none is likely.
///
/// One name means one place in the whole article. It is chosen by importance, by what the name is followed by
/// ("Paris, Texas"), by being a town where it stands in the dateline, and by the countries and regions of the
/// article's other places. Time grows linearly with the mentions.
std::vector<std::optional<std::uint32_t>> resolve_places(const Gazetteer& gazetteer,
                                                         const PlacedText& article,
                                                         const std::vector<PlaceMention>& mentions,
                                                         const std::vector<std::string>& stated);

}  // namespace dateline
