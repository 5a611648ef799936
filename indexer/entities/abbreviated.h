// Organizations that a text abbreviates itself, whole.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/entities/mention.h"

namespace dateline {

/// Corrects `mentions`, found in `text`: what is explained so is one organization, and its letters are, where
/// a part of it or the letters were found to be one: "Samagi [Jana Balawegaya] (SJB)".
void adjust_abbreviated(std::string_view text, std::vector<Mention>& mentions);

}  // namespace dateline
