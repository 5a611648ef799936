// Markdown with YAML front matter, as static site generators keep articles.
#pragma once

#include "corpus/readers/format.h"

namespace dateline {

bool looks_like_markdown(std::string_view beginning, std::string_view path);
std::unique_ptr<RecordReader> open_markdown(Input& input, const ReadOptions& options);

/// The article of a Markdown file: fields from the front matter (see record.h for their names; `slug` gives
/// the id where there is no other), the text without markup, shortcodes and HTML tags. Without front matter
/// the first heading is the title. Errors: kFormat  front matter that is never closed or is not YAML
std::expected<Article, Error> parse_markdown(std::string_view bytes, const std::string& path,
                                             const ReadOptions& options, std::vector<std::string>& warnings);

/// The words of Markdown as readers see them: paragraphs separated by an empty line, links and images as
/// their text.
std::string markdown_to_text(std::string_view markdown);

}  // namespace dateline
