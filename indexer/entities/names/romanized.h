// Names as other alphabets are put into Latin letters: "Gorbatschow" is Gorbachev, "Mohamed" is Muhammad.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `word` in small Latin letters without accents: "Erdoğan" is erdogan, "Łukasz" lukasz, "Groß" gross.
/// Letters of other scripts stay, in small form.
std::string plain_letters(std::string_view word);

/// A key that the spellings of one name have in common; `plain` is a word of plain_letters.
///
/// Cautious, since it stands for a person: Smith and Smyth, Hansen and Hanson, Clark and Clarke, Lee and Li
/// are four pairs of people. Words under five letters are one only where a list says so.
std::string spelling_key(std::string_view plain);

/// The same for a family name, where in long ones a and e are not told apart: Gunawardena, Gunawardana.
std::string family_key(std::string_view plain);

}  // namespace dateline
