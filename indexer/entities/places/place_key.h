// The form in which names of places are compared.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `name` in lower case without accents, dots, apostrophes and a leading "the"; hyphens and runs of blanks as
/// one blank: "St. Paul" is st paul, "Côte d'Ivoire" is cote divoire.
std::string place_key(std::string_view name);

}  // namespace dateline
