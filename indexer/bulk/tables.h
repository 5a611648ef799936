// The content of each table, from the runs of all segments. Each function writes one table from its first key
// to its last; they share nothing, so that they can run side by side.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "indexer/bulk/run.h"
#include "indexer/bulk/table_writer.h"

namespace dateline::glass {

/// Writes metadata, value bounds, values, document lengths and postings.
/// Returns a sentence on what was too large for Xapian, empty if nothing was.
std::string write_postlist(TableWriter& table, const Runs& runs,
                           const std::map<std::string, std::string>& metadata);

/// Writes the positions.
void write_positions(TableWriter& table, const Runs& runs);

/// Writes the term lists and the slots used.
void write_term_lists(TableWriter& table, const Runs& runs);

/// Writes the stored data.
void write_data(TableWriter& table, const Runs& runs);

/// Writes the synonyms.
void write_synonyms(TableWriter& table, const Runs& runs);

}  // namespace dateline::glass
