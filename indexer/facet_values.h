// How the values of a counted field become those that each article has, with the names of people and of
// organizations joined.
#pragma once

#include <vector>

#include "indexer/column_file.h"
#include "indexer/value_postings.h"

namespace dateline {

/// The values of every article, docids from 0 to `last`; names are not joined.
FacetValues by_article(ValuePostings values, DocId last);

/// Gives the articles the records of the people that `people` names, told by who is named with them.
void join_people(FacetValues& people, const FacetValues& places, const FacetValues& organizations);

/// The same of organizations.
void join_organizations(FacetValues& organizations);

/// Numbers the values once more, in fewer bytes, where no article has two.
void number_singles(FacetValues& facet);

/// The numbers of the values that most articles have, rising.
std::vector<std::uint32_t> most_frequent(const FacetValues& facet);

}  // namespace dateline
