// The words of a typed piece as the index has them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// The folded words of `text`; of a run of Chinese or the like the pairs of characters, which follow each
/// other as words of a phrase do.
std::vector<std::string> index_words(std::string_view text);

}  // namespace dateline
