// People, places and organizations as records: what the archive's names show, and what its archivist says.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/entities/records/authority.h"
#include "query/columns.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// The authority file of an index, see indexer/entities/records/authority.h.
struct AuthorityFile {
  Authority authority;
  std::string version;  ///< changes with what the file says; empty: there is none
};

/// Reads the file `authority` in the folder of the index. One that is not there, or cannot be read, says
/// nothing.
AuthorityFile read_authority(const std::string& directory);

/// The records of one revision of an index under one authority file. A record is known by the number of one
/// of its names in the column. Made once, then read by any number of threads.
class Records {
 public:
  /// What `columns` shows has to outlive it. Xapian's errors pass through.
  Records(const Xapian::Database& database, const Columns& columns, const Authority& authority);

  /// The values of a counted field; of people, places and organizations the records that may be shown.
  FacetColumn column(const Xapian::Database& database, Field field) const;

  /// Every name that the record called `key` (a value_key) is indexed by; only `key` where there is none;
  /// nothing where it may not be searched for.
  std::vector<std::string> names_of(const Xapian::Database& database, Field field,
                                    std::string_view key) const;

  /// What the archivist calls a record, and where it is registered ("wikidata:Q567"); empty: nothing said.
  std::string title(Field field, std::uint32_t record) const;
  std::string link(Field field, std::uint32_t record) const;

  /// The value_keys of what the archivist calls records, by their exact terms in `column`.
  std::map<std::string_view, std::string> titles(const FacetColumn& column, Field field) const;

  /// What to show for a name in an article: itself, its record's name, or nothing.
  enum class Showing : std::uint8_t { kItself, kRecord, kNothing };
  struct Shown {
    Showing showing = Showing::kItself;
    std::optional<std::uint32_t> record;
  };
  Shown shown(const Xapian::Database& database, Field field, std::string_view key) const;

  /// A name that must not be found by.
  struct Suppressed {
    Field field;
    std::vector<std::string> names;  ///< value_keys of the record
  };
  const std::vector<Suppressed>& suppressed() const { return suppressed_; }

 private:
  /// The rules of one kind, applied to its column.
  struct Ruled {
    std::vector<std::uint32_t> begin, values;
    std::vector<Alias> aliases;
    std::unordered_map<std::uint32_t, std::string> titles, links;
    std::unordered_set<std::uint32_t> hidden;                      ///< records
    std::unordered_map<std::string, std::uint32_t> further_names;  ///< value_keys that no article has
  };
  friend class RuleBook;
  struct ByRecord {
    std::once_flag once;
    std::vector<Alias> aliases;
  };
  const Ruled* ruled(Field field) const;
  /// The aliases of `column`, which is that of `field`, by rising record.
  std::span<const Alias> by_record(const FacetColumn& column, Field field) const;
  std::optional<std::uint32_t> record_called(const FacetColumn& column, Field field,
                                             std::string_view key) const;

  const Columns& columns_;
  std::array<std::unique_ptr<Ruled>, 3> ruled_;  ///< by RecordKind; null: no rules
  mutable std::array<ByRecord, 3> by_record_;    ///< made when first asked for
  std::vector<Suppressed> suppressed_;
};

}  // namespace dateline
