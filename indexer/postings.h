// Numbers of articles as Xapian's tables give them. A damaged one can give any, and what searches know of
// articles they keep in arrays by number.
#pragma once

#include <xapian.h>

#include "indexer/schema.h"

namespace dateline {

/// `document`, if it is no higher than `last`, the highest number of the index that it is read from.
/// Throws Xapian::DatabaseCorruptError else.
inline DocId known_article(DocId document, DocId last) {
  if (document > last) throw Xapian::DatabaseCorruptError("a table names an article that is not there");
  return document;
}

/// Calls `visit(docid, value)` for the articles with a value in `slot`, rising. Xapian's errors and those of
/// known_article() pass through.
template <typename Visit>
void for_each_value(const Xapian::Database& database, Slot slot, Visit visit) {
  const auto last = database.get_lastdocid();
  const auto end = database.valuestream_end(slot);
  for (auto value = database.valuestream_begin(slot); value != end; ++value)
    visit(known_article(value.get_docid(), last), *value);
}

/// Calls `visit(docid, posting iterator)` for the articles with `term`, "" for all, rising. Errors: as
/// for_each_value()
template <typename Visit>
void for_each_article(const Xapian::Database& database, const std::string& term, Visit visit) {
  const auto last = database.get_lastdocid();
  const auto end = database.postlist_end(term);
  for (auto posting = database.postlist_begin(term); posting != end; ++posting)
    visit(known_article(*posting, last), posting);
}

}  // namespace dateline
