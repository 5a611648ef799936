// Names of people taken apart, to be compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// "Jones, Seth" as "Seth Jones"; "" where there is no single comma, or only "Jr." and its like
/// stands behind it.
std::string turned_name(std::string_view name);

/// The words of a name: lower case, without dots and apostrophes, hyphens as blanks, "Jones, Seth" as seth
/// jones.
std::vector<std::string> name_words(std::string_view name);

}  // namespace dateline
