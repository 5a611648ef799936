#include "indexer/entities/places/layout.h"

#include <algorithm>
#include <cstring>

namespace dateline {
namespace {

/// Appends `value`'s bytes.
template <typename Value>
void append(std::string& bytes, const Value& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void pad(std::string& bytes) { bytes.resize((bytes.size() + 7) / 8 * 8); }

PlaceRow row_of(const Place& place, std::size_t name_at) {
  PlaceRow row{.name = static_cast<std::uint32_t>(name_at),
               .name_bytes = static_cast<std::uint32_t>(place.name.size()),
               .latitude = static_cast<float>(place.position.latitude),
               .longitude = static_cast<float>(place.position.longitude),
               .population = place.population,
               .parent = place.parent.value_or(kNoPlace),
               .country = {},
               .kind = place.kind,
               .is_capital = place.is_capital,
               .radius_km = place.radius_km};
  if (place.country.size() == sizeof row.country)
    std::memcpy(row.country, place.country.data(), sizeof row.country);
  return row;
}

}  // namespace

std::string lay_out(const std::vector<Place>& places, std::map<std::string, PlacesOfName> names) {
  std::string text, place_rows, key_rows, refs;
  for (const auto& place : places) {
    append(place_rows, row_of(place, text.size()));
    text += place.name;
  }
  std::uint32_t ref_count = 0;
  const auto by_importance = [&](std::uint32_t n) { return importance(places[n]); };
  for (auto& [key, of_name] : names) {
    for (auto* numbers : {&of_name.usual, &of_name.other}) {
      std::ranges::stable_sort(*numbers, std::ranges::greater{}, by_importance);
      for (const auto number : *numbers) append(refs, number);
    }
    const auto count = static_cast<std::uint32_t>(of_name.usual.size() + of_name.other.size());
    append(key_rows, KeyRow{.text = static_cast<std::uint32_t>(text.size()),
                            .text_bytes = static_cast<std::uint32_t>(key.size()),
                            .first_ref = ref_count,
                            .refs = count,
                            .usual = static_cast<std::uint32_t>(of_name.usual.size())});
    text += key;
    ref_count += count;
  }
  GazetteerHeader header{.magic = {},
                         .version = kGazetteerVersion,
                         .checksum = 0,
                         .places = static_cast<std::uint32_t>(places.size()),
                         .keys = static_cast<std::uint32_t>(names.size()),
                         .refs = ref_count,
                         .text_bytes = static_cast<std::uint32_t>(text.size()),
                         .bytes = 0};
  std::memcpy(header.magic, kGazetteerMagic.data(), kGazetteerMagic.size());
  for (auto* section : {&place_rows, &key_rows, &refs}) pad(*section);
  const auto body = place_rows + key_rows + refs + text;
  header.checksum = gazetteer_checksum(body);
  header.bytes = sizeof header + body.size();
  std::string bytes;
  append(bytes, header);
  return bytes + body;
}

}  // namespace dateline
