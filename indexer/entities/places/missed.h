// Names of places that the finder missed and that the gazetteer is sure of.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/entities/mention.h"
#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// Whether `name` is that of a country before anything else.
bool names_a_country(const Gazetteer& gazetteer, std::string_view name);

/// Whether `mention` is part of a sum: "US$", "$US", "US dollars".
bool is_money(std::string_view text, const Mention& mention);

/// Appends to `mentions`, in order, the abbreviated countries ("U.S.") and the names of lands in several
/// words
/// ("Holy See") that stand in `text` between `begin` and `end`, where no other name is.
void add_missed(std::string_view text, const Gazetteer& gazetteer, std::size_t begin, std::size_t end,
                std::vector<Mention>& mentions);

}  // namespace dateline
