#include "indexer/value_postings.h"

#include <xapian.h>

#include "indexer/postings.h"

namespace dateline {

void ValuePostings::end_value(std::string_view term, std::uint32_t count, std::string_view list) {
  const auto end = bytes.size() - kPostingPadding;
  terms.add(term);
  begin.push_back(end);
  counts.push_back(count);
  bytes.insert(end, list);
}

ValuePostings read_value_postings(const Xapian::Database& database, Field field) {
  const std::string prefix(spec(field).exact_prefix);
  ValuePostings values;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto name = *term;
    if (!is_exact_term(field, name)) continue;
    values.add(name, [&](auto use) {
      for_each_article(database, name, [&](DocId document, const auto&) { use(document); });
    });
  }
  return values;
}

PostingsOfFields read_value_postings(const Xapian::Database& database) {
  PostingsOfFields all;
  for (const auto& row : kFields) {
    if (has_value_articles(row.field))
      all[static_cast<std::size_t>(row.field)] = read_value_postings(database, row.field);
  }
  return all;
}

}  // namespace dateline
