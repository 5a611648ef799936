// Plain text: one article a file; its first paragraph is the title.
#pragma once

#include "corpus/readers/format.h"

namespace dateline {

bool looks_like_plain_text(std::string_view beginning, std::string_view path);
std::unique_ptr<RecordReader> open_plain_text(Input& input, const ReadOptions& options);

/// The article of a plain text in any encoding. The first paragraph is the title if it is short enough to be
/// one (kMaxTitleBytes) and more follows; otherwise the article has no title. In a text without empty lines
/// each line is a paragraph. The litter of scraped pages is left out (see litter.h).
std::expected<Article, Error> parse_plain_text(std::string_view bytes, const std::string& path,
                                               const ReadOptions& options,
                                               std::vector<std::string>& warnings);

inline constexpr std::size_t kMaxTitleBytes = 300;

}  // namespace dateline
