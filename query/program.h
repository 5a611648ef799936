// What dateline-query is and takes: its help text and its options.
#pragma once

#include "corpus/base/program.h"

namespace dateline {

/// For run_program.
const ProgramSpec& query_program();

}  // namespace dateline
