// What a page says of its article beside the text: JSON-LD, OpenGraph, <meta>, microdata, <time>, bylines.
#pragma once

#include <string>
#include <vector>

#include "corpus/article.h"
#include "corpus/page/tree.h"

namespace dateline {

/// Everything stated; fields of `article` that the page says nothing of stay empty, and so does its text.
struct PageMetadata {
  Article article;
  std::string body;  ///< the article's text as JSON-LD's articleBody gives it, without markup
  std::vector<std::string> warnings;  ///< such as a date that cannot be read
};

/// Reads the metadata. Where several sources state a field, JSON-LD wins over OpenGraph, that over <meta>,
/// that over the page's own elements. Broken JSON-LD is passed over. `about`, `mentions`, `contentLocation`
/// and `locationCreated` become people, places and organizations.
PageMetadata read_metadata(const PageTree& tree);

}  // namespace dateline
