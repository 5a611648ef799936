#include "indexer/entities/places/gazetteer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <numbers>

#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

constexpr std::size_t padded(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

Error damaged(std::string_view what) {
  return make_error(ErrorCode::kCorrupt, "the gazetteer is damaged ({}): make it again", what);
}

/// Bits of the filter for each key, at least: so few words of a text pass it that are no keys.
constexpr std::size_t kBitsPerKey = 16;

/// The number in Gazetteer::peoples_ of what begins as `key`, a place_key, does.
std::size_t number_of_people(std::string_view key) {
  constexpr std::size_t kRead = 4;
  std::uint64_t beginning = 0;
  for (std::size_t n = 0; n < kRead; ++n)
    beginning = beginning << 8 | (n < key.size() ? static_cast<unsigned char>(key[n]) : 0u);
  return static_cast<std::size_t>(beginning * 0x9E3779B97F4A7C15 >> 48);
}

/// To a metre, as the sources give it.
double degrees(float stored) {
  constexpr double kSteps = 1e5;
  const double steps = static_cast<double>(stored) * kSteps;  // at most 18 million, so that no bit is lost
  return static_cast<double>(static_cast<std::int64_t>(steps + (steps < 0 ? -0.5 : 0.5))) / kSteps;
}

}  // namespace

bool lies_close_together(const Place& place) {
  constexpr float kRadiusKm = 120;
  return place.kind == PlaceKind::kCity || place.kind == PlaceKind::kDistrict ||
         (place.radius_km > 0 && place.radius_km < kRadiusKm);
}

double distance_km(const GeoPoint& a, const GeoPoint& b) {
  constexpr double kDiameter = 12742, kRadians = std::numbers::pi / 180;
  const auto sine = [](double angle) { return std::sin(angle) * std::sin(angle); };
  const double half = sine((b.latitude - a.latitude) * kRadians / 2) +
                      std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) *
                          sine((b.longitude - a.longitude) * kRadians / 2);
  return kDiameter * std::asin(std::min(1.0, std::sqrt(half)));
}

std::expected<Gazetteer, Error> Gazetteer::open(std::string_view bytes) {
  GazetteerHeader header;
  if (bytes.size() < sizeof header || !bytes.starts_with(kGazetteerMagic)) {
    return std::unexpected(malformed("this is not a gazetteer: it does not begin with {}", kGazetteerMagic));
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.version != kGazetteerVersion) {
    return std::unexpected(
        make_error(ErrorCode::kUnsupported,
                   "'{}' is not a version of the gazetteer that this program knows: it reads "
                   "version {}; make it again with --gazetteer",
                   header.version, kGazetteerVersion));
  }
  const auto places = padded(std::size_t{header.places} * sizeof(PlaceRow));
  const auto keys = padded(std::size_t{header.keys} * sizeof(KeyRow));
  const auto refs = padded(std::size_t{header.refs} * sizeof(std::uint32_t));
  if (header.bytes != bytes.size() ||
      sizeof header + places + keys + refs + header.text_bytes != bytes.size()) {
    return std::unexpected(damaged("size"));
  }
  if (gazetteer_checksum(bytes.substr(sizeof header)) != header.checksum)
    return std::unexpected(damaged("checksum"));
  const char* at = bytes.data() + sizeof header;
  Gazetteer gazetteer;
  gazetteer.checksum_ = header.checksum;
  gazetteer.places_ = {reinterpret_cast<const PlaceRow*>(at), header.places};
  gazetteer.keys_ = {reinterpret_cast<const KeyRow*>(at + places), header.keys};
  gazetteer.refs_ = {reinterpret_cast<const std::uint32_t*>(at + places + keys), header.refs};
  gazetteer.text_ = {at + places + keys + refs, header.text_bytes};
  gazetteer.filter_.resize(std::bit_ceil(gazetteer.keys_.size() * kBitsPerKey / 64 + 1));
  gazetteer.table_.resize(std::bit_ceil(gazetteer.keys_.size() + gazetteer.keys_.size() / 2 + 1));
  for (std::uint32_t number = 0; number < gazetteer.keys_.size(); ++number) {
    const auto key = gazetteer.key(gazetteer.keys_[number]);
    gazetteer.note(key, number);
    if (key.starts_with(kPeopleMark)) gazetteer.peoples_.set(number_of_people(key.substr(1)));
  }
  return gazetteer;
}

void Gazetteer::note(std::string_view key, std::uint32_t number) {
  const std::uint64_t hash = std::hash<std::string_view>{}(key);
  filter_[hash >> 6 & (filter_.size() - 1)] |= std::uint64_t{1} << (hash & 63);
  auto slot = first_slot(hash);
  while (table_[slot] != 0) slot = (slot + 1) & (table_.size() - 1);
  table_[slot] = number + 1;
}

std::size_t Gazetteer::first_slot(std::uint64_t hash) const { return hash >> 32 & (table_.size() - 1); }

Gazetteer::Found Gazetteer::found(std::string_view wanted) const {
  const std::uint64_t hash = std::hash<std::string_view>{}(wanted);
  if ((filter_[hash >> 6 & (filter_.size() - 1)] >> (hash & 63) & 1) == 0) return {};
  for (auto slot = first_slot(hash); table_[slot] != 0; slot = (slot + 1) & (table_.size() - 1)) {
    const auto& row = keys_[table_[slot] - 1];
    if (key(row) == wanted)
      return {refs_.subspan(row.first_ref, row.refs), refs_.subspan(row.first_ref, row.usual)};
  }
  return {};
}

std::optional<std::uint32_t> Gazetteer::country_of_people(std::string_view word) const {
  const auto found = find(kPeopleMark + place_key(word));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

bool Gazetteer::may_be_people(std::string_view word) const {
  constexpr std::size_t kRead = 4;  // bytes of a key, as number_of_people
  std::array<char, kRead> beginning{};
  for (std::size_t n = 0; n < std::min(word.size(), kRead); ++n) {
    const char c = word[n];
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (!is_capital && !(c >= 'a' && c <= 'z') && !(c == ' ' && n > 0))
      return true;  // a place_key has it otherwise
    beginning[n] = is_capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const std::string_view key(beginning.data(), std::min(word.size(), kRead));
  return key == "the " || peoples_.test(number_of_people(key));
}

Place Gazetteer::operator[](std::uint32_t number) const {
  const auto& row = places_[number];
  return {.kind = row.kind,
          .name = text_.substr(row.name, row.name_bytes),
          .country = {row.country, row.country[0] == 0 ? std::size_t{0} : sizeof row.country},
          .position = {degrees(row.latitude), degrees(row.longitude)},
          .population = row.population,
          .is_capital = row.is_capital != 0,
          .radius_km = row.radius_km,
          .parent = row.parent == kNoPlace ? std::nullopt : std::optional(row.parent)};
}

std::vector<std::uint32_t> Gazetteer::parents(std::uint32_t number) const {
  std::vector<std::uint32_t> parents;
  for (auto parent = (*this)[number].parent; parent; parent = (*this)[*parent].parent)
    parents.push_back(*parent);
  return parents;
}

bool Gazetteer::lies_in(std::uint32_t number, std::uint32_t container) const {
  auto parent = places_[number].parent;
  while (parent != kNoPlace && parent != container) parent = places_[parent].parent;
  return parent != kNoPlace;
}

std::string Gazetteer::display_name(std::uint32_t number) const {
  const auto place = (*this)[number];
  const auto same = find(place_key(place.name));
  if (!place.parent || same.empty() || same.front() == number) return std::string(place.name);
  const auto within = parents(number);
  if (std::ranges::find(within, same.front()) != within.end()) return std::string(place.name);
  auto parent = *place.parent;
  if ((*this)[parent].kind == PlaceKind::kDistrict) parent = (*this)[parent].parent.value_or(parent);
  return std::string(place.name) + ", " + std::string((*this)[parent].name);
}

}  // namespace dateline
