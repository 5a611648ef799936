// The words of a typed piece as the index has them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// The folded words of `text`, each standing one position behind the one before; of a run of Chinese or the
/// like the pairs of characters, and where words follow the run its last character too: "東京2020" is 東京,
/// 京, 2020.
std::vector<std::string> index_words(std::string_view text);

}  // namespace dateline
