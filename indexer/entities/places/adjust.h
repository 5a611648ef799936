// What the gazetteer knows better than the finder.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/entities/mention.h"
#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// Corrects `mentions`, found in `text`: a country or capital taken for an organization ("UAE") is a place,
/// and so is a known place taken for something else in the dateline, behind "in", or behind "from" in several
/// words
/// ("from Sar-e Pol"). The abbreviation of a division behind one of its places is one with its dot: "Miami,
/// Fla.", "FRANKFORT, Ky. (AP)".
void adjust_places(std::string_view text, const Gazetteer& gazetteer, std::vector<Mention>& mentions);

}  // namespace dateline
