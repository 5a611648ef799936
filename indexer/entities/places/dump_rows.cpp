#include "indexer/entities/places/dump_rows.h"

#include <algorithm>
#include <array>

#include "corpus/base/text.h"

namespace dateline {
namespace {

bool is_number(std::string_view cell) {
  return !cell.empty() && std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
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

/// Seas, islands, mountains: what the world speaks of has names in many languages.
bool is_natural(std::string_view feature, std::string_view code) {
  constexpr std::array<std::string_view, 13> kCodes{"T.ISL",  "T.ISLS", "T.MTS", "T.PEN",  "T.DSRT",
                                                    "T.VAL",  "H.SEA",  "H.OCN", "H.GULF", "H.LK",
                                                    "H.STRT", "H.BAY",  "L.RGN"};
  return std::ranges::find(kCodes, std::string(feature) + '.' + std::string(code)) != kCodes.end();
}

}  // namespace

bool is_country_code(std::string_view cell) {
  return cell.size() == 2 && std::ranges::all_of(cell, [](char c) { return c >= 'A' && c <= 'Z'; });
}

DumpKind kind_of_dump(const std::vector<std::string_view>& cells) {
  constexpr std::size_t kPlaceColumns = 19, kCodeColumns = 4, kNameColumns = 8, kNameColumnsV2 = 10;
  const auto count = cells.size();
  if (count == kPlaceColumns && is_number(cells[0])) return DumpKind::kPlaces;
  if (count == kPlaceColumns && is_country_code(cells[0])) return DumpKind::kCountries;
  if (count == kCodeColumns && cells[0].size() > 3 && cells[0][2] == '.') return DumpKind::kDivisions;
  const bool may_be_names = count == kNameColumns || count == kNameColumnsV2;
  if (may_be_names && is_number(cells[0]) && is_number(cells[1])) return DumpKind::kNames;
  return DumpKind::kUnknown;
}

std::string_view description_of(PassedOver reason) {
  constexpr std::array<std::string_view, kPassedOverReasons> kDescriptions{
      "places of other kinds (streets, buildings, quarters)",
      "settlements without people",
      "natural features with few names",
      "places of no country",
      "names in other languages and scripts",
      "names of places that were not taken"};
  return kDescriptions[static_cast<std::size_t>(reason)];
}

std::expected<PlaceKind, PassedOver> kind_of_feature(std::string_view feature, std::string_view code,
                                                     std::uint64_t population, std::size_t names) {
  constexpr std::size_t kWellKnown = 6;
  if (feature == "P") {
    const bool is_gone = code == "PPLH" || code == "PPLQ" || code == "PPLW" || code == "PPLX";
    if (is_gone) return std::unexpected(PassedOver::kOtherKind);
    const bool is_seat = code.starts_with("PPLA") || code == "PPLC";
    if (population == 0 && !is_seat) return std::unexpected(PassedOver::kEmpty);
    return PlaceKind::kCity;
  }
  if (feature == "A" && code == "ADM1") return PlaceKind::kAdmin;
  if (feature == "A" && code == "ADM2") return PlaceKind::kDistrict;
  if (!is_natural(feature, code)) return std::unexpected(PassedOver::kOtherKind);
  if (names < kWellKnown) return std::unexpected(PassedOver::kObscure);
  return PlaceKind::kRegion;
}

bool is_likely_name(std::string_view name) {
  constexpr std::size_t kShortest = 4;
  if (name.size() < kShortest || !is_latin(name)) return false;
  const bool has_small = std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
  return has_small && !(name[0] >= 'a' && name[0] <= 'z');
}

}  // namespace dateline
