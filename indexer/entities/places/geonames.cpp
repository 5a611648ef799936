#include "indexer/entities/places/geonames.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "corpus/base/text.h"
#include "corpus/input.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxLine = 1 << 20;  ///< the longest line of allCountries has some 20,000 bytes

enum class DumpKind : std::uint8_t { kUnknown, kCountries, kDivisions, kPlaces, kNames };

/// The order in which dumps are read: each needs what the ones before it told.
constexpr int pass_of(DumpKind kind) {
  return kind == DumpKind::kNames ? 2 : kind == DumpKind::kPlaces ? 1 : 0;
}
constexpr int kPasses = 3;

template <typename Number>
bool read_number(std::string_view digits, Number& number) {
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return result.ec == std::errc{} && result.ptr == digits.data() + digits.size();
}

bool is_number(std::string_view cell) {
  return !cell.empty() && std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_country_code(std::string_view cell) {
  return cell.size() == 2 && std::ranges::all_of(cell, [](char c) { return c >= 'A' && c <= 'Z'; });
}

DumpKind kind_of(const std::vector<std::string_view>& cells) {
  constexpr std::size_t kPlaceColumns = 19, kCodeColumns = 4, kNameColumns = 8, kNameColumnsV2 = 10;
  const auto count = cells.size();
  if (count == kPlaceColumns && is_number(cells[0])) return DumpKind::kPlaces;
  if (count == kPlaceColumns && is_country_code(cells[0])) return DumpKind::kCountries;
  if (count == kCodeColumns && cells[0].size() > 3 && cells[0][2] == '.') return DumpKind::kDivisions;
  const bool may_be_names = count == kNameColumns || count == kNameColumnsV2;
  if (may_be_names && is_number(cells[0]) && is_number(cells[1])) return DumpKind::kNames;
  return DumpKind::kUnknown;
}

/// Letters of European languages and marks; names in other scripts never stand in the texts that are read.
bool is_latin(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const auto c = decode_utf8(name, at);
    constexpr char32_t kEndOfLatin = 0x250, kLatinExtended = 0x1E00, kEndOfExtended = 0x1F00,
                       kPunctuation = 0x2010, kEndOfPunctuation = 0x2020;
    const bool latin = c.value < kEndOfLatin || (c.value >= kLatinExtended && c.value < kEndOfExtended) ||
                       (c.value >= kPunctuation && c.value < kEndOfPunctuation) || c.value == 0x2BB ||
                       c.value == 0x2BC || c.value == 0x2BE || c.value == 0x2BF;
    if (!c.valid || !latin) return false;
    at += c.bytes;
  }
  return true;
}

/// Whether a name of unstated language is worth keeping: short ones are codes of airports and stations, or
/// words of some language ("Ok", "Ga"); those without a capital are transcriptions of transcriptions.
bool is_likely_name(std::string_view name) {
  constexpr std::size_t kShortest = 4;
  if (name.size() < kShortest || !is_latin(name)) return false;
  const bool has_small = std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
  return has_small && !(name[0] >= 'a' && name[0] <= 'z');
}

/// What a row of a places file is to us.
std::optional<PlaceKind> kind_of_feature(std::string_view feature, std::string_view code,
                                         std::uint64_t population, std::size_t names) {
  constexpr std::size_t kWellKnown = 6;  ///< names of a natural feature that the world speaks of
  if (feature == "P") {
    const bool gone = code == "PPLH" || code == "PPLQ" || code == "PPLW" || code == "PPLX";
    const bool is_seat = code.starts_with("PPLA") || code == "PPLC";
    return !gone && (population > 0 || is_seat) ? std::optional(PlaceKind::kCity) : std::nullopt;
  }
  if (feature == "A") {
    if (code == "ADM1") return PlaceKind::kAdmin;
    if (code == "ADM2") return PlaceKind::kDistrict;
    return std::nullopt;
  }
  const bool natural = (feature == "T" && (code == "ISL" || code == "ISLS" || code == "MTS" ||
                                           code == "PEN" || code == "DSRT" || code == "VAL")) ||
                       (feature == "H" && (code == "SEA" || code == "OCN" || code == "GULF" || code == "LK" ||
                                           code == "STRT" || code == "BAY")) ||
                       (feature == "L" && code == "RGN");
  return natural && names >= kWellKnown ? std::optional(PlaceKind::kRegion) : std::nullopt;
}

/// A place of the dumps that is kept, with its codes.
struct Kept {
  StatedPlace place;
  std::string division;  ///< as US.TX
  std::string district;  ///< as US.TX.201
};

class Import {
 public:
  std::expected<void, Error> add(DumpKind kind, const std::vector<std::string_view>& cells, bool& taken) {
    switch (kind) {
      case DumpKind::kPlaces:
        return add_place(cells, taken);
      case DumpKind::kCountries:
        return add_country(cells, taken);
      case DumpKind::kDivisions:
        return add_division(cells, taken);
      case DumpKind::kNames:
        return add_name(cells, taken);
      case DumpKind::kUnknown:
        break;
    }
    return {};
  }

  /// Gives everything to `builder`: divisions first, so that what lies in them finds them.
  void finish(GazetteerBuilder& builder) {
    locate_districts();
    for (auto& country : countries_) builder.add_aliases(country.code, country.name, country.names);
    for (const auto kind : {PlaceKind::kAdmin, PlaceKind::kDistrict, PlaceKind::kCity, PlaceKind::kRegion}) {
      for (auto& [number, kept] : kept_) {
        if (kept.place.kind == kind) give(builder, kept);
      }
    }
  }

 private:
  struct Division {
    std::string name;
    std::uint32_t number = 0;  ///< its geonameid
  };
  struct Country {
    std::string code, name;
    std::vector<std::string> names;
  };

  std::expected<void, Error> add_place(const std::vector<std::string_view>& cells, bool& taken) {
    Kept kept;
    std::uint32_t number = 0;
    std::uint64_t population = 0;
    const auto bad = [](std::string_view what, std::string_view given, std::string_view instead) {
      return std::unexpected(malformed("{} is not {}: write {}", quoted(given), what, instead));
    };
    if (!read_number(cells[0], number)) return bad("a geonameid", cells[0], "a whole number");
    auto& place = kept.place;
    if (!read_number(cells[4], place.position.latitude) || std::abs(place.position.latitude) > 90)
      return bad("a latitude", cells[4], "degrees from -90 to 90");
    if (!read_number(cells[5], place.position.longitude) || std::abs(place.position.longitude) > 180)
      return bad("a longitude", cells[5], "degrees from -180 to 180");
    if (!cells[14].empty() && !read_number(cells[14], population))
      return bad("a population", cells[14], "a whole number");
    if (cells[1].empty() || !is_utf8(cells[1])) return bad("a name", cells[1], "UTF-8 text");
    const auto alternates = cells_of(cells[3], ',');
    const auto kind = kind_of_feature(cells[6], cells[7], population, alternates.size());
    if (!kind || (*kind != PlaceKind::kRegion && !is_country_code(cells[8]))) return {};
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
    taken = true;
    return {};
  }

  std::expected<void, Error> add_country(const std::vector<std::string_view>& cells, bool& taken) {
    if (!is_country_code(cells[0])) {
      return std::unexpected(malformed("{} is not a country: write a code such as AF", quoted(cells[0])));
    }
    countries_.push_back({std::string(cells[0]), std::string(cells[4]), {}});
    if (std::uint32_t number = 0; read_number(cells[16], number)) country_of_[number] = countries_.size() - 1;
    taken = true;
    return {};
  }

  std::expected<void, Error> add_division(const std::vector<std::string_view>& cells, bool& taken) {
    std::uint32_t number = 0;
    if (!is_country_code(cells[0].substr(0, 2)) || !read_number(cells[3], number)) {
      return std::unexpected(
          malformed("{} is not a division: write CODE, name, name in ASCII and geonameid, as US.TX Texas "
                    "Texas 4736286",
                    quoted(joined_cells(cells))));
    }
    divisions_[std::string(cells[0])] = {std::string(cells[1]), number};
    taken = true;
    return {};
  }

  /// Names of places that were taken; the language has to be English or none.
  std::expected<void, Error> add_name(const std::vector<std::string_view>& cells, bool& taken) {
    std::uint32_t number = 0;
    if (!read_number(cells[1], number)) {
      return std::unexpected(malformed("{} is not a geonameid: write a whole number", quoted(cells[1])));
    }
    const auto language = cells[2], name = cells[3];
    const bool english = language == "en" || language == "abbr";
    if (!english && !(language.empty() && is_likely_name(name))) return {};
    if (const auto country = country_of_.find(number); country != country_of_.end()) {
      countries_[country->second].names.emplace_back(name);
      taken = true;
    } else if (const auto kept = kept_.find(number); kept != kept_.end()) {
      kept->second.place.other_names.emplace_back(name);
      taken = true;
    }
    return {};
  }

  static std::string joined_cells(const std::vector<std::string_view>& cells) {
    return joined(std::vector<std::string>(cells.begin(), cells.end()), " ");
  }

  /// Districts that only admin2Codes names lie in the middle of their people.
  void locate_districts() {
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
    for (const auto& [code, sum] : sums) {
      const auto division = divisions_.find(code);
      if (division == divisions_.end() || kept_.contains(division->second.number)) continue;
      Kept district{.place = {.kind = PlaceKind::kDistrict,
                              .name = division->second.name,
                              .country = code.substr(0, 2),
                              .position = {sum.latitude / sum.weight, sum.longitude / sum.weight},
                              .population = static_cast<std::uint32_t>(
                                  std::min<std::uint64_t>(sum.population, UINT32_MAX))},
                    .division = code.substr(0, code.rfind('.')),
                    .district = {}};
      kept_.emplace(division->second.number, std::move(district));
    }
  }

  void give(GazetteerBuilder& builder, Kept& kept) const {
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

  std::map<std::uint32_t, Kept> kept_;  ///< by geonameid, so that the order of files does not matter
  std::unordered_map<std::string, Division> divisions_;
  std::vector<Country> countries_;
  std::unordered_map<std::uint32_t, std::size_t> country_of_;
};

/// Reads the member of `input` if it belongs to `pass`; gives its kind.
DumpKind read_member(Input& input, int pass, Import& import, DumpCounts& counts, const RefusedLine& refused) {
  auto kind = DumpKind::kUnknown;
  std::size_t columns = 0;
  bool cut = false;
  for (auto number = input.line();; number = input.line()) {
    const auto line = input.read_line(kMaxLine, cut);
    if (!line) return kind;
    if (line->empty() || line->starts_with('#')) continue;
    const auto cells = cells_of(*line, '\t');
    if (kind == DumpKind::kUnknown) {
      kind = kind_of(cells);
      columns = cells.size();
      if (kind == DumpKind::kUnknown || pass_of(kind) != pass) return kind;
    }
    bool taken = false;
    auto added = cells.size() == columns
                     ? import.add(kind, cells, taken)
                     : std::unexpected(malformed("{} has {} columns: write {}, separated by tabs",
                                                 quoted(*line), cells.size(), columns));
    if (!added) {
      ++counts.refused;
      refused(input.path(), number, added.error());
    } else {
      ++(taken ? counts.taken : counts.passed_over);
    }
  }
}

std::expected<bool, Error> read_file(const std::string& path, int pass, Import& import, DumpCounts& counts,
                                     const RefusedLine& refused) {
  auto input = Input::open(path);
  if (!input) return std::unexpected(input.error());
  bool is_dump = false;
  for (;;) {
    const auto more = (*input)->next_member();
    if (!more) return std::unexpected(more.error());
    if (!*more) return is_dump;
    is_dump |= read_member(**input, pass, import, counts, refused) != DumpKind::kUnknown;
    if ((*input)->failure()) return std::unexpected(*(*input)->failure());
  }
}

}  // namespace

std::expected<DumpCounts, Error> import_geonames(const std::vector<std::string>& files,
                                                 GazetteerBuilder& builder, const RefusedLine& refused) {
  Import import;
  DumpCounts counts;
  for (int pass = 0; pass < kPasses; ++pass) {
    for (const auto& file : files) {
      const auto is_dump = read_file(file, pass, import, counts, refused);
      if (!is_dump) return std::unexpected(is_dump.error());
      if (!*is_dump) {
        return std::unexpected(
            malformed("{} is not a dump of GeoNames: give cities15000.txt, allCountries.txt, "
                      "admin1CodesASCII.txt, admin2Codes.txt, countryInfo.txt or alternateNamesV2.txt",
                      quoted(file)));
      }
    }
  }
  import.finish(builder);
  return counts;
}

}  // namespace dateline
