// What becomes of words side by side before they are searched.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "query/parse.h"

namespace dateline {

/// Whether `node` has to hold in any case, as a filter does, and adds nothing to the score.
bool is_filter(const Node& node);

/// `bag` with the words of `high-speed` one by one, where any of them will do.
Node without_compounds(const Node& bag);

/// `bag` without those of its words that are stop words in `language`, where others say what is meant; the
/// words left out are appended to `left_out`, each once.
Node without_stop_words(const Node& bag, const std::string& language, std::vector<std::string>& left_out);

}  // namespace dateline
