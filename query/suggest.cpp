// Suggestions while somebody types.
#include <xapian.h>

#include <algorithm>
#include <functional>

#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/stored_form.h"
#include "query/headlines.h"
#include "query/index.h"

namespace dateline {
namespace {

/// What value_key gives for text without words is the text itself: nothing to look for.
bool has_words(std::string_view key) {
  return std::ranges::any_of(key, [](unsigned char c) { return c >= 0x80 || std::isalnum(c) != 0; });
}

/// The places that articles also write as `key`: of "usa" the United States.
std::vector<FoundName> called_otherwise(const Xapian::Database& database, const NameIndex& names,
                                        const std::string& key) {
  constexpr std::size_t kMostWithTheWords = 20;
  std::vector<FoundName> places;
  const auto aliases = alias_key(Field::kPlace, key);
  for (auto name = database.synonyms_begin(aliases); name != database.synonyms_end(aliases); ++name) {
    for (const auto& found : names.find(*name, kMostWithTheWords, false)) {
      if (names.key(found.number) == *name) places.push_back(found);
    }
  }
  std::ranges::sort(places, std::greater{}, &FoundName::count);
  return places;
}

/// Puts `first` before the other `names`, of which at most `most` stay.
void put_first(std::vector<FoundName>& names, const std::vector<FoundName>& first, std::size_t most) {
  std::erase_if(names, [&](const FoundName& one) {
    return std::ranges::find(first, one.number, &FoundName::number) != first.end();
  });
  names.insert(names.begin(), first.begin(), first.end());
  names.resize(std::min(names.size(), most));
}

}  // namespace

std::expected<std::vector<Suggestion>, Error> Index::Implementation::suggest(std::string_view typed,
                                                                             std::size_t each) const {
  std::vector<Suggestion> suggestions;
  const auto words = value_key(typed);
  if (!has_words(words)) return suggestions;
  std::vector<Suggestion> similar;  // of kinds that have nothing with just these words
  for (const auto field : {Field::kPerson, Field::kPlace, Field::kOrganization}) {
    const auto column = records->column(database, field);
    const auto& names = lookup->names(field, column, *columns);
    auto matching = names.find(words, each);
    if (field == Field::kPlace) put_first(matching, called_otherwise(database, names, words), each);
    const bool has_words_typed = !matching.empty() && matching.front().distance == 0;
    for (const auto& found : matching) {
      (has_words_typed ? suggestions : similar)
          .push_back({.kind = std::string(spec(field).name),
                      .value = display_name(column, found.number, field),
                      .count = found.count});
    }
  }
  const auto words_typed = words_of(typed);
  const auto headlines =
      words_typed.empty()
          ? std::vector<DocId>()
          : Headlines(database, *columns, words_typed).latest(lookup->newest_first(*columns), each);
  for (const auto document : headlines) {
    auto article = decode_stored(stored_form(database, document), false);
    if (!article) return std::unexpected(article.error());
    suggestions.push_back({.kind = "article",
                           .value = std::move(article->title),
                           .id = std::move(article->id),
                           .url = std::move(article->url)});
  }
  std::ranges::move(similar, std::back_inserter(suggestions));
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
