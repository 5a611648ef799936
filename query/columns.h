// What a search needs of every article, in memory by docid: lengths, dates, values of the counted fields.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/schema.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Xapian's number of an article; 0 is none.
using DocId = std::uint32_t;

/// The values of one counted field: which of them each article has. Values are numbered in byte order of
/// their terms.
struct FacetColumn {
  std::vector<std::string> terms;     ///< exact terms, prefix included
  std::vector<std::uint32_t> begin;   ///< by docid: where its values begin in `values`; one more than docids
  std::vector<std::uint32_t> values;  ///< numbers of values
};

/// The columns of one revision of an index. Built once, then read by any number of threads.
class Columns {
 public:
  static constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
  static constexpr std::int64_t kNoInstant = std::numeric_limits<std::int64_t>::min();

  /// Reads lengths and dates of every article. Xapian's errors pass through.
  explicit Columns(const Xapian::Database& database);

  DocId last() const { return static_cast<DocId>(lengths_.size() - 1); }  ///< highest docid
  std::uint64_t count() const { return count_; }
  double average_length() const { return average_length_; }  ///< words per article
  const std::vector<std::uint32_t>& lengths() const {
    return lengths_;
  }  ///< words; 0 also where no article is
  const std::vector<std::int64_t>& published() const {
    return published_;
  }  ///< seconds since 1970, or kNoInstant
  const std::vector<std::int32_t>& days() const { return days_; }         ///< days since 1970, or kNoDay
  const std::vector<std::uint64_t>& present() const { return present_; }  ///< a bit per docid

  /// The values of a counted field, read from `database` when first asked for. `database` has to be at the
  /// revision these columns were made of. Xapian's errors pass through.
  const FacetColumn& facet(const Xapian::Database& database, Field field) const;

 private:
  std::uint64_t count_ = 0;
  double average_length_ = 0;
  std::vector<std::uint32_t> lengths_;
  std::vector<std::int64_t> published_;
  std::vector<std::int32_t> days_;
  std::vector<std::uint64_t> present_;
  mutable std::mutex facets_mutex_;
  mutable std::vector<std::unique_ptr<FacetColumn>> facets_;  ///< by Field
};

}  // namespace dateline
