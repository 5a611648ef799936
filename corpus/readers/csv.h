// CSV and TSV with a header line: one article a row.
#pragma once

#include "corpus/readers/format.h"

namespace dateline {

bool looks_like_csv(std::string_view beginning, std::string_view path);

/// Reads row by row as RFC 4180 has it: quoted fields may hold separators, line breaks and doubled quotes.
/// The separator (comma, semicolon, tab or |) is the one that the header has most of. Columns are named as
/// the fields of JSON (see record.h). A row with more or fewer fields than the header is refused; a quote
/// that is never closed costs the line it stands on.
std::unique_ptr<RecordReader> open_csv(Input& input, const ReadOptions& options);

}  // namespace dateline
