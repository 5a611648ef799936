// Teams that go by their town's name: in a line of results, and nowhere else, a town is one for sure.
#pragma once

#include <vector>

#include "indexer/entities/analysis.h"
#include "indexer/entities/edges.h"

namespace dateline::entities {

/// Makes organizations of the towns in lines such as "Nice 4 0 1 3 3 7" and "Bochum 1 (Jack 66) Hansa 1": no
/// word in lower case stands in the line, and a number of at most three digits follows the town. Countries
/// stay places: their teams are called so too.
void mark_teams(const Analysis& a, std::vector<NameTokens>& names);

}  // namespace dateline::entities
