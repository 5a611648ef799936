// The side of the search page: filters with their counts, and articles over time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/page_html.h"

namespace dateline {

/// The facets that the side shows.
std::vector<std::string> filter_facets();

/// What one value of the filter `parameter` is called, such as "Person".
std::string_view filter_label(std::string_view parameter);

/// All filters; "" where there is nothing to filter by.
std::string sidebar(const PageView& view);

}  // namespace dateline
