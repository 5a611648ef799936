// What an index keeps of an article: its stored form, the values of its fields, where its words stand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "indexer/analysis.h"
#include "indexer/schema.h"

namespace dateline {

/// Where the text begins behind a title of so many words.
constexpr std::uint32_t text_position(std::uint32_t title_words) {
  return std::max(kTextPosition, 1 + title_words + kFieldGap);
}

/// Calls `visit(token, position)` for the words of an article's title and text as they are indexed: the
/// places that schema.h describes.
template <typename Visit>
void for_each_indexed_word(Tokenizer& tokenizer, std::string_view title, std::string_view text, Visit visit) {
  std::uint32_t first = 1, words = 0;
  for (const auto part : {title, text}) {
    tokenizer.reset(part);
    for (Token token; tokenizer.next(token);) {
      visit(token, first + token.position);
      words = token.position + 1;
    }
    first = text_position(words);
  }
}

/// What two articles of one id have in common if they are one article: the source, where none is stated the
/// address, and without that the title. Lives as long as the article.
std::string_view told_apart_by(const Article& article);

/// An article's JSON without its text, and its digest.
struct Digested {
  std::string json;
  /// The 8 bytes of kDigestSlot: equal for articles that are equal in every field as they were given, and
  /// enriched alike.
  std::string digest;
};
Digested digested(const Article& article, std::string_view enrichment_version);

/// The stored form: the article's JSON without its text, a line feed, the text.
std::string encode_stored(const Article& article);

/// The article of a stored form; without its text unless `with_text`.
/// Errors: kCorrupt  not a stored form
std::expected<Article, Error> decode_stored(std::string_view data, bool with_text);

/// The text of a stored form.
std::string_view stored_text(std::string_view data);

/// What `article` has in `field`, as it is indexed: the values, not folded.
std::vector<std::string> values_of(const Article& article, Field field);

}  // namespace dateline
