// The second look at the best matches: do the words stand together, and is it the subject the best are about?
#pragma once

#include "query/evaluate.h"

namespace dateline {

/// Adds to the scores of the best kReranked articles of `matches` what Ranking::neighbours and
/// Ranking::feedback promise. It adds no article and takes none away, so totals and counts stay as they are.
/// Xapian's errors pass through.
void rerank(const Xapian::Database& database, const Columns& columns, const Ranking& ranking,
            Matches& matches);

}  // namespace dateline
