// The bytes of a gazetteer.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// The places that a name stands for, by their number.
struct PlacesOfName {
  std::vector<std::uint32_t> usual;  ///< they are usually called so
  std::vector<std::uint32_t> other;  ///< it is one of many other names of theirs
};

/// Lays out `places`, whose parents are places of the list, and the names they have, by place_key.
std::string lay_out(const std::vector<Place>& places, std::map<std::string, PlacesOfName> names);

}  // namespace dateline
