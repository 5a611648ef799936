// RSS 0.9x to 2.0, RSS 1.0 and Atom: one article an item; and news sitemaps: one an address.
#pragma once

#include "corpus/readers/format.h"

namespace dateline {

bool looks_like_feed(std::string_view beginning, std::string_view path);

/// Reads item by item. content:encoded or Atom's content is the text; where there is only a description that
/// does not read like a whole article (shorter than kWholeTextBytes, or ending in "..."), the article is a
/// teaser. The feed's title and language are the source and language of items that state none.
std::unique_ptr<RecordReader> open_feed(Input& input, const ReadOptions& options);

inline constexpr std::size_t kWholeTextBytes = 1200;

bool looks_like_sitemap(std::string_view beginning, std::string_view path);

/// Reads <url> by <url>: title, date, language, source and keywords of the news: elements; the article is a
/// teaser, since the text stands in the page. An address without <news:title> gives an article without title,
/// which is none before SourceReader has joined it to its page. A sitemap that names other sitemaps is
/// refused.
std::unique_ptr<RecordReader> open_sitemap(Input& input, const ReadOptions& options);

}  // namespace dateline
