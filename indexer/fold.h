// The form of a word in which capitals and accents do not matter.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `word` in lower case, compatibility forms and ligatures resolved, without the accents of Latin, Greek,
/// Cyrillic, Arabic and Hebrew letters; ø, ł, đ, ß, æ, œ, þ, ı as o, l, d, ss, ae, oe, th, i. The vowel signs
/// of India stay.
std::string fold(std::string_view word);

}  // namespace dateline
