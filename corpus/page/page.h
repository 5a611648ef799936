// The article inside a web page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace dateline {

/// Reads the article inside a page of HTML: its main text, and what its metadata says. `charset` is the
/// encoding that came with the page, if any; else the page's own declaration counts, else its bytes.
/// What could not be read without costing the article, such as a date, is appended to `warnings`.
/// The article is not normalized yet. Errors: kFormat  no text
///                                            kLimit   tags nest deeper than kMaxTagDepth
std::expected<Article, Error> read_page(std::string_view bytes, std::string_view charset,
                                        std::vector<std::string>& warnings);

}  // namespace dateline
