// Which articles have words one after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "query/article_words.h"
#include "query/doc_set.h"

namespace dateline {

/// The articles of `file` in which `words` may follow each other, ascending: those that have all of them,
/// less most where another word stands behind one of them.
std::vector<DocId> may_have_phrase(const WordFile& file, const std::vector<std::string>& words);

/// Calls `found(docid, occurrences)` for each of `candidates` in whose title and text `words` follow each
/// other, the last of them before position `end`, until `is_late`, which is asked now and then. Xapian's
/// errors pass through.
void for_each_phrase(ArticleWords& articles, const std::vector<std::string>& words, std::uint32_t end,
                     const std::vector<DocId>& candidates, const std::function<bool()>& is_late,
                     const std::function<void(DocId, std::uint32_t)>& found);

/// Calls `found(docid, occurrences)`, ascending, for each article in which the `terms` of a field follow each
/// other, until `is_late`. Xapian's errors pass through.
void for_each_field_phrase(const Xapian::Database& database, const std::vector<std::string>& terms,
                           const std::function<bool()>& is_late,
                           const std::function<void(DocId, std::uint32_t)>& found);

}  // namespace dateline
