// Suggestions while somebody types.
#pragma once

#include <string_view>
#include <vector>

#include "query/columns.h"
#include "query/lookup.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// The `most` latest articles whose title has every word typed, the last one as the beginning of a word.
/// Looks at no more than kMaxHeadlinePostings postings of the last word: what common words begin with it
/// beyond that is not seen. Xapian's errors pass through.
std::vector<DocId> headlines_beginning_with(const Xapian::Database& database, const Columns& columns,
                                            const std::vector<std::string>& typed, std::size_t most);

inline constexpr std::size_t kMaxHeadlinePostings = 100'000;

}  // namespace dateline
