// The files beside the tables of a generation, begun while the tables are written.
#pragma once

#include "indexer/column_file_draft.h"
#include "indexer/word_file_draft.h"

namespace dateline {

struct FileDrafts {
  WordFileDraft words;
  ColumnFileDraft columns;
};

}  // namespace dateline
