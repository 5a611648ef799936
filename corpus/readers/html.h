// Saved web pages: one article a file.
#pragma once

#include "corpus/readers/format.h"

namespace dateline {

bool looks_like_html(std::string_view beginning, std::string_view path);
std::unique_ptr<RecordReader> open_html(Input& input, const ReadOptions& options);

/// The article of a page. `charset`: what the HTTP header declares; may be empty.
/// Errors: kFormat  no text that could be an article; kLimit  tags nested deeper than kMaxTagDepth
std::expected<Article, Error> parse_html(std::string_view bytes, std::string_view charset,
                                         std::vector<std::string>& warnings);

}  // namespace dateline
