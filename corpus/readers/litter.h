// Text scraped from a page carries the page's litter as lines: what of it is the article?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Removes the lines of a page that are not its article from `lines` (trimmed; an empty one separates
/// paragraphs): breadcrumbs, share counts, credits, forms, "You Might Like" with the headlines behind it,
/// comments. `title` is the article's own; its repetition before the first sentence goes too.
///
/// Only whole lines go, and only lines that say nothing else. What follows a heading such as "Related
/// stories" goes as long as it looks like headlines (short, no full stop); what follows the head of a
/// comment section goes only if no more than a fifth of the text stands behind it. A text of litter alone
/// is left as it is.
std::vector<std::string> without_litter(const std::vector<std::string>& lines, std::string_view title);

/// The title without the trail before it and the site's name behind it ("Home » News » Storm" is "Storm").
std::string without_trail(std::string_view title);

}  // namespace dateline
