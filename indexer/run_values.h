// The values of the fields of articles that are loaded in bulk, from the runs that the database is written
// from.
#pragma once

#include <string>

#include "indexer/bulk/run.h"
#include "indexer/column_file_draft.h"

namespace dateline {

/// Begins the column file of the generation at `generation`, whose database is written from `runs`.
/// `written`: see ColumnFileDraft. Throws where a SpoolReader does.
ColumnFileDraft begin_columns(const std::string& generation, const glass::Runs& runs,
                              const WrittenNames* written);

}  // namespace dateline
