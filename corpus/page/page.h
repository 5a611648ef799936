// The article inside a web page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace dateline {

/// Reads the article of a saved page: what its metadata state and its main text, in any encoding (`charset`
/// is what HTTP said; may be empty). `warnings` gets what could not be used. The result is not normalized.
/// Errors: kLimit   tags nest too deep
///         kFormat  there is no text that could be an article
std::expected<Article, Error> read_page(std::string_view bytes, std::string_view charset,
                                        std::vector<std::string>& warnings);

}  // namespace dateline
