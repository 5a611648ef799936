// The words of articles that are loaded in bulk, from the runs that the database was written from.
#pragma once

#include "indexer/bulk/run.h"
#include "indexer/word_file.h"

namespace dateline {

/// What WordFile::write takes from `runs`, which outlive it.
LoadedWords words_of(const glass::Runs& runs);

}  // namespace dateline
