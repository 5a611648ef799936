// The snippets of the hits of one page.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "query/article_words.h"
#include "query/marked_words.h"
#include "query/snippet.h"

namespace dateline {

inline constexpr std::size_t kMaxTitleSource = 1 << 14;

/// Makes snippets of articles. Which of their words match is taken from the words file, where that has them,
/// so that a text is read no further than to where its snippet ends.
class Snippets {
 public:
  /// Both have to outlive it.
  Snippets(const Columns& columns, const Highlighter& highlighter);

  /// What snippet() of query/snippet.h says of `text`, which is that of `document`; where it begins with the
  /// title once more, of what follows.
  Highlighted of(DocId document, std::string_view title, std::string_view text) const;

  /// The matching parts of a title, of which at most kMaxTitleSource bytes are looked at.
  std::vector<Range> highlights(std::string_view title) const;

 private:
  std::optional<std::vector<MarkedWord>> known_words(DocId document, std::string_view title,
                                                     std::string_view text) const;

  const Columns& columns_;
  Wanted wanted_;
  std::optional<WordPicker> picker_;  ///< of the wanted words by number; none where there is no words file
};

}  // namespace dateline
