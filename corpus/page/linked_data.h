// The article in schema.org's JSON-LD.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace dateline {

/// What JSON-LD states, as text; empty where it says nothing.
struct LinkedData {
  std::string title, url, source, section, language, published, modified, body;
  std::vector<std::string> authors, keywords;
  std::vector<Entity> people, places, organizations;
};

/// Adds what `json` says of an article (NewsArticle and its kin, in lists and @graph too) to `data`; what is
/// there already stays. Text that is not JSON is tried once more with its line breaks and trailing commas
/// mended, then passed over.
void read_linked_data(std::string_view json, LinkedData& data);

}  // namespace dateline
