// Looking at an index from outside: is it sound, and what is in it?
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/entities/records/authority.h"

namespace dateline {

/// What a check found.
struct CheckReport {
  std::uint64_t articles = 0;
  std::vector<std::string>
      faults;  ///< a sentence on each of the first of every part; empty: the index is sound
  std::map<std::string, std::uint64_t> found;  ///< part of the index ("articles") -> all its faults
  std::vector<std::string> notes;              ///< what is no fault but worth knowing
};

/// How many faults of a part are told.
inline constexpr std::uint64_t kMostTold = 20;

/// Reads all of the current generation of the index in `directory`: the tables against their checksums, and
/// only where these are right, all that follows: Xapian's own check of every table, where this process may
/// write to them; counts that have to agree; each article's stored form, its id and, for one article in a
/// hundred, the words of its title, each of which has to find it; the files beside the tables against the
/// postings. Takes about as long as reading the index three times, and up to three times that beside a writer
/// that commits all the time.
/// Errors: kNotFound  there is no index in `directory`
///         kCorrupt   the index cannot be opened
std::expected<CheckReport, Error> check_index(const std::string& directory);

/// Tries the generation at `path` out before searches are led to it: its files beside the tables are there
/// and can be searched, and up to twenty articles all over it are read and found by id and by the words of
/// their titles, in the tables and in the words file. Takes milliseconds. Xapian's errors pass through.
/// Errors: kCorrupt  what does not hold
std::expected<void, Error> try_generation(const std::string& path);

/// What is said of an index that Xapian cannot read: kCorrupt.
Error index_unreadable(std::string_view reason);

/// A generation as it lies on the disk.
struct GenerationSize {
  std::string name;
  std::uint64_t bytes = 0;
  bool is_current = false;
};

/// What an index holds.
struct IndexStats {
  std::uint64_t articles = 0, words = 0, terms = 0;
  struct Values {
    std::string facet;
    std::uint64_t values = 0;  ///< different ones
    std::optional<std::uint64_t>
        records;  ///< that they are names of; none where the columns are not up to date
  };
  std::vector<Values> values;                                ///< by counted field
  std::vector<std::pair<std::string, std::uint64_t>> files;  ///< file of the current generation -> bytes
  std::vector<GenerationSize> generations;                   ///< oldest first
  std::string schema, revision;
};

/// Counts what the index in `directory` holds. Errors: as check_index
std::expected<IndexStats, Error> index_stats(const std::string& directory);

/// What an index's authority file comes to.
struct AuthorityReport {
  std::size_t rules = 0;              ///< that are followed
  std::vector<RuleProblem> problems;  ///< lines that are not
  std::vector<RuleProblem> notes;     ///< names that no article has
};

/// Reads the authority file of the index in `directory`, see entities/records/authority.h. Errors: as
/// check_index; kNotFound also where there is no file
std::expected<AuthorityReport, Error> authority_report(const std::string& directory);

/// The stats as lines of text.
std::string to_text(const IndexStats& stats);

}  // namespace dateline
