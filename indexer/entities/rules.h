// What no learning is needed for: names that are surely places, and words that surely are none.
#pragma once

#include <cstdint>

#include "indexer/entities/analysis.h"

namespace dateline::entities {

/// Takes from the `scores` of token `i` that a people is a place: "Costa Ricans". Holds in training too.
void forbid(const Analysis& a, std::uint32_t i, Scores& scores);

/// Adds to them where a known place stands by itself: a country or region of the world ("blamed Iraq", "on
/// Wall Street"), or within a line a town of several words or a city that nobody is called ("Santiago de
/// Cuba", "Ahmedabad"). It is a place more probably than was learned.
void favour(const Analysis& a, std::uint32_t i, Scores& scores);

}  // namespace dateline::entities
