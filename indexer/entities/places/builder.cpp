#include "indexer/entities/places/builder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <set>

#include "corpus/base/text.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

std::string country_key(std::string_view country, std::string_view name) {
  return std::string(country) + '/' + place_key(name);
}

template <typename Number>
bool read(std::string_view digits, Number& number) {
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return result.ec == std::errc{} && result.ptr == digits.data() + digits.size();
}

bool read_position(std::string_view latitude, std::string_view longitude, GeoPoint& position) {
  return read(latitude, position.latitude) && read(longitude, position.longitude) &&
         std::abs(position.latitude) <= 90 && std::abs(position.longitude) <= 180;
}

std::vector<std::string> aliases_of(std::string_view cell) {
  std::vector<std::string> aliases;
  for (const auto alias : cells_of(cell, '|')) {
    if (!alias.empty()) aliases.emplace_back(alias);
  }
  return aliases;
}

bool close(const GeoPoint& a, const GeoPoint& b) {
  constexpr double kDegrees = 0.3;  // some 30 km
  return std::abs(a.latitude - b.latitude) < kDegrees && std::abs(a.longitude - b.longitude) < kDegrees;
}

/// "State of Uttar Pradesh" and "Hunan Province" are Uttar Pradesh and Hunan, too.
std::optional<std::string> bare_name(std::string_view name) {
  for (const std::string_view before :
       {"State of ", "Province of ", "Canton of ", "Republic of ", "Region of ", "Federation of "}) {
    if (name.starts_with(before)) return std::string(name.substr(before.size()));
  }
  for (const std::string_view after :
       {" Province", " Region", " State", " Oblast", " Governorate", " District", " Prefecture", " County",
        " Krai", " Department", " City"}) {
    if (name.ends_with(after)) return std::string(name.substr(0, name.size() - after.size()));
  }
  return std::nullopt;
}

/// Names that are a direction only mean nothing without the word behind them: "Eastern Province".
bool is_direction(std::string_view name) {
  constexpr std::array<std::string_view, 10> kDirections{
      "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "capital"};
  return std::ranges::find(kDirections, place_key(name)) != kDirections.end();
}

/// What English newspapers write: without the marks of transliteration, which are no part of the spelling
/// ("Hyderābād"); accents that are stay ("Córdoba").
std::string plain_name(std::string_view name) {
  std::string plain;
  for (std::size_t at = 0; at < name.size();) {
    const auto c = decode_utf8(name, at);
    constexpr std::u32string_view kMarked = U"āēīōūĀĒĪŌŪ", kBare = U"aeiouAEIOU";
    constexpr char32_t kLeftRing = 0x2BB, kRightRing = 0x2BF, kFirstDotted = 0x1E00, kLastDotted = 0x1E99;
    const auto marked = kMarked.find(c.value);
    if (marked != kMarked.npos) {
      plain += static_cast<char>(kBare[marked]);
    } else if (c.value >= kFirstDotted && c.value <= kLastDotted) {
      plain += place_key(name.substr(at, c.bytes));
    } else if (c.value == kLeftRing || c.value == kRightRing) {
      plain += '\'';
    } else {
      plain.append(name, at, c.bytes);
    }
    at += c.bytes;
  }
  return plain;
}

/// Appends `value`'s bytes.
template <typename Value>
void append(std::string& bytes, const Value& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void pad(std::string& bytes) { bytes.resize((bytes.size() + 7) / 8 * 8); }

}  // namespace

std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (;;) {
    const auto end = line.find(separator);
    cells.push_back(line.substr(0, end));
    if (end == line.npos) return cells;
    line.remove_prefix(end + 1);
  }
}

void GazetteerBuilder::start_from(const Gazetteer& gazetteer) {
  const auto count = static_cast<std::uint32_t>(gazetteer.size());
  for (std::uint32_t number = 0; number < count; ++number) {
    const auto place = gazetteer[number];
    StatedPlace stated{.kind = place.kind,
                       .name = std::string(place.name),
                       .country = std::string(place.country),
                       .position = place.position,
                       .population = place.population};
    const auto parent = place.parent ? std::optional(gazetteer[*place.parent]) : std::nullopt;
    const bool in_division = parent && parent->kind != PlaceKind::kCountry;
    if (place.kind == PlaceKind::kCity && in_division) stated.admin = parent->name;
    if (place.is_capital) capitals_.insert(country_key(stated.country, stated.name));
    by_key_.emplace(country_key(stated.country, stated.name), number);
    drafts_.push_back({std::move(stated), place.parent.value_or(kNoPlace)});
  }
  gazetteer.for_each_name([&](std::string_view name, std::uint32_t number) {
    if (name != place_key(drafts_[number].stated.name)) drafts_[number].stated.aliases.emplace_back(name);
  });
}

std::expected<void, Error> GazetteerBuilder::add_facts(std::string_view text) {
  std::size_t number = 0;
  for (const auto line : cells_of(text, '\n')) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    if (auto added = add_fact(cells_of(line, '\t')); !added) {
      return std::unexpected(malformed("line {}: {}", number, added.error().message));
    }
  }
  return {};
}

std::expected<void, Error> GazetteerBuilder::add_fact(const std::vector<std::string_view>& cells) {
  const auto bad = [&](std::string_view why) {
    return std::unexpected(malformed("{} {}", quoted(cells[0]), why));
  };
  const auto kind = cells[0];
  const std::size_t wanted = kind == "alias"                                             ? 4
                             : kind == "country" || kind == "city" || kind == "district" ? 8
                                                                                         : 6;
  if (cells.size() != wanted) return bad(fmt::format("has {} cells: write {}", cells.size(), wanted));
  if (kind == "alias") {
    later_.push_back({std::string(cells[1]), std::string(cells[2]), aliases_of(cells[3])});
    return {};
  }
  StatedPlace place;
  bool positioned = false;
  if (kind == "continent") {
    place = {.kind = PlaceKind::kContinent, .name = std::string(cells[2]), .country = std::string(cells[1])};
    positioned = read_position(cells[3], cells[4], place.position);
  } else if (kind == "region") {
    place = {.kind = PlaceKind::kRegion, .name = std::string(cells[1]), .country = std::string(cells[4])};
    positioned = read_position(cells[2], cells[3], place.position);
  } else if (kind == "country") {
    place = {.kind = PlaceKind::kCountry,
             .name = std::string(cells[6]),
             .country = std::string(cells[1]),
             .admin = std::string(cells[2]),
             .capital = std::string(cells[5])};
    positioned = read_position(cells[3], cells[4], place.position);
  } else if (kind == "admin") {
    place = {.kind = PlaceKind::kAdmin, .name = std::string(cells[2]), .country = std::string(cells[1])};
    positioned = read_position(cells[3], cells[4], place.position);
  } else if (kind == "city" || kind == "district") {
    place = {.kind = kind == "city" ? PlaceKind::kCity : PlaceKind::kDistrict,
             .name = std::string(cells[3]),
             .country = std::string(cells[1]),
             .admin = std::string(cells[2])};
    positioned = read_position(cells[4], cells[5], place.position) && read(cells[6], place.population);
  } else {
    return bad("is not a kind of line");
  }
  if (!positioned) return bad("has a number that cannot be read");
  place.aliases = aliases_of(cells.back());
  add(std::move(place));
  return {};
}

void GazetteerBuilder::add(StatedPlace place) {
  place.name = plain_name(place.name);
  place.admin = plain_name(place.admin);
  const auto key = country_key(place.country, place.name);
  const auto [begin, end] = by_key_.equal_range(key);
  for (auto known = begin; known != end; ++known) {
    auto& draft = drafts_[known->second].stated;
    if (draft.kind != place.kind) continue;
    if (draft.kind == PlaceKind::kCity && !close(draft.position, place.position)) continue;
    if (draft.kind == PlaceKind::kDistrict && draft.admin != place.admin) continue;
    if (draft.admin.empty()) draft.admin = place.admin;
    if (draft.district.empty()) draft.district = place.district;
    if (!place.admin.empty() && place_key(draft.admin) != place_key(place.admin))
      ++other_names_[country_key(place.country, place.admin)][draft.admin];
    draft.population = std::max(draft.population, place.population);
    draft.aliases.insert(draft.aliases.end(), place.aliases.begin(), place.aliases.end());
    return;
  }
  by_key_.emplace(key, static_cast<std::uint32_t>(drafts_.size()));
  drafts_.push_back({std::move(place)});
}

bool GazetteerBuilder::add_aliases(std::string_view country, std::string_view name,
                                   const std::vector<std::string>& aliases) {
  const auto [begin, end] = by_key_.equal_range(country_key(country, name));
  auto most = end;
  for (auto known = begin; known != end; ++known) {
    const bool larger =
        most == end || drafts_[known->second].stated.population > drafts_[most->second].stated.population;
    if (larger) most = known;
  }
  if (most == end) return false;
  auto& into = drafts_[most->second].stated.aliases;
  into.insert(into.end(), aliases.begin(), aliases.end());
  return true;
}

/// Lists of different years spell divisions differently. Where most towns that two lists share say so, the
/// division of the one is that of the other.
void GazetteerBuilder::unify_divisions() {
  for (auto& draft : drafts_) {
    const auto bare = bare_name(draft.stated.admin);
    if (bare && draft.parent == kNoPlace && !is_direction(*bare)) draft.stated.admin = *bare;
  }
  std::map<std::string, std::string> usual;
  for (const auto& [key, names] : other_names_) {
    const auto most = std::ranges::max_element(names, {}, [](const auto& entry) { return entry.second; });
    const auto [begin, end] = by_key_.equal_range(key);
    const bool is_known = std::any_of(begin, end, [&](const auto& entry) {
      return drafts_[entry.second].stated.kind == PlaceKind::kAdmin;
    });
    if (!is_known) usual[key] = most->first;
  }
  for (auto& draft : drafts_) {
    auto& place = draft.stated;
    if (place.admin.empty()) continue;
    const auto found = usual.find(country_key(place.country, place.admin));
    if (found == usual.end()) continue;
    later_.push_back({place.country, found->second, {place.admin}});
    place.admin = found->second;
  }
}

/// Divisions that only cities name: each lies at the middle of its cities, weighted by people.
void GazetteerBuilder::add_missing_divisions() {
  struct Sum {
    std::string country, name;
    double latitude = 0, longitude = 0, weight = 0;
  };
  std::map<std::string, Sum> sums;
  for (const auto& draft : drafts_) {
    const auto& city = draft.stated;
    if (city.kind != PlaceKind::kCity || city.admin.empty()) continue;
    auto& sum = sums[country_key(city.country, city.admin)];
    const double weight = std::sqrt(city.population + 1.0);
    sum.country = city.country;
    sum.name = city.admin;
    sum.latitude += city.position.latitude * weight;
    sum.longitude += city.position.longitude * weight;
    sum.weight += weight;
  }
  for (const auto& [key, sum] : sums) {
    const auto [begin, end] = by_key_.equal_range(key);
    const bool known = std::any_of(begin, end, [&](const auto& entry) {
      const auto kind = drafts_[entry.second].stated.kind;
      return kind == PlaceKind::kAdmin || kind == PlaceKind::kRegion;
    });
    if (known) continue;
    add({.kind = PlaceKind::kAdmin,
         .name = sum.name,
         .country = sum.country,
         .position = {sum.latitude / sum.weight, sum.longitude / sum.weight}});
  }
}

void GazetteerBuilder::link() {
  std::map<std::string, std::uint32_t> countries, continents, divisions, districts;
  for (std::uint32_t n = 0; n < drafts_.size(); ++n) {
    const auto& place = drafts_[n].stated;
    if (place.kind == PlaceKind::kCountry) countries[place.country] = n;
    if (place.kind == PlaceKind::kContinent) continents[place.country] = n;
    if (place.kind == PlaceKind::kDistrict)
      districts.try_emplace(country_key(place.country, place.admin) + '/' + place_key(place.name), n);
    const bool divides = place.kind == PlaceKind::kAdmin || place.kind == PlaceKind::kRegion;
    if (!divides) continue;
    divisions.try_emplace(country_key(place.country, place.name), n);
    for (const auto& alias : place.aliases) divisions.try_emplace(country_key(place.country, alias), n);
  }
  const auto in = [](const auto& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? kNoPlace : found->second;
  };
  for (auto& draft : drafts_) {
    const auto& place = draft.stated;
    if (draft.parent != kNoPlace && place.district.empty()) continue;
    switch (place.kind) {
      case PlaceKind::kContinent:
        break;
      case PlaceKind::kCountry:
        draft.parent = in(continents, place.admin);
        break;
      case PlaceKind::kRegion:
      case PlaceKind::kAdmin:
        // A region's parent may be a continent: NA, SA and AS are codes of countries too.
        draft.parent = in(place.kind == PlaceKind::kRegion ? continents : countries, place.country);
        if (draft.parent == kNoPlace) draft.parent = in(countries, place.country);
        break;
      case PlaceKind::kDistrict:
      case PlaceKind::kCity: {
        const auto division = country_key(place.country, place.admin);
        draft.parent =
            place.district.empty() ? kNoPlace : in(districts, division + '/' + place_key(place.district));
        if (draft.parent == kNoPlace && !place.admin.empty()) draft.parent = in(divisions, division);
        if (draft.parent == kNoPlace) draft.parent = in(countries, place.country);
        break;
      }
    }
  }
}

double GazetteerBuilder::importance_of(const Draft& draft) const {
  return importance({.kind = draft.stated.kind,
                     .name = draft.stated.name,
                     .country = draft.stated.country,
                     .position = draft.stated.position,
                     .population = draft.stated.population,
                     .is_capital = is_capital(draft.stated),
                     .parent = std::nullopt});
}

bool GazetteerBuilder::is_capital(const StatedPlace& place) const {
  return place.kind == PlaceKind::kCity && capitals_.contains(country_key(place.country, place.name));
}

std::string GazetteerBuilder::build() {
  unify_divisions();
  for (const auto& alias : later_) add_aliases(alias.country, alias.name, alias.aliases);
  later_.clear();
  for (const auto& draft : drafts_) {
    if (!draft.stated.capital.empty())
      capitals_.insert(country_key(draft.stated.country, draft.stated.capital));
  }
  add_missing_divisions();
  link();

  // A district that is called as one of its towns is meant only where it is called a district.
  std::set<std::uint32_t> named_as_town;
  for (const auto& draft : drafts_) {
    if (draft.stated.kind != PlaceKind::kCity || draft.parent == kNoPlace) continue;
    const auto& parent = drafts_[draft.parent].stated;
    if (parent.kind == PlaceKind::kDistrict && place_key(parent.name) == place_key(draft.stated.name))
      named_as_town.insert(draft.parent);
  }

  std::map<std::string, std::vector<std::uint32_t>> keys;
  for (std::uint32_t n = 0; n < drafts_.size(); ++n) {
    const auto& place = drafts_[n].stated;
    if (named_as_town.contains(n)) continue;
    std::set<std::string> names{place_key(place.name)};
    for (const auto& alias : place.aliases) names.insert(place_key(alias));
    const bool is_division = place.kind == PlaceKind::kAdmin;
    if (const auto bare = is_division ? bare_name(place.name) : std::nullopt) names.insert(place_key(*bare));
    for (const auto& name : names) {
      if (!name.empty()) keys[name].push_back(n);
    }
  }
  std::string text, places, key_rows, refs;
  for (const auto& draft : drafts_) {
    const auto& place = draft.stated;
    const bool has_country = place.kind >= PlaceKind::kCountry && place.country.size() == 2;
    PlaceRow row{.name = static_cast<std::uint32_t>(text.size()),
                 .name_bytes = static_cast<std::uint32_t>(place.name.size()),
                 .latitude = static_cast<float>(place.position.latitude),
                 .longitude = static_cast<float>(place.position.longitude),
                 .population = place.population,
                 .parent = draft.parent,
                 .country = {},
                 .kind = place.kind,
                 .is_capital = is_capital(place)};
    const bool in_country =
        draft.parent != kNoPlace && drafts_[draft.parent].stated.kind == PlaceKind::kCountry;
    if (has_country || (place.kind == PlaceKind::kRegion && in_country))
      std::memcpy(row.country, place.country.data(), 2);
    text += place.name;
    append(places, row);
  }
  std::uint32_t ref_count = 0;
  for (auto& [key, numbers] : keys) {
    std::ranges::stable_sort(numbers, std::ranges::greater{},
                             [&](std::uint32_t n) { return importance_of(drafts_[n]); });
    append(key_rows, KeyRow{.text = static_cast<std::uint32_t>(text.size()),
                            .text_bytes = static_cast<std::uint32_t>(key.size()),
                            .first_ref = ref_count,
                            .refs = static_cast<std::uint32_t>(numbers.size())});
    text += key;
    for (const auto number : numbers) append(refs, number);
    ref_count += static_cast<std::uint32_t>(numbers.size());
  }
  GazetteerHeader header{.magic = {},
                         .version = kGazetteerVersion,
                         .checksum = 0,
                         .places = static_cast<std::uint32_t>(drafts_.size()),
                         .keys = static_cast<std::uint32_t>(keys.size()),
                         .refs = ref_count,
                         .text_bytes = static_cast<std::uint32_t>(text.size()),
                         .bytes = 0};
  std::memcpy(header.magic, kGazetteerMagic.data(), kGazetteerMagic.size());
  for (auto* section : {&places, &key_rows, &refs}) pad(*section);
  const auto body = places + key_rows + refs + text;
  header.checksum = gazetteer_checksum(body);
  header.bytes = sizeof header + body.size();
  std::string bytes;
  append(bytes, header);
  return bytes + body;
}

}  // namespace dateline
