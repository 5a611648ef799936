#include "corpus/readers/html.h"

#include "corpus/base/charset.h"
#include "corpus/base/text.h"
#include "corpus/page/page.h"

namespace dateline {
namespace {

std::expected<Article, Error> parse_file(std::string_view bytes, const std::string&, const ReadOptions&,
                                         std::vector<std::string>& warnings) {
  return read_page(bytes, "", warnings);
}

}  // namespace

bool looks_like_html(std::string_view beginning, std::string_view path) {
  const auto head = ascii_lower(trimmed(to_utf8(beginning.substr(0, 2048))));
  if (head.starts_with("<!doctype html") || head.starts_with("<html")) return true;
  if (head.starts_with("<?xml") && head.find("<html") == std::string::npos) return false;
  return head.find("<html") != std::string::npos || head.find("<body") != std::string::npos ||
         ((has_extension(path, ".html") || has_extension(path, ".htm")) &&
          head.find('<') != std::string::npos);
}

std::unique_ptr<RecordReader> open_html(Input& input, const ReadOptions& options) {
  return open_whole_file(input, options, parse_file);
}

}  // namespace dateline
