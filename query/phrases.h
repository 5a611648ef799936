// Which articles have words one after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "query/columns.h"

namespace dateline {

/// Calls `found(docid, occurrences)`, ascending, for each article in which `terms` follow each other, the
/// last of them before position `end`. Time is proportional to the postings of the rarest term. Xapian's
/// errors pass through.
void for_each_phrase(const Xapian::Database& database, const std::vector<std::string>& terms,
                     std::uint32_t end, const std::function<void(DocId, std::uint32_t)>& found);

}  // namespace dateline
