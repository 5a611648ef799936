#include "corpus/page/page.h"

#include "corpus/base/charset.h"
#include "corpus/base/text.h"
#include "corpus/page/main_text.h"
#include "corpus/page/metadata.h"
#include "corpus/page/tree.h"

namespace dateline {
namespace {

/// The encoding that the page's head declares; "" if none.
std::string declared_charset(std::string_view html) {
  const auto head = ascii_lower(html.substr(0, 4096));
  const auto at = head.find("charset=");
  if (at == std::string::npos) return "";
  const auto begin = head.find_first_not_of("\"' ", at + 8);
  if (begin == std::string::npos) return "";
  return head.substr(begin, head.find_first_of("\"' />;", begin) - begin);
}

}  // namespace

std::expected<Article, Error> read_page(std::string_view bytes, std::string_view charset,
                                        std::vector<std::string>& warnings) {
  const auto html = to_utf8(bytes, charset.empty() ? declared_charset(bytes) : std::string(charset));
  const auto tree = parse_page(html);
  if (!tree) return std::unexpected(tree.error());
  auto metadata = read_metadata(*tree);
  warnings.insert(warnings.end(), metadata.warnings.begin(), metadata.warnings.end());
  auto article = std::move(metadata.article);
  article.text = joined(main_text(*tree, article.title, metadata.body), "\n\n");
  if (article.text.empty())
    return std::unexpected(malformed("the page holds no text that could be an article"));
  return article;
}

}  // namespace dateline
