// Firms that bear a person's name: "Chrysler Corp", "Moody's Investors Service", "Morgan Stanley and Co".
#pragma once

#include <string_view>

#include "indexer/entities/mention.h"

namespace dateline {

/// Makes organizations of the people among `mentions` that the text calls a firm somewhere, wherever they
/// stand. A single word stays a person where the article names somebody of that family in full.
void adjust_companies(std::string_view title, std::string_view text, Mentions& mentions);

}  // namespace dateline
