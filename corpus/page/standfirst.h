// The lines between a headline and its article that sum the article up: standfirst, lead, teaser, chapo.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/page/tree.h"

namespace dateline {

/// The sentences that stand between the page's headline (its <h1>, or the heading that says `title`) and
/// `first`, the node in which the article's first paragraph begins; most often none. They are told from
/// dates, bylines and captions by their length, their links and the names around them.
std::vector<std::string> standfirst(const PageTree& tree, std::string_view title, NodeId first);

}  // namespace dateline
