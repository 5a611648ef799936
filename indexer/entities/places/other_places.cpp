#include "indexer/entities/places/other_places.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

constexpr std::int32_t kColumns = 360;

struct Cell {
  std::int32_t row, column;
  explicit Cell(const GeoPoint& position)
      : row(static_cast<std::int32_t>(std::floor(position.latitude))),
        column(static_cast<std::int32_t>(std::floor(position.longitude))) {}
  std::int32_t number(std::int32_t down, std::int32_t right) const {
    return (row + down) * kColumns + (column + right + kColumns) % kColumns;
  }
  bool touches(const Cell& other) const {
    const auto apart = std::abs(column - other.column) % kColumns;
    return std::abs(row - other.row) <= 1 && (apart <= 1 || apart == kColumns - 1);
  }
};

}  // namespace

void OtherPlaces::add(std::uint32_t number, double weight) {
  const auto place = gazetteer_[number];
  if (!place.country.empty()) {
    countries_[place.country] += weight;
    total_ += weight;
  }
  if (is_division(place)) divisions_[number] += weight;
  for (auto parent = place.parent; parent; parent = gazetteer_[*parent].parent) {
    if (is_division(gazetteer_[*parent])) divisions_[*parent] += weight;
  }
  if (is_local(place)) cells_[Cell(place.position).number(0, 0)] += weight;
}

double OtherPlaces::in_country(std::string_view country, std::optional<std::uint32_t> own) const {
  const auto known = countries_.find(country);
  if (known == countries_.end()) return 0;
  const bool is_own = own && gazetteer_[*own].country == country;
  return std::max(0.0, known->second - (is_own ? 1 : 0));
}

double OtherPlaces::in_division(std::uint32_t division, std::optional<std::uint32_t> own) const {
  const auto known = divisions_.find(division);
  if (known == divisions_.end()) return 0;
  return std::max(0.0,
                  known->second - (own && (*own == division || gazetteer_.lies_in(*own, division)) ? 1 : 0));
}

double OtherPlaces::around(const GeoPoint& position, std::optional<std::uint32_t> own) const {
  const Cell cell(position);
  double sum = 0;
  for (const std::int32_t down : {-1, 0, 1}) {
    for (const std::int32_t right : {-1, 0, 1}) {
      const auto known = cells_.find(cell.number(down, right));
      if (known != cells_.end()) sum += known->second;
    }
  }
  if (!own) return sum;
  const auto place = gazetteer_[*own];
  return std::max(0.0, sum - (is_local(place) && Cell(place.position).touches(cell) ? 1 : 0));
}

}  // namespace dateline
