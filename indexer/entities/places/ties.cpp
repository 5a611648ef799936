#include "indexer/entities/places/ties.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

constexpr std::array<std::string_view, 8> kInsides{", ",        " in ",  ", in ",        " in the ",
                                                   ", in the ", " (in ", ", a city in ", ", a town in "};
constexpr std::array<std::string_view, 5> kLists{" and ", ", and ", " or ", ", or ", " & "};
constexpr std::array<std::string_view, 2> kPossessives{"'s ", "\u2019s "};
constexpr std::array<std::string_view, 11> kParts{
    "suburb of ", "suburbs of ", "neighborhood of ", "neighbourhood of ", "borough of ", "district of ",
    "town of ",   "city of ",    "village of ",      "port of ",          "county of "};
constexpr std::array<std::string_view, 10> kNeighbours{"north",    "south", "east", "west",    "suburb",
                                                       "outside ", "near ", "mile", "kilomet", "km "};
constexpr std::array<std::string_view, 3> kPrepositions{" near ", " outside ", " just outside "};
constexpr std::array<std::string_view, 4> kEnds{" of ", "outside ", "near ", " from "};

constexpr std::array<std::string_view, 6> kDirections{"north", "south", "east", "west", "central", "rural"};

template <typename Words>
bool any(const Words& words, auto holds) {
  return std::ranges::any_of(words, holds);
}

bool is_direction_word(std::string_view word) {
  return any(kDirections, [&](std::string_view direction) { return word.starts_with(direction); });
}

/// " in north central ", ", in rural ": what lies in a part of a place lies in it.
bool puts_into_part(std::string_view between) {
  constexpr std::string_view kIn = " in ";
  if (between.starts_with(',')) between.remove_prefix(1);
  if (!between.starts_with(kIn) || !between.ends_with(' ')) return false;
  between.remove_prefix(kIn.size());
  if (between.starts_with("the ")) between.remove_prefix(4);
  while (!between.empty()) {
    const auto end = between.find(' ');
    if (!is_direction_word(between.substr(0, end))) return false;
    between.remove_prefix(end + 1);
  }
  return true;
}

}  // namespace

Tie tie_of(std::string_view between) {
  constexpr std::size_t kLongest = 48;
  if (between.size() > kLongest || between.find_first_of(".;:!?\n") != between.npos) return Tie::kNone;
  if (any(kInsides, [&](auto words) { return between == words; }) || puts_into_part(between))
    return Tie::kInside;
  if (any(kLists, [&](auto words) { return between == words; })) return Tie::kListed;
  if (any(kPossessives, [&](auto words) { return between == words; })) return Tie::kHolds;
  const auto is_part = [&](std::string_view words) {
    return between.starts_with(' ') && between.substr(1) == words;
  };
  if (any(kParts, is_part)) return Tie::kHolds;
  // "Edmonton, south of Cairns", but not "in Cambridge said men were held near Newcastle".
  const bool begins_so =
      between.starts_with(", ") || any(kPrepositions, [&](auto words) { return between == words; });
  const bool says_near = any(kNeighbours, [&](auto words) { return between.find(words) != between.npos; });
  const bool goes_on = any(kEnds, [&](auto words) { return between.ends_with(words); });
  return begins_so && says_near && goes_on ? Tie::kNear : Tie::kNone;
}

}  // namespace dateline
