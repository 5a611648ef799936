// The words of articles that are loaded in bulk, from the runs that the database is written from.
#pragma once

#include <string>

#include "indexer/bulk/run.h"
#include "indexer/loaded_words.h"

namespace dateline {

/// Begins the words file of the generation at `generation`, whose database is written from `runs`. These
/// outlive the result.
LoadedWords words_of(const glass::Runs& runs, const std::string& generation);

}  // namespace dateline
