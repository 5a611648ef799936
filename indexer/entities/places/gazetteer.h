// The places of the world: names, positions, populations, and what lies in what.
//
// A gazetteer is one flat block of bytes, read in place, so that one mapped from a file or built into a
// program costs no memory of its own. Little-endian, each section aligned to 8 bytes, offsets from the start:
//   header   GazetteerHeader
//   places   PlaceRow[header.places]
//   keys     KeyRow[header.keys]        in byte order of their texts
//   refs     uint32[header.refs]        for each key the places of that name, most important first
//   text     names and keys, each a run of UTF-8
#pragma once

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
  std::optional<std::uint32_t> parent;  ///< the place it lies in
};

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
};

struct KeyRow {
  std::uint32_t text, text_bytes;
  std::uint32_t first_ref, refs;
};

inline constexpr std::uint32_t kNoPlace = 0xFFFFFFFF;
inline constexpr std::uint32_t kGazetteerVersion = 1;
inline constexpr std::string_view kGazetteerMagic = "DLPLACES";

/// How likely a name means `place` where nothing else is known, as a power of ten of inhabitants.
double importance(const Place& place);

/// Const members may be called by several threads at once.
class Gazetteer {
 public:
  /// Reads `bytes` in place: they have to outlive it and be aligned to 8 bytes.
  /// Errors: kFormat, kUnsupported, kCorrupt
  static std::expected<Gazetteer, Error> open(std::string_view bytes);

  std::size_t size() const { return places_.size(); }

  /// Tells gazetteers apart: equal for equal contents.
  std::uint32_t checksum() const { return checksum_; }

  /// The places that `key`, a place_key, names, most important first.
  std::span<const std::uint32_t> find(std::string_view key) const;

  /// Calls `visit` for every name, as a place_key, and every place of that name.
  template <typename Visit>
  void for_each_name(Visit visit) const {
    for (const auto& row : keys_) {
      for (const auto number : refs_.subspan(row.first_ref, row.refs))
        visit(text_.substr(row.text, row.text_bytes), number);
    }
  }

  /// `number` is one that find() gave or a parent.
  Place operator[](std::uint32_t number) const;

  /// The places that `number` lies in, nearest first.
  std::vector<std::uint32_t> parents(std::uint32_t number) const;

  /// Its name, with what it lies in where a more important place has the same name: "Paris, Texas".
  std::string display_name(std::uint32_t number) const;

 private:
  std::uint32_t checksum_ = 0;
  std::span<const PlaceRow> places_;
  std::span<const KeyRow> keys_;
  std::span<const std::uint32_t> refs_;
  std::string_view text_;
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
