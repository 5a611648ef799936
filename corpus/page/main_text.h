// The article's own paragraphs among everything else that stands on a page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/page/tree.h"

namespace dateline {

/// The paragraphs, headings, list items and quotes of the article on the page, in order, each squeezed to one
/// line; none where the page holds no text. `title` is left out where the text repeats it at its beginning.
/// `stated_body` is what the page's own metadata give as the article's text (may be empty): it decides which
/// paragraphs belong where it is whole.
///
/// How: every run of text votes for the elements around it by its length and commas, less what stands in
/// links; names of classes speak for and against; the element with the most votes is the article, and from it
/// parts that are lists of links, share bars, teasers, forms and the like are taken out. No rule knows a
/// site.
std::vector<std::string> main_text(const PageTree& tree, std::string_view title,
                                   std::string_view stated_body);

}  // namespace dateline
