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

/// Whether two full names can be one person's: same first and last word, no middle word against it. An
/// initial stands for any word that begins with it.
bool compatible_names(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace dateline
