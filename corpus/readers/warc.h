// WARC, the format of web archives and crawls: one article a response that holds an HTML page.
#pragma once

#include "corpus/readers/format.h"

namespace dateline {

bool looks_like_warc(std::string_view beginning, std::string_view path);

/// Reads response records of status 200 (and resource records) whose content is HTML; all other records are
/// passed over and counted, as pictures and redirects are no articles. A sitemap in the crawl fills in what
/// the pages behind it do not state; its entries with a title but without a page come at the end, as teasers.
/// The page's address is that of the record where the page states none. Chunked transfer and gzip encoding
/// are undone. A date later than the crawl is dropped. A record of any kind whose Content-Length is not
/// true is refused, and reading goes on at the next line that begins with "WARC/", inside of the claimed
/// block too; in a block longer than kMaxPageBytes nothing is looked for. A page of that length is refused.
std::unique_ptr<RecordReader> open_warc(Input& input, const ReadOptions& options);

inline constexpr std::size_t kMaxPageBytes = 16 << 20;

}  // namespace dateline
