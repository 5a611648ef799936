// What all readers of one revision of an index share in this process.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "indexer/entities/records/authority.h"
#include "query/columns.h"
#include "query/lookup.h"
#include "query/recency.h"
#include "query/records.h"

namespace dateline {

/// Made once for a revision, then read by any number of threads.
struct Shared {
  /// `before` is that of an earlier revision of the same generation, of which what still holds is taken;
  /// null: there is none. Xapian's errors pass through.
  Shared(const Xapian::Database& database, SideFiles files, const Authority& authority, const Shared* before);

  Columns columns;
  Records records;
  Lookup lookup;
  Recency recency;
};

/// The Shared of `revision`: the one that is there, or what `make` gives. While another thread makes it, null
/// where the caller has something to go on with and does not `wait`.
std::shared_ptr<const Shared> shared(const std::string& revision, bool wait,
                                     const std::function<std::shared_ptr<const Shared>()>& make);

}  // namespace dateline
