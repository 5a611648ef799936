// Articles over time as bars: each a link to its time, and with JavaScript a span to draw over.
#pragma once

#include <string>

#include "server/page_html.h"

namespace dateline {

/// Bars per year, or per month where the articles span three years and less; "" where there are fewer than
/// two.
std::string timeline_html(const PageView& view);

}  // namespace dateline
