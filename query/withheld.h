// What a query must not find because it gives a name that the archive suppresses.
#pragma once

#include <vector>

#include "query/columns.h"
#include "query/parse.h"
#include "query/records.h"
#include "query/request.h"

namespace dateline {

/// The articles that have a suppressed name which `query` gives, in whatever form it would find: to be
/// excluded. A name is given by all its words, spelled or inflected as `query` searches for them, or by some
/// of them where they are asked for as those of a person, place or organization. Xapian's errors pass
/// through.
std::vector<Selection> withheld(const Xapian::Database& database, const Columns& columns,
                                const Records& records, const Node& query);

}  // namespace dateline
