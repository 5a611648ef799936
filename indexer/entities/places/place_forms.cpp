#include "indexer/entities/places/place_forms.h"

#include <algorithm>
#include <array>

#include "corpus/base/text.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {

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

bool is_direction(std::string_view name) {
  constexpr std::array<std::string_view, 22> kDirections{
      "north",        "south",        "east",         "west",         "northern",  "southern",
      "eastern",      "western",      "northeast",    "northwest",    "southeast", "southwest",
      "northeastern", "northwestern", "southeastern", "southwestern", "central",   "centre",
      "capital",      "federal",      "upper",        "lower"};
  const auto key = place_key(name);
  std::string_view rest = key;
  while (!rest.empty()) {
    const auto word = rest.substr(0, rest.find(' '));
    if (std::ranges::find(kDirections, word) == kDirections.end()) return false;
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  }
  return !key.empty();
}

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

}  // namespace dateline
