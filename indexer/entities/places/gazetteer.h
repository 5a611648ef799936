// The places of the world: names, positions, populations, and what lies in what.
//
// A gazetteer is one flat block of bytes, read in place, so that one mapped from a file or built into a
// program costs no memory of its own. Little-endian, each section aligned to 8 bytes, offsets from the start:
//   header   GazetteerHeader
//   places   PlaceRow[header.places]
//   keys     KeyRow[header.keys]        in byte order of their texts
//   refs     uint32[header.refs]        for each key the places that are usually called so, most important
//                                       first, then those for which it is one of many other names
//   text     names and keys, each a run of UTF-8
#pragma once

#include <bitset>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/base/error.h"

namespace dateline {

enum class PlaceKind : std::uint8_t { kContinent, kRegion, kCountry, kAdmin, kDistrict, kCity };

/// One place; strings live as long as the gazetteer's bytes.
struct Place {
  PlaceKind kind;
  std::string_view name;     ///< its usual English name
  std::string_view country;  ///< ISO 3166-1 alpha-2; empty above countries
  GeoPoint position;
  std::uint32_t population;             ///< 0: unknown
  bool is_capital;                      ///< of its country
  float radius_km;                      ///< how far its towns lie from its position; 0: unknown
  std::optional<std::uint32_t> parent;  ///< the place it lies in
};

/// Whether what lies somewhere in `place` is about where the place is.
bool lies_close_together(const Place& place);

struct GazetteerHeader {
  char magic[8];
  std::uint32_t version;
  std::uint32_t checksum;  ///< FNV-1a, 32 bits, of everything behind the header
  std::uint32_t places, keys, refs, text_bytes;
  std::uint64_t bytes;
};

struct PlaceRow {
  std::uint32_t name, name_bytes;  ///< in the text section
  float latitude, longitude;
  std::uint32_t population;
  std::uint32_t parent;  ///< kNoPlace: none
  char country[2];       ///< zero bytes: none
  PlaceKind kind;
  std::uint8_t is_capital;
  float radius_km;
};

struct KeyRow {
  std::uint32_t text, text_bytes;
  std::uint32_t first_ref, refs;
  std::uint32_t usual;  ///< of the refs, how many are called so usually
};

inline constexpr std::uint32_t kNoPlace = 0xFFFFFFFF;
inline constexpr std::uint32_t kGazetteerVersion = 2;
inline constexpr std::string_view kGazetteerMagic = "DLPLACES";
/// Before the keys of countries' codes and of words for their people, which are no names of places.
inline constexpr char kPeopleMark = '~';

/// Kilometres on the globe.
double distance_km(const GeoPoint& a, const GeoPoint& b);

/// How likely a name means `place` where nothing else is known, as a power of ten of inhabitants.
double importance(const Place& place);

/// The importance of a city; below, it is a town.
inline constexpr double kImportanceOfCity = 6;

/// Provinces, states and counties.
constexpr bool is_division(const Place& place) {
  return place.kind == PlaceKind::kAdmin || place.kind == PlaceKind::kDistrict;
}

/// Towns, cities and counties.
constexpr bool is_local(const Place& place) {
  return place.kind == PlaceKind::kCity || place.kind == PlaceKind::kDistrict;
}

/// Towns and counties: there are many with one name.
inline bool is_small(const Place& place) {
  return is_local(place) && (place.kind == PlaceKind::kDistrict || importance(place) < kImportanceOfCity);
}

/// Const members may be called by several threads at once.
class Gazetteer {
 public:
  /// Reads `bytes` in place: they have to outlive it and be aligned to 8 bytes.
  /// Errors: kFormat, kUnsupported, kCorrupt
  static std::expected<Gazetteer, Error> open(std::string_view bytes);

  std::size_t size() const { return places_.size(); }

  /// Tells gazetteers apart: equal for equal contents.
  std::uint32_t checksum() const { return checksum_; }

  /// The places that `key`, a place_key, names: first those that are usually called so, the most important
  /// first, then those that a list gives it as one of many other names.
  std::span<const std::uint32_t> find(std::string_view key) const { return found(key).all; }

  /// Those of find() that are usually called so.
  std::span<const std::uint32_t> find_usual(std::string_view key) const { return found(key).usual; }

  /// The country whose people and things are called `word`: "Russian", "Filipinos"; nothing for other words.
  std::optional<std::uint32_t> country_of_people(std::string_view word) const;

  /// False for most words for which country_of_people() has nothing, and only for such; much faster.
  bool may_be_people(std::string_view word) const;

  /// The country of a code, alpha-2.
  std::optional<std::uint32_t> country(std::string_view code) const { return country_of_people(code); }

  /// Calls `visit` for every name, as a place_key, every place of that name, and whether it is a usual one.
  template <typename Visit>
  void for_each_name(Visit visit) const {
    for (const auto& row : keys_) {
      for (std::uint32_t n = 0; n < row.refs; ++n)
        visit(text_.substr(row.text, row.text_bytes), refs_[row.first_ref + n], n < row.usual);
    }
  }

  /// `number` is one that find() gave or a parent.
  Place operator[](std::uint32_t number) const;

  /// The places that `number` lies in, nearest first.
  std::vector<std::uint32_t> parents(std::uint32_t number) const;

  /// Whether `number` lies in `container`, at whatever depth.
  bool lies_in(std::uint32_t number, std::uint32_t container) const;

  /// Its name, with what it lies in where a more important place has the same name: "Paris, Texas".
  std::string display_name(std::uint32_t number) const;

 private:
  struct Found {
    std::span<const std::uint32_t> all, usual;
  };
  Found found(std::string_view wanted) const;
  void note(std::string_view key, std::uint32_t number);
  std::size_t first_slot(std::uint64_t hash) const;
  std::string_view key(const KeyRow& row) const { return text_.substr(row.text, row.text_bytes); }

  std::uint32_t checksum_ = 0;
  std::span<const PlaceRow> places_;
  std::span<const KeyRow> keys_;
  std::span<const std::uint32_t> refs_;
  std::string_view text_;
  std::vector<std::uint32_t> table_{0};  ///< by the hash of a key: its number in keys_ and one; 0 for nothing
  std::vector<std::uint64_t> filter_{0};  ///< a bit for the hash of every key: most words asked for are none
  std::bitset<std::size_t{1} << 16> peoples_;  ///< by what country_of_people's words begin with
};

/// The gazetteer that is built in.
std::string_view built_in_gazetteer();

/// FNV-1a, 32 bits.
constexpr std::uint32_t gazetteer_checksum(std::string_view bytes) {
  std::uint32_t hash = 0x811c9dc5u;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x01000193u;
  return hash;
}

}  // namespace dateline
