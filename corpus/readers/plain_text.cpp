#include "corpus/readers/plain_text.h"

#include <algorithm>

#include "corpus/base/charset.h"
#include "corpus/base/text.h"
#include "corpus/readers/litter.h"

namespace dateline {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Lines joined into paragraphs at empty lines; where there are none, each line is a paragraph.
std::vector<std::string> paragraphs_of(const std::vector<std::string>& lines, bool has_empty_lines) {
  std::vector<std::string> paragraphs(1);
  for (const auto& line : lines) {
    if (line.empty() || !has_empty_lines) {
      if (!paragraphs.back().empty()) paragraphs.emplace_back();
    }
    if (!line.empty()) paragraphs.back().append(paragraphs.back().empty() ? "" : "\n").append(line);
  }
  if (paragraphs.back().empty()) paragraphs.pop_back();
  return paragraphs;
}

/// A headline does not end like a sentence; in a text without empty lines that is all there is to tell it by.
bool is_title(const std::string& paragraph, bool has_empty_lines) {
  if (paragraph.size() > kMaxTitleBytes) return false;
  return has_empty_lines || !paragraph.ends_with('.');
}

}  // namespace

bool looks_like_plain_text(std::string_view beginning, std::string_view) {
  const auto text = to_utf8(beginning.substr(0, 4096));
  std::size_t controls = 0;
  for (const char c : text)
    controls += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
  return controls * 50 <= text.size();
}

std::expected<Article, Error> parse_plain_text(std::string_view bytes, const std::string&, const ReadOptions&,
                                               std::vector<std::string>&) {
  const auto text = clean_text(to_utf8(bytes));
  const auto lines = lines_of(text);
  const bool has_empty_lines = std::ranges::find(lines, "") != lines.end();
  const auto whole = paragraphs_of(lines, has_empty_lines);
  if (whole.empty()) return std::unexpected(malformed("the file holds no words: there is nothing to read"));
  // A trail before the headline ends in the headline.
  const auto trail = without_trail(whole.front());
  auto paragraphs =
      paragraphs_of(without_litter(lines, trail == whole.front() ? "" : trail), has_empty_lines);
  if (trail != whole.front()) paragraphs.insert(paragraphs.begin(), trail);
  Article article;
  if (paragraphs.size() == 1 || is_title(paragraphs.front(), has_empty_lines)) {
    auto& slot = paragraphs.front().size() <= kMaxTitleBytes ? article.title : article.text;
    slot = std::move(paragraphs.front());
    paragraphs.erase(paragraphs.begin());
    // Scraped pages say it twice: in their <title> and above the text.
    if (paragraphs.size() > 1 && paragraphs.front() == article.title) paragraphs.erase(paragraphs.begin());
  }
  if (!paragraphs.empty()) article.text = joined(paragraphs, "\n\n");
  return article;
}

std::unique_ptr<RecordReader> open_plain_text(Input& input, const ReadOptions& options) {
  return open_whole_file(input, options, parse_plain_text);
}

}  // namespace dateline
