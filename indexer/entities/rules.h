// What no learning is needed for: names that are surely places, and words that surely are none.
#pragma once

#include <cstdint>

#include "indexer/entities/analysis.h"

namespace dateline::entities {

/// Changes the `scores` of token `i`: a people ("Costa Ricans") is no place, and a country or region of the
/// world that stands by itself ("Jordan blamed Iraq", "on Wall Street") is one more probably than was
/// learned.
void obey_rules(const Analysis& a, std::uint32_t i, Scores& scores);

}  // namespace dateline::entities
