// What firms' names end with and mean no more by: Corp, Ltd, AG.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Whether `word`, in small letters, is one.
bool is_legal_form(std::string_view word);

/// The `words` of a name, in small letters, without a legal form at their end: "chrysler" of "Chrysler
/// Corp.", and "federal reserve" of the "Federal Reserve Board". Empty where nothing is left.
std::vector<std::string> without_legal_form(std::vector<std::string> words);

/// The last partner of a joint name, without its legal form, by which all may go for short: "shell" of "royal
/// dutch/shell group". Empty of any other name.
std::string last_partner(const std::vector<std::string>& words);

}  // namespace dateline
