// Cutting a text at a character.
#pragma once

#include <string_view>
#include <vector>

namespace dateline {

/// The parts of `text` between separators: "a,,b" gives three, an empty text one. They live as long as
/// `text`.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace dateline
