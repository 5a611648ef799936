#include "indexer/entities/places/facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/entities/places/read_number.h"

namespace dateline {
namespace {

using Cells = std::vector<std::string_view>;

bool read_position(std::string_view latitude, std::string_view longitude, GeoPoint& position) {
  return read_number(latitude, position.latitude) && read_number(longitude, position.longitude) &&
         std::abs(position.latitude) <= 90 && std::abs(position.longitude) <= 180;
}

std::vector<std::string> names_of(std::string_view cell) {
  std::vector<std::string> names;
  for (const auto name : cells_of(cell, '|')) {
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

/// The kinds of lines and their cells, the kind included.
constexpr std::array<std::pair<std::string_view, std::size_t>, 8> kKinds{{{"alias", 4},
                                                                          {"people", 3},
                                                                          {"continent", 6},
                                                                          {"region", 6},
                                                                          {"admin", 6},
                                                                          {"country", 8},
                                                                          {"city", 8},
                                                                          {"district", 8}}};

/// The place of a line, which has the cells of its kind; nothing where a number cannot be read.
std::optional<StatedPlace> place_of(const Cells& cells) {
  const auto kind = cells[0];
  StatedPlace place;
  bool is_read = false;
  if (kind == "continent") {
    place = {.kind = PlaceKind::kContinent, .name = std::string(cells[2]), .country = std::string(cells[1])};
    is_read = read_position(cells[3], cells[4], place.position);
  } else if (kind == "region") {
    place = {.kind = PlaceKind::kRegion, .name = std::string(cells[1]), .country = std::string(cells[4])};
    is_read = read_position(cells[2], cells[3], place.position);
  } else if (kind == "country") {
    place = {.kind = PlaceKind::kCountry,
             .name = std::string(cells[6]),
             .country = std::string(cells[1]),
             .admin = std::string(cells[2]),
             .capital = std::string(cells[5])};
    is_read = read_position(cells[3], cells[4], place.position);
  } else if (kind == "admin") {
    place = {.kind = PlaceKind::kAdmin, .name = std::string(cells[2]), .country = std::string(cells[1])};
    is_read = read_position(cells[3], cells[4], place.position);
  } else {
    place = {.kind = kind == "city" ? PlaceKind::kCity : PlaceKind::kDistrict,
             .name = std::string(cells[3]),
             .country = std::string(cells[1]),
             .admin = std::string(cells[2])};
    is_read = read_position(cells[4], cells[5], place.position) && read_number(cells[6], place.population);
  }
  place.aliases = names_of(cells.back());
  return is_read ? std::optional(std::move(place)) : std::nullopt;
}

std::expected<void, Error> add_fact(const Cells& cells, GazetteerBuilder& builder) {
  const auto kind = cells[0];
  const auto known = std::ranges::find(kKinds, kind, &std::pair<std::string_view, std::size_t>::first);
  if (known == kKinds.end()) return std::unexpected(malformed("{} is not a kind of line", quoted(kind)));
  if (cells.size() != known->second) {
    return std::unexpected(malformed("{} has {} cells: write {}", quoted(kind), cells.size(), known->second));
  }
  if (kind == "alias") {
    builder.add_aliases_later(cells[1], cells[2], names_of(cells[3]));
  } else if (kind == "people") {
    builder.add_people(cells[1], names_of(cells[2]));
  } else if (auto place = place_of(cells)) {
    builder.add(std::move(*place));
  } else {
    return std::unexpected(malformed("{} has a number that cannot be read", quoted(kind)));
  }
  return {};
}

}  // namespace

std::expected<void, Error> add_facts(std::string_view text, GazetteerBuilder& builder) {
  std::size_t number = 0;
  for (const auto line : cells_of(text, '\n')) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    if (auto added = add_fact(cells_of(line, '\t'), builder); !added) {
      return std::unexpected(malformed("line {}: {}", number, added.error().message));
    }
  }
  return {};
}

}  // namespace dateline
