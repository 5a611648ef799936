// The order of hits.
#pragma once

#include <vector>

#include "query/columns.h"
#include "query/evaluate.h"
#include "query/search.h"
#include "query/stories.h"

namespace dateline {

/// The docids of the page that `request` asks for, best first. Equal scores or dates: the later published
/// first, then the later added.
std::vector<DocId> ranked(const Matches& matches, const Columns& columns, const SearchRequest& request);

/// Among so many of the best matches, each story is told once; whoever reads further down sees every article,
/// since following a story costs reading its texts.
inline constexpr std::size_t kMostGrouped = 1000;

/// The same of the best article of each story: offset and limit count stories. See kMostGrouped.
std::vector<DocId> best_of_stories(const Matches& matches, const Columns& columns,
                                   const SearchRequest& request, Stories& stories);

}  // namespace dateline
