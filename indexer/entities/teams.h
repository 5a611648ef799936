// Lines of results: a town before a score is a team, and a name before a minute somebody who scored.
#pragma once

#include <vector>

#include "indexer/entities/analysis.h"
#include "indexer/entities/edges.h"

namespace dateline::entities {

/// Makes organizations of the towns in lines such as "Nice 4 0 1 3 3 7" and "Bochum 1 (Jack 66) Hansa 1": no
/// word in lower case stands in the line, and a number of at most three digits follows the town. Countries
/// stay places: their teams are called so too.
void mark_teams(const Analysis& a, std::vector<NameTokens>& names);

/// Adds the people in brackets after a score who were not found: "Nantes 0 Lens 1 (Smicer 52nd, Zieger
/// 24th)".
void add_scorers(const Analysis& a, std::vector<NameTokens>& names);

}  // namespace dateline::entities
