#include "indexer/entities/places/country_letters.h"

#include "corpus/base/text.h"
#include "indexer/entities/names/abbreviations.h"

namespace dateline {

void CountryLetters::add(std::uint32_t number) {
  const auto place = gazetteer_[number];
  if (place.kind != PlaceKind::kCountry) return;
  for (auto& letters : initials(ascii_lower(place.name))) by_letters_[std::move(letters)].insert(number);
}

std::optional<std::uint32_t> CountryLetters::country(std::string_view letters) const {
  const auto found = by_letters_.find(letters);
  return found != by_letters_.end() && found->second.size() == 1 ? std::optional(*found->second.begin())
                                                                 : std::nullopt;
}

}  // namespace dateline
