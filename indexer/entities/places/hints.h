// What an article says of its region beside the places it names.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// A place that an article has to do with, and how much that says of the names in it; a place it names
/// says 1.
struct Hint {
  std::uint32_t place;
  double weight;
};

/// The countries, divisions and cities in the names of `organizations` ("Kentucky State Police"), and the
/// countries whose people `text` speaks of ("Canadian").
std::vector<Hint> hints_of_text(const Gazetteer& gazetteer, std::string_view text,
                                const std::vector<std::string_view>& organizations);

/// Where a publisher is at home, by its name ("Edmonton Journal") and by the host of its pages
/// ("https://www.chicagotribune.com/…", "….co.uk/…").
std::vector<Hint> hints_of_publisher(const Gazetteer& gazetteer, std::string_view source,
                                     std::string_view url);

}  // namespace dateline
