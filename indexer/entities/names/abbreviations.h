// Names that a text itself abbreviates: "International Monetary Fund (IMF)".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// A name and the letters that stand for it: bytes of the text.
struct Abbreviation {
  std::uint32_t begin, end;              ///< of the name
  std::uint32_t short_begin, short_end;  ///< of the letters
};

/// The abbreviations that `text` explains by brackets, "National Grid (NG)" or "NG (National Grid)", in
/// order: the letters begin the words of the name, small words may be left out. Time is linear in the text.
std::vector<Abbreviation> abbreviations(std::string_view text);

/// The first letters of the words of a folded name, with and without those that may be left out: "of" and its
/// like and what a hyphen joins. None of a single word and of very many.
std::vector<std::string> initials(std::string_view name);

}  // namespace dateline
