// The authority file: what an archivist knows better than the programs. Plain text, UTF-8, one rule a line:
//
//   merge    person "Ronald Reagan" "reagan" "Ronald W. Reagan"   the first is the record, the others its
//   names split    person "S. Jones"                                    a name of its own after all rename
//   place  "Kabul City" "Kabul"                          what the record is called deny     person "So" not a
//   person: neither counted nor suggested suppress person "Jane Roe"                                    must
//   not be found by name any more link     person "Angela Merkel" wikidata:Q567                 or geonames:,
//   viaf:
//
// The kinds are person, place and organization. Case, accents, dots and hyphens of names do not matter. Empty
// lines and what follows a # are for people.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

enum class RecordKind : std::uint8_t { kPerson, kPlace, kOrganization };

enum class Verb : std::uint8_t { kMerge, kSplit, kRename, kDeny, kSuppress, kLink };

/// One line.
struct Rule {
  Verb verb = Verb::kMerge;
  RecordKind kind = RecordKind::kPerson;
  std::string name;
  std::vector<std::string> others;  ///< merge: the other names; rename: the new one; link: the id
  std::uint32_t line = 0;           ///< from 1
};

/// A line that is not followed.
struct RuleProblem {
  std::uint32_t line = 0;
  std::string message;
};

/// What a file says. Lines that cannot be read, or that contradict an earlier one, are among the problems
/// only.
struct Authority {
  std::vector<Rule> rules;
  std::vector<RuleProblem> problems;
};

Authority parse_authority(std::string_view text);

/// The kind as rules write it.
std::string_view name(RecordKind kind);

}  // namespace dateline
