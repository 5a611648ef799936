// Whether a word is in a list that is written in the code.
#pragma once

#include <algorithm>
#include <string_view>

namespace dateline {

/// Whether `list`, of words that are not empty, has `word`.
template <typename List>
bool contains(const List& list, std::string_view word) {
  return !word.empty() && std::ranges::any_of(list, [&](std::string_view one) {
    return one[0] == word[0] && one == word;  // most differ in the first letter
  });
}

/// The same of a long list in the order of its bytes.
template <typename List>
bool contains_sorted(const List& sorted, std::string_view word) {
  return std::ranges::binary_search(sorted, word);
}

}  // namespace dateline
