// Which articles have words near each other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "query/article_words.h"
#include "query/doc_set.h"

namespace dateline {

/// What can stand at a place: any of several phrases of terms, most of them of one term.
using Alternatives = std::vector<std::vector<std::string>>;

/// Calls `found(docid, occurrences)`, ascending, for each of `candidates` in which every operand stands
/// within `distance` words: the last one begins at most so many words behind the end of the first one, which
/// none of the others overlaps. `ordered`: in the order given, none overlapping the one before. Xapian's
/// errors pass through.
void for_each_near(ArticleWords& articles, const std::vector<Alternatives>& operands, std::uint32_t distance,
                   bool ordered, const DocSet& candidates, const std::function<bool()>& is_late,
                   const std::function<void(DocId, std::uint32_t)>& found);

}  // namespace dateline
