// Any search as a feed, and the description that lets browsers search here.
#pragma once

#include <string>
#include <string_view>

#include "query/search.h"

namespace dateline {

/// Where this server is seen from outside, such as "https://search.example.org", and the archive's name.
struct Site {
  std::string base;
  std::string title;
};

/// Atom 1.0 with OpenSearch's counts. An entry's id is the article's URL, else urn:dateline:ID, and stays.
std::string atom_feed(const Site& site, const Page& page);

/// RSS 2.0 with OpenSearch's counts.
std::string rss_feed(const Site& site, const Page& page);

/// OpenSearch 1.1: the search page, suggestions and the feed.
std::string opensearch_description(const Site& site);

}  // namespace dateline
