// What the words between two names say of the places they name.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

enum class Tie : std::uint8_t {
  kNone,
  kInside,  ///< the first lies in the second: "Paris, Texas", "Sendai in Japan"
  kHolds,   ///< the second lies in the first: "Giza's Haram", "the Cincinnati suburb of West Chester"
  kNear,    ///< they are neighbours: "Edmonton, south of Cairns"
  kListed,  ///< they stand in one list, which has places of one kind: "Oregon and Washington"
};

/// The tie of two names that stand one after the other, by what stands between them.
Tie tie_of(std::string_view between);

}  // namespace dateline
