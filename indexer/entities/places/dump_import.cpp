#include "indexer/entities/places/dump_import.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/entities/places/read_number.h"

namespace dateline {

namespace {

/// Whether `degrees` lie within `most` of 0; "nan" is read as a number and does not.
bool is_within(double degrees, double most) { return std::abs(degrees) <= most; }

}  // namespace

DumpImport::Row DumpImport::add(DumpKind kind, const Cells& cells) {
  switch (kind) {
    case DumpKind::kPlaces:
      return add_place(cells);
    case DumpKind::kCountries:
      return add_country(cells);
    case DumpKind::kDivisions:
      return add_division(cells);
    case DumpKind::kNames:
      return add_name(cells);
    case DumpKind::kUnknown:
      break;
  }
  return std::nullopt;
}

void DumpImport::finish(GazetteerBuilder& builder) {
  locate_districts();
  for (auto& country : countries_) builder.add_aliases(country.code, country.name, country.names);
  for (const auto kind : {PlaceKind::kAdmin, PlaceKind::kDistrict, PlaceKind::kCity, PlaceKind::kRegion}) {
    for (auto& [number, kept] : kept_) {
      if (kept.place.kind == kind) give(builder, kept);
    }
  }
}

DumpImport::Row DumpImport::add_place(const Cells& cells) {
  Kept kept;
  std::uint32_t number = 0;
  std::uint64_t population = 0;
  const auto bad = [](std::string_view what, std::string_view given, std::string_view instead) {
    return std::unexpected(malformed("{} is not {}: write {}", quoted(given), what, instead));
  };
  if (!read_number(cells[0], number)) return bad("a geonameid", cells[0], "a whole number");
  auto& place = kept.place;
  if (!read_number(cells[4], place.position.latitude) || !is_within(place.position.latitude, 90))
    return bad("a latitude", cells[4], "degrees from -90 to 90");
  if (!read_number(cells[5], place.position.longitude) || !is_within(place.position.longitude, 180))
    return bad("a longitude", cells[5], "degrees from -180 to 180");
  if (!cells[14].empty() && !read_number(cells[14], population))
    return bad("a population", cells[14], "a whole number");
  if (cells[1].empty() || !is_utf8(cells[1])) return bad("a name", cells[1], "UTF-8 text");
  const auto alternates = cells_of(cells[3], ',');
  const auto kind = kind_of_feature(cells[6], cells[7], population, alternates.size());
  if (!kind) return kind.error();
  if (*kind != PlaceKind::kRegion && !is_country_code(cells[8])) return PassedOver::kNoCountry;
  place.kind = *kind;
  place.name = cells[1];
  place.country = cells[8];
  place.population = static_cast<std::uint32_t>(std::min<std::uint64_t>(population, UINT32_MAX));
  if (cells[2] != cells[1] && !cells[2].empty()) place.aliases.emplace_back(cells[2]);
  for (const auto name : alternates) {
    if (is_likely_name(name)) place.other_names.emplace_back(name);
  }
  if (!cells[10].empty()) kept.division = fmt::format("{}.{}", cells[8], cells[10]);
  if (!cells[11].empty()) kept.district = fmt::format("{}.{}", kept.division, cells[11]);
  kept_.insert_or_assign(number, std::move(kept));
  return std::nullopt;
}

DumpImport::Row DumpImport::add_country(const Cells& cells) {
  if (!is_country_code(cells[0])) {
    return std::unexpected(malformed("{} is not a country: write a code such as AF", quoted(cells[0])));
  }
  countries_.push_back({std::string(cells[0]), std::string(cells[4]), {}});
  if (std::uint32_t number = 0; read_number(cells[16], number)) country_of_[number] = countries_.size() - 1;
  return std::nullopt;
}

DumpImport::Row DumpImport::add_division(const Cells& cells) {
  std::uint32_t number = 0;
  if (!is_country_code(cells[0].substr(0, 2)) || !read_number(cells[3], number)) {
    return std::unexpected(
        malformed("{} is not a division: write CODE, name, name in ASCII and geonameid, as US.TX Texas "
                  "Texas 4736286",
                  quoted(joined(std::vector<std::string>(cells.begin(), cells.end()), " "))));
  }
  divisions_[std::string(cells[0])] = {std::string(cells[1]), number};
  return std::nullopt;
}

/// Names of places that were taken; the language has to be English or none.
DumpImport::Row DumpImport::add_name(const Cells& cells) {
  std::uint32_t number = 0;
  if (!read_number(cells[1], number)) {
    return std::unexpected(malformed("{} is not a geonameid: write a whole number", quoted(cells[1])));
  }
  const auto language = cells[2], name = cells[3];
  const bool english = language == "en" || language == "abbr";
  if (!english && !(language.empty() && is_likely_name(name))) return PassedOver::kOtherLanguage;
  if (const auto country = country_of_.find(number); country != country_of_.end()) {
    countries_[country->second].names.emplace_back(name);
  } else if (const auto kept = kept_.find(number); kept != kept_.end()) {
    kept->second.place.other_names.emplace_back(name);
  } else {
    return PassedOver::kOtherPlace;
  }
  return std::nullopt;
}

/// Districts that only admin2Codes names lie in the middle of their people, if any of them is known.
void DumpImport::locate_districts() {
  struct Sum {
    double latitude = 0, longitude = 0, weight = 0;
    std::uint64_t population = 0;
  };
  std::map<std::string, Sum> sums;
  for (const auto& [number, kept] : kept_) {
    if (kept.place.kind != PlaceKind::kCity || kept.district.empty()) continue;
    auto& sum = sums[kept.district];
    const double weight = std::sqrt(kept.place.population + 1.0);
    sum.latitude += kept.place.position.latitude * weight;
    sum.longitude += kept.place.position.longitude * weight;
    sum.weight += weight;
    sum.population += kept.place.population;
  }
  for (const auto& [code, division] : divisions_) {
    const bool is_district = std::ranges::count(code, '.') == 2;
    if (!is_district || kept_.contains(division.number)) continue;
    Kept district{.place = {.kind = PlaceKind::kDistrict,
                            .name = division.name,
                            .country = code.substr(0, 2),
                            .is_placed = false},
                  .division = code.substr(0, code.rfind('.')),
                  .district = {}};
    if (const auto known = sums.find(code); known != sums.end()) {
      const auto& sum = known->second;
      district.place.position = {sum.latitude / sum.weight, sum.longitude / sum.weight};
      district.place.population =
          static_cast<std::uint32_t>(std::min<std::uint64_t>(sum.population, UINT32_MAX));
      district.place.is_placed = true;
    }
    kept_.emplace(division.number, std::move(district));
  }
}

void DumpImport::give(GazetteerBuilder& builder, Kept& kept) const {
  auto& place = kept.place;
  const auto name_of = [&](const std::string& code) {
    const auto found = divisions_.find(code);
    return found == divisions_.end() ? std::string() : found->second.name;
  };
  if (place.kind == PlaceKind::kDistrict || place.kind == PlaceKind::kCity)
    place.admin = name_of(kept.division);
  if (place.kind == PlaceKind::kCity) place.district = name_of(kept.district);
  if (place.kind == PlaceKind::kRegion && !is_country_code(place.country)) place.country.clear();
  builder.add(std::move(place));
}

}  // namespace dateline
