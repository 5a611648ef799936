// Suggestions while somebody types.
#include <xapian.h>

#include <algorithm>
#include <array>

#include "indexer/analysis.h"
#include "indexer/document.h"
#include "query/headlines.h"
#include "query/index.h"

namespace dateline {
namespace {

/// What value_key gives for text without words is the text itself: nothing to look for.
bool has_words(std::string_view key) {
  return std::ranges::any_of(key, [](unsigned char c) { return c >= 0x80 || std::isalnum(c) != 0; });
}

}  // namespace

std::expected<std::vector<Suggestion>, Error> Index::Implementation::suggest(std::string_view typed,
                                                                             std::size_t each) const {
  std::vector<Suggestion> suggestions;
  const auto words = value_key(typed);
  if (!has_words(words)) return suggestions;
  for (const auto field : {Field::kPerson, Field::kPlace, Field::kOrganization}) {
    const auto column = records->column(database, field);
    const auto& names = lookup->names(field, column);
    for (const auto& found : names.find(words, each)) {
      suggestions.push_back({.kind = std::string(spec(field).name),
                             .value = display_name(column, found.number, field),
                             .count = found.count});
    }
  }
  const auto words_typed = words_of(typed);
  if (words_typed.empty()) return suggestions;
  for (const auto document :
       Headlines(database, *columns, words_typed).latest(lookup->newest_first(*columns), each)) {
    auto article = decode_stored(database.get_document(document).get_data(), false);
    if (!article) return std::unexpected(article.error());
    suggestions.push_back({.kind = "article",
                           .value = std::move(article->title),
                           .id = std::move(article->id),
                           .url = std::move(article->url)});
  }
  return suggestions;
}

std::expected<std::vector<Suggestion>, Error> Index::suggest(std::string_view typed, std::size_t each) const {
  try {
    return implementation_->suggest(typed, each);
  } catch (const Xapian::Error&) {
    return std::unexpected(xapian_error());
  }
}

}  // namespace dateline
