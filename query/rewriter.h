// What a query finds beside what it says, and what it must not find.
#pragma once

#include <vector>

#include "query/index.h"
#include "query/record_forms.h"
#include "query/request.h"
#include "query/transliteration.h"

namespace dateline {

/// A query as it is evaluated.
struct Rewritten {
  Node query;
  Node spelled;                       ///< the same without the names of records: words to correct stand in it
  std::vector<Correction> spellings;  ///< of words that stand for others as well
  std::vector<Selection> withheld;    ///< names that the archive suppresses, to be left out
};

/// Rewrites every query of one search in the same steps: other spellings of its words, other forms of names,
/// all names of the records it asks for, and last, over all that, what it must not find. Once the time is up
/// there are no other spellings and forms. Xapian's errors pass through.
class Rewriter {
 public:
  /// `index` and `limits` have to outlive it. `is_strict`: words stand for themselves.
  Rewriter(const Index::Implementation& index, const Limits& limits, bool is_strict)
      : index_(index),
        limits_(limits),
        is_strict_(is_strict),
        transliterator_(index.database, is_strict ? 0 : kMostTransliterated),
        forms_(index.database, *index.records) {}

  /// Rewrites a query whose places are located.
  Rewritten rewrite(Node query);

  /// Lets a filter ask for all names of records.
  void widen(Node& filter) const { forms_.widen(filter); }

 private:
  const Index::Implementation& index_;
  const Limits& limits_;
  bool is_strict_;
  Transliterator transliterator_;
  RecordForms forms_;
};

}  // namespace dateline
