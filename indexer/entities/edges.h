// Where a name begins and ends: what the labels leave out of a person's name, or take into it, by rules that
// need no learning.
#pragma once

#include <cstddef>
#include <vector>

#include "indexer/entities/analysis.h"
#include "indexer/entities/mention.h"

namespace dateline::entities {

/// The tokens [first, last] of a name.
struct NameTokens {
  MentionType type;
  std::size_t first, last;
};

/// Moves the edges of `names`, which are in order and do not overlap, and joins parts of one person's name:
/// "the Netherlands" loses its article and "Prince Charles" his title; "Strobe [Talbott]", "[Brenda
/// Schultz]-McCarthy", "[Kengo] wa [Dondo]" and "[Wasim] [Akram]" become whole. Takes out what is an office
/// and no name: "Imam".
void mend_edges(const Analysis& a, std::vector<NameTokens>& names);

}  // namespace dateline::entities
