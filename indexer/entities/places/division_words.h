// The words by which a text calls names divisions: "Kunar province", "Northern, Eastern and North Central
// Provinces".
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// What a text calls a name.
struct CalledDivision {
  std::string_view
      kind{};            ///< "province", in small letters and the singular; empty where it is called nothing
  bool in_list = false;  ///< the word stands behind a list of several
  explicit operator bool() const { return !kind.empty(); }
};

/// What the text `rest` behind a name calls it: " province", or ", Eastern and North Central Provinces".
/// Looks at no more than a dozen names of a list.
CalledDivision called_division(std::string_view rest);

/// Whether `word`, in small letters, calls one of them: "province".
bool is_division_word(std::string_view word);

/// Whether what is so called is never a town: a district and a region may well be named after one.
bool is_never_town(std::string_view kind);

/// "north central province" for the key "north central provinces"; other keys as they are.
std::string in_singular(std::string key);

}  // namespace dateline
