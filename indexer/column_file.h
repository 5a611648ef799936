// What a search needs of every article, by docid: lengths, dates, the values of the counted fields. Read from
// a database, or kept in a file beside its tables that a search maps into memory and need not read.
//
// The file `columns` of a generation belongs to one revision of its database and is of no use for another: it
// is made anew, and an index without it answers the same, only slower at first. See section_file.h.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/entities/records/same_people.h"
#include "indexer/schema.h"
#include "indexer/section_file.h"

namespace Xapian {
class Database;
}

namespace dateline {

inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int64_t kNoInstant = std::numeric_limits<std::int64_t>::min();

/// Strings one behind the other.
struct StringTable {
  std::span<const std::uint32_t> begin;  ///< one more than there are strings
  std::string_view bytes;

  std::size_t size() const { return begin.empty() ? 0 : begin.size() - 1; }
  std::string_view operator[](std::size_t n) const { return bytes.substr(begin[n], begin[n + 1] - begin[n]); }
};

/// The values of one counted field: which of them each article has. Values are numbered in byte order of
/// their terms. Of values that are names of one record, articles have the record's, once.
struct FacetColumn {
  StringTable terms;  ///< exact terms, prefix included
  std::span<const std::uint32_t>
      begin;  ///< by docid: where its values begin in `values`; one more than docids
  std::span<const std::uint32_t> values;  ///< numbers of values, ascending in each article
  std::span<const Alias> aliases;         ///< by rising name
  std::span<const std::uint32_t> slots;   ///< numbers of values from the hash of their terms on; may be empty

  /// The record that the value `number` is a name of: often itself.
  std::uint32_t record_of(std::uint32_t number) const;
  /// The value whose exact term is `term`.
  std::optional<std::uint32_t> find(std::string_view term) const;
};

/// A FacetColumn in memory of its own.
struct FacetValues {
  std::vector<std::uint32_t> term_begin;
  std::string term_bytes;
  std::vector<std::uint32_t> begin, values;
  std::vector<Alias> aliases;
  std::vector<std::uint32_t> slots;

  FacetColumn view() const { return {{term_begin, term_bytes}, begin, values, aliases, slots}; }
};

/// Lengths and dates, each by docid.
struct ArticleColumns {
  std::span<const std::uint32_t> lengths;   ///< words; 0 also where no article is
  std::span<const std::int64_t> published;  ///< seconds since 1970, or kNoInstant
  std::span<const std::int32_t> days;       ///< days since 1970, or kNoDay
  std::span<const std::uint64_t> present;   ///< a bit per docid
};

/// ArticleColumns in memory of their own.
struct ArticleValues {
  std::vector<std::uint32_t> lengths;
  std::vector<std::int64_t> published;
  std::vector<std::int32_t> days;
  std::vector<std::uint64_t> present;

  ArticleColumns view() const { return {lengths, published, days, present}; }
};

/// Reads lengths and dates from the postings. Xapian's errors pass through.
ArticleValues read_articles(const Xapian::Database& database);

/// Reads the values of a counted field from the postings, and joins the names of people. Xapian's errors pass
/// through.
FacetValues read_facet(const Xapian::Database& database, Field field);

/// A column file mapped into memory.
class ColumnFile {
 public:
  /// Maps the file of the generation at `generation` if it is whole and belongs to the revision `database` is
  /// at. Errors: kNotFound  there is none, or it belongs to another revision
  ///         kCorrupt   it is damaged
  static std::expected<ColumnFile, Error> open(const std::string& generation,
                                               const Xapian::Database& database);

  /// Writes the file of the generation at `generation`, whose database is `database`, durably and in place of
  /// the one that is there. Xapian's errors pass through. Errors: kIo  the file cannot be written
  static std::expected<void, Error> write(const std::string& generation, const Xapian::Database& database);

  ArticleColumns articles() const;
  FacetColumn facet(Field field) const;  ///< of a counted field

 private:
  explicit ColumnFile(SectionFile file) : file_(std::move(file)) {}
  SectionFile file_;
};

}  // namespace dateline
