#include "query/rewriter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "query/withheld.h"

namespace dateline {

Rewritten Rewriter::rewrite(Node query) {
  Rewritten rewritten;
  auto& spellings = rewritten.spellings;
  if (!is_strict_ && !limits_.is_late()) spellings = transliterator_.add_to(query);
  if (!is_strict_ && !limits_.is_late())
    std::ranges::move(forms_.spell(query), std::back_inserter(spellings));
  rewritten.spelled = query;
  if (!limits_.is_late()) index_.add_name_forms(query, transliterator_, spellings);
  forms_.widen(query);
  rewritten.withheld = withheld(index_.database, *index_.columns, *index_.records, query);
  rewritten.query = std::move(query);
  return rewritten;
}

}  // namespace dateline
