// What a page's JSON-LD says of its article, in schema.org's words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace dateline {

/// The article of one or more JSON-LD blocks; dates as they stand there.
struct LinkedData {
  std::string headline, body, published, updated, section, language, url, source;
  std::vector<std::string> authors, keywords;
  std::vector<Entity> people, places, organizations;  ///< `about` and `mentions`, with their relation
};

/// Adds to `data` what one <script type="application/ld+json"> says: an object, a list of them, or a @graph;
/// NewsArticle and its kin. What `data` knows already stays. Raw line breaks inside strings, commas before a
/// closing bracket and comment marks around the JSON are survived; JSON that is broken further says nothing.
void read_json_ld(std::string_view script, LinkedData& data);

}  // namespace dateline
