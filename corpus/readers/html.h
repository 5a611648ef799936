// Saved web pages: one article a file.
#pragma once

#include "corpus/readers/format.h"

namespace dateline {

bool looks_like_html(std::string_view beginning, std::string_view path);
std::unique_ptr<RecordReader> open_html(Input& input, const ReadOptions& options);

}  // namespace dateline
