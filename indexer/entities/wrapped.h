// Paragraphs that are broken into lines of one width, as wires sent them.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `text` with a blank in place of each line break at which its lines are wrapped, "Clayton\nYeutter", so
/// that names go on behind it; no byte moves. A line is wrapped where the first word of the next one would
/// not have fitted in. Texts with longer lines than wires have, and lists and results, whose lines end where
/// they like, stay as they are.
std::string unwrapped(std::string_view text);

}  // namespace dateline
