// The order of hits.
#pragma once

#include <vector>

#include "query/columns.h"
#include "query/evaluate.h"
#include "query/search.h"

namespace dateline {

/// The docids of the page that `request` asks for, best first. Equal scores or dates: the later published
/// first, then the later added.
std::vector<DocId> ranked(const Matches& matches, const Columns& columns, const SearchRequest& request);

}  // namespace dateline
