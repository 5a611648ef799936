// Suggestions in the form of browsers' search bars.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/search.h"

namespace dateline {

/// The form that browsers' search bars read (OpenSearch Suggestions 1.1): [typed, [values]].
std::string to_browser_json(std::string_view typed, const std::vector<Suggestion>& suggestions);

}  // namespace dateline
