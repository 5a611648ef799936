// What stands below each element of a page, counted: text, links, sentences.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/page/tree.h"

namespace dateline {

/// What stands below a node, in characters where nothing else is said.
struct Content {
  double text = 0, linked = 0;
  double commas = 0;
  double running = 0;  ///< of paragraphs that are sentences, not links
  double quoted = 0;   ///< in <blockquote>
  int paragraphs = 0, items = 0, links = 0;
  double link_share() const { return text > 0 ? linked / text : 0; }
  /// "social-embed" around a quoted post.
  bool is_quote() const { return quoted > text * 0.9; }
};

/// Whether elements of this tag stand inside a line of text.
bool is_inline(Tag tag);

/// Characters of `text` that can be seen.
double visible_length(std::string_view text);

/// Fills, for each of `nodes` that is not `removed`, what stands below it (`all`), and what stands directly
/// in it or in inline elements of it (`own`). All four are of one size. One walk, from the leaves to the
/// root.
void measure(const std::vector<PageNode>& nodes, const std::vector<bool>& removed, std::vector<Content>& all,
             std::vector<Content>& own);

}  // namespace dateline
