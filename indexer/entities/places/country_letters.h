// Countries by their initials: "SL" where Sri Lanka is named.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// The countries of several words that an article has to do with. `gazetteer` has to outlive it.
class CountryLetters {
 public:
  explicit CountryLetters(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  /// Adds the place `number`, if it is such a country.
  void add(std::uint32_t number);

  /// The only country whose initials `letters`, a place_key, are.
  std::optional<std::uint32_t> country(std::string_view letters) const;

 private:
  const Gazetteer& gazetteer_;
  std::map<std::string, std::set<std::uint32_t>, std::less<>> by_letters_;
};

}  // namespace dateline
