// The forms in which lists write the names of places, and those in which newspapers do.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// "Uttar Pradesh" for "State of Uttar Pradesh", "Hunan" for "Hunan Province"; nothing for a name without
/// such a word.
std::optional<std::string> bare_name(std::string_view name);

/// Whether a name is a direction only, which means nothing without the word behind it: "Eastern" of "Eastern
/// Province".
bool is_direction(std::string_view name);

/// `name` as English newspapers write it: without the marks of transliteration, which are no part of the
/// spelling ("Hyderābād"); accents that are stay ("Córdoba").
std::string plain_name(std::string_view name);

}  // namespace dateline
