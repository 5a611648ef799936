// Are two Xapian databases the same? Asked through Xapian's public API alone.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace dateline::testing {

/// Lists what `left` and `right` differ in, at most `most` sentences; empty if they hold the same: counts and
/// bounds, terms with frequencies, postings with wdf and positions, document lengths, term lists, data,
/// values, value statistics, metadata, synonyms, spellings.
std::vector<std::string> differences(const Xapian::Database& left, const Xapian::Database& right,
                                     std::size_t most = 10);

/// What xapian-check says of the database in `path`: empty if it is sound.
std::string check_database(const std::string& path);

}  // namespace dateline::testing
