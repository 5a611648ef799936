// Where the places are that a query names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/lookup.h"
#include "query/parse.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Where the first articles with the place `key`, a value_key, say that it is. Xapian's errors pass through.
std::optional<GeoPoint> stated_position(const Xapian::Database& database, std::string_view key);

/// Finds the centres of `near:` by name: in the gazetteer of the index, where of places about as likely the
/// one that more articles name is meant, then among the places that the publishers located.
class Centres {
 public:
  /// All have to outlive it.
  Centres(const Xapian::Database& database, const Lookup& lookup, const std::string& directory,
          std::vector<Note>& notes)
      : database_(database), lookup_(lookup), directory_(directory), notes_(notes) {}

  /// Gives every country its usual name that is given by its code or another one, and every node of `root` of
  /// kind kAround its centre; those of an unknown place match nothing, with a note; so do those that could as
  /// well mean another place, which keep theirs. Xapian's errors pass through.
  void locate(Node& root);

 private:
  void name_country(Node& node);
  std::optional<std::uint32_t> choose(const Gazetteer& gazetteer, const Node& node);

  const Xapian::Database& database_;
  const Lookup& lookup_;
  const std::string& directory_;  ///< of the index
  std::vector<Note>& notes_;
};

}  // namespace dateline
