// The first half of finding an article: which element of a page it is, and the paragraphs below it.
#pragma once

#include <vector>

#include "corpus/page/paragraph.h"
#include "corpus/page/tree.h"

namespace dateline {

/// The paragraphs of the element that the page's text votes for, and of those siblings that read like it;
/// parts of it that are lists of links and the like left out. `trusts_names`: what is named like furniture is
/// taken out before the vote.
std::vector<Paragraph> candidate_paragraphs(const PageTree& tree, bool trusts_names);

}  // namespace dateline
