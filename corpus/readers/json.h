// JSON Lines, JSON arrays, and objects one after the other: one article an object.
#pragma once

#include "corpus/readers/format.h"
#include "corpus/readers/record.h"

namespace dateline {

bool looks_like_json(std::string_view beginning, std::string_view path);

/// Reads object by object; memory is bounded by the largest one (kMaxRecordBytes). Objects may stand one a
/// line, inside one array, or one after the other over many lines. In JSON Lines a broken line costs that
/// line only; elsewhere reading goes on at the next object that begins a line.
std::unique_ptr<RecordReader> open_json(Input& input, const ReadOptions& options);

}  // namespace dateline
