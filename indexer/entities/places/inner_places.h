// Places inside the names of organizations: "Kentucky State Police".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/entities/mention.h"
#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// A place in a name, as bytes of the name.
struct InnerPlace {
  std::uint32_t place;
  std::uint32_t begin, end;
};

/// The place that something would be called after which has `key`, a place_key, in its name: a country, a
/// division or a large city, or a town in `country`, an alpha-2 code, where one is given.
std::optional<std::uint32_t> namesake(const Gazetteer& gazetteer, std::string_view key,
                                      std::string_view country = {});

/// The places in a name, the longest runs of words first: "New York" of "New York Police".
std::vector<InnerPlace> places_in_name(const Gazetteer& gazetteer, std::string_view name,
                                       std::string_view country = {});

/// Adds to `mentions`, found in `text`, the places that its authorities and institutions have in front of
/// their names or behind "of" ("Namibia National Teachers' Union", "Ministry of Health of Peru"): what they
/// do, they do there. Not those of clubs, firms, newspapers and universities, which are elsewhere as well.
/// The places lie inside the mentions of the organizations, and stand behind them.
void add_inner_places(std::string_view text, const Gazetteer& gazetteer, std::vector<Mention>& mentions);

}  // namespace dateline
