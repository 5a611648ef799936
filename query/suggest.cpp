#include "query/suggest.h"

#include <xapian.h>

#include <algorithm>
#include <array>

#include "indexer/analysis.h"
#include "indexer/document.h"
#include "query/doc_set.h"
#include "query/index.h"

namespace dateline {
namespace {

std::string title_term(std::string_view word) {
  return std::string(spec(Field::kTitle).word_prefix).append(word);
}

DocSet with_word_beginning(const Xapian::Database& database, const Columns& columns,
                           const std::string& beginning) {
  DocSet found(columns.last());
  std::size_t postings = 0;
  for (auto term = database.allterms_begin(beginning); term != database.allterms_end(beginning); ++term) {
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting) {
      if (++postings > kMaxHeadlinePostings) return found;
      found.add(*posting);
    }
  }
  return found;
}

/// Keeps of `found` the articles that have `term`.
void keep_with(const Xapian::Database& database, const std::string& term, std::vector<DocId>& found) {
  auto posting = database.postlist_begin(term);
  std::erase_if(found, [&](DocId document) {
    if (posting == database.postlist_end(term)) return true;
    posting.skip_to(document);
    return posting == database.postlist_end(term) || *posting != document;
  });
}

/// What value_key gives for text without words is the text itself: nothing to look for.
bool has_words(std::string_view key) {
  return std::ranges::any_of(key, [](unsigned char c) { return c >= 0x80 || std::isalnum(c) != 0; });
}

}  // namespace

std::vector<DocId> headlines_beginning_with(const Xapian::Database& database, const Columns& columns,
                                            const std::vector<std::string>& typed, std::size_t most) {
  if (typed.empty()) return {};
  std::vector<DocId> found;
  with_word_beginning(database, columns, title_term(typed.back())).for_each([&](DocId document) {
    found.push_back(document);
  });
  for (std::size_t n = 0; n + 1 < typed.size(); ++n) keep_with(database, title_term(typed[n]), found);
  const auto later = [&](DocId a, DocId b) {
    const auto first = columns.published()[a], second = columns.published()[b];
    return first != second ? first > second : a > b;
  };
  const auto kept = std::min(most, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), later);
  found.resize(kept);
  return found;
}

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
  for (const auto document : headlines_beginning_with(database, *columns, words_of(typed), each)) {
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
