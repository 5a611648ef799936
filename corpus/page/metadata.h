// What a page says of its article outside the text: JSON-LD, OpenGraph, <meta>, microdata, <time>, <link>.
#pragma once

#include <string>
#include <vector>

#include "corpus/article.h"
#include "corpus/page/tree.h"

namespace dateline {

/// An article without its text, and the text that the metadata holds.
struct PageMetadata {
  Article article;
  std::string body;  ///< JSON-LD's articleBody; may be empty or an excerpt
};

/// Reads the metadata of a page. Where sources disagree: JSON-LD for dates, authors, people and places;
/// OpenGraph for the title. A date that cannot be read is left out with a line in `warnings`.
PageMetadata page_metadata(const PageTree& tree, std::vector<std::string>& warnings);

}  // namespace dateline
