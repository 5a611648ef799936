// The words of articles that are loaded in bulk, from the runs that the database is written from.
#pragma once

#include <string>

#include "indexer/bulk/run.h"
#include "indexer/word_file_draft.h"

namespace dateline {

/// Begins the words file of the generation at `generation`, whose database is written from `runs`. These
/// outlive the result. Throws where a SpoolReader does.
WordFileDraft begin_words(const std::string& generation, const glass::Runs& runs);

}  // namespace dateline
