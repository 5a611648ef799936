// Names of places in compounds, which are other places, several or none.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/entities/mention.h"
#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// Makes of a mention of a place in `text` what it names: "Colombo" of "Colombo-based", and Colombo and Kandy
/// of "Colombo-Kandy" where `gazetteer` knows both, in one country or as two, and nothing of the whole name;
/// a direction takes the word behind it, "Western Province".
void adjust_compounds(std::string_view text, const Gazetteer& gazetteer, std::vector<Mention>& mentions);

/// Whether a name that the gazetteer does not know is no place's: a direction alone ("the North") or what
/// lies between two peoples ("Indo-Lanka").
bool names_no_place(std::string_view name);

}  // namespace dateline
