// Articles by what is true of them whatever their words say: terms, values of fields, days.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "query/columns.h"
#include "query/doc_set.h"
#include "query/parse.h"
#include "query/word_scorer.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Where a filter is given `within`, its articles are right for those within; others may be left out.
/// Xapian's errors pass through.
class Filters {
 public:
  /// Both have to outlive it.
  Filters(const Xapian::Database& database, const Columns& columns)
      : database_(database), columns_(columns) {}

  /// The articles with any of these terms of the index; with this one.
  DocSet with_terms(std::span<const std::string> terms, Within within) const;
  DocSet with_term(const std::string& term, Within within = nullptr) const {
    return with_terms(std::span(&term, 1), within);
  }

  /// The articles with a value of `field` whose value_key is `key`; how many there are at most.
  DocSet with_value(Field field, const std::string& key, Within within) const;
  std::uint64_t most_with_value(Field field, const std::string& key) const;

  /// The articles of these days; undated ones are of none.
  DocSet published(const DayRange& range, Within within) const;

 private:
  DocSet none() const { return DocSet(columns_.last()); }

  const Xapian::Database& database_;
  const Columns& columns_;
};

}  // namespace dateline
