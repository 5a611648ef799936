// The article's own paragraphs among everything that stands on its page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/page/tree.h"

namespace dateline {

/// The paragraphs of the article in order: headings, lists and quotes too; no navigation, teasers, captions,
/// sharing, comments; a paragraph that the page repeats stands once. `title` is left out where it opens the
/// text. Empty: the page holds no sentence.
///
/// How: blocks of text are weighed (sentences for, links and stray words against); the element with the
/// greatest sum holds the article; what its names or its words call furniture is dropped. Time is linear in
/// the nodes times their depth (at most kMaxTagDepth).
std::vector<std::string> main_paragraphs(const PageTree& tree, std::string_view title);

}  // namespace dateline
