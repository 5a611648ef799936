// The places of the hits on a map: SVG over a world of dots, no tiles from anywhere.
#pragma once

#include <string>

#include "server/page_html.h"

namespace dateline {

/// A map of the places whose position is known, each a link that filters by it; "" where none is.
std::string map_html(const PageView& view);

}  // namespace dateline
