// Which part of a text shows best why it was found, and which of its words matched.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "query/search.h"

namespace dateline {

/// What is to be marked: words wherever they stand, phrases only as a whole. Everything folded.
struct Highlighter {
  std::unordered_set<std::string> words;
  std::vector<std::vector<std::string>> alike;  ///< of `words`, those that stand for one word of the query
  std::vector<std::vector<std::string>> phrases;

  /// The matching parts of `text`, in order, not overlapping; a phrase is one part.
  std::vector<Range> highlights(std::string_view text) const;
};

/// About `words` words of `text` around its densest matches, in one passage or in two where these show more
/// of what matched; from the beginning of a sentence and to the end of one where it is near, with "…" where
/// text was left out and a blank for each run of white space; the beginning of the text where nothing
/// matches. A phrase is shown and marked as a whole. At most the first kMaxSnippetSource bytes are looked at.
Highlighted snippet(std::string_view text, const Highlighter& highlighter, std::size_t words = 40);

class TextWords;

/// The same of a text whose matches are marked.
Highlighted snippet(TextWords& text, std::size_t words = 40);

inline constexpr std::size_t kMaxSnippetSource = 1 << 20;

}  // namespace dateline
