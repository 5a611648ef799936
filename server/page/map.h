// The places of all articles found on a map: SVG over a world of dots, no tiles from anywhere.
#pragma once

#include <string>

#include "server/page_html.h"

namespace dateline {

/// A map of view.places whose position is known, each a link that filters by it; "" where none is. Says so
/// where there are more places than these.
std::string map_html(const PageView& view);

}  // namespace dateline
