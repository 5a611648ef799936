#include "query/changed_columns.h"

#include <algorithm>
#include <limits>
#include <set>

namespace dateline {
namespace {

template <typename Value>
std::vector<Value> grown(std::span<const Value> column, std::size_t size, Value nothing) {
  std::vector<Value> copy(column.begin(), column.end());
  copy.resize(std::max(size, copy.size()), nothing);
  return copy;
}

/// Adds the months of changed articles behind those of the file; gives months up where one belongs between
/// two: days are counted one by one then.
void add_month(ArticleValues& articles, std::int32_t day) {
  const auto first = first_of_month(day);
  if (articles.first_days.empty() || articles.first_days.back() < first) {
    articles.first_days.push_back(first);
  } else if (!std::ranges::binary_search(articles.first_days, first)) {
    articles.months.clear();
  }
}

std::uint16_t month_of(const ArticleValues& articles, std::int32_t day) {
  if (day == kNoDay) return 0;
  const auto behind = std::ranges::upper_bound(articles.first_days, day);
  return static_cast<std::uint16_t>(behind - articles.first_days.begin());
}

/// Gives every row its records in the place of names, rising, each once.
void add_row(ChangedRows& rows, std::vector<std::uint32_t> records) {
  std::ranges::sort(records);
  const auto repeated = std::ranges::unique(records);
  rows.values.insert(rows.values.end(), records.begin(), repeated.begin());
  rows.begin.push_back(static_cast<std::uint32_t>(rows.values.size()));
}

/// The terms of `field` that `column` does not have.
Strings new_terms(const ChangedArticles& changed, Field field, const FacetColumn& column) {
  std::set<std::string_view> found;
  for (const auto& [document, article] : changed) {
    if (!article) continue;
    for (const auto& [of, term] : article->values) {
      if (of == field && !column.find(term)) found.insert(term);
    }
  }
  Strings terms;
  for (const auto term : found) terms.add(term);
  return terms;
}

}  // namespace

ArticleValues with_changes(const ArticleColumns& file, const ChangedArticles& changed) {
  const auto last = changed.empty() ? DocId{0} : changed.rbegin()->first;
  const auto size = std::max(file.lengths.size(), std::size_t{last} + 1);
  ArticleValues articles{.lengths = grown(file.lengths, size, std::uint32_t{0}),
                         .published = grown(file.published, size, kNoInstant),
                         .days = grown(file.days, size, kNoDay),
                         .present = grown(file.present, size / 64 + 1, std::uint64_t{0}),
                         .months = grown(file.months, file.months.empty() ? 0 : size, std::uint16_t{0}),
                         .first_days = grown(file.first_days, 0, kNoDay),
                         .digests = grown(file.digests, size, std::uint64_t{0})};
  const ChangedArticle gone;
  for (const auto& [document, known] : changed) {
    const auto& article = known ? *known : gone;
    const auto bit = std::uint64_t{1} << (document % 64);
    auto& word = articles.present[document / 64];
    word = known ? word | bit : word & ~bit;
    articles.lengths[document] = article.length;
    articles.published[document] = article.published;
    articles.days[document] = article.day;
    articles.digests[document] = article.digest;
    if (article.day != kNoDay) add_month(articles, article.day);
  }
  if (articles.first_days.size() >= std::numeric_limits<std::uint16_t>::max()) articles.months.clear();
  if (articles.months.empty()) return articles;
  for (const auto& [document, known] : changed)
    articles.months[document] = month_of(articles, articles.days[document]);
  return articles;
}

ChangedValues values_of(const ChangedArticles& changed, Field field, const FacetColumn& column) {
  ChangedValues values{.terms = new_terms(changed, field, column), .slots = {}, .rows = {}, .articles = {}};
  values.slots = slots_of(values.terms.view());
  auto joined = column;
  joined.terms.second = values.terms.view();
  joined.second_slots = values.slots;
  const ChangedArticle gone;
  for (const auto& [document, article] : changed) {
    std::vector<std::uint32_t> records;
    for (const auto& [of, term] : article ? article->values : gone.values) {
      if (of != field) continue;
      values.articles[term].push_back(document);
      if (const auto number = joined.find(term)) records.push_back(joined.record_of(*number));
    }
    const auto before = column.unchanged_row(document);
    values.rows.touched.insert(values.rows.touched.end(), before.begin(), before.end());
    values.rows.documents.push_back(document);
    add_row(values.rows, std::move(records));
  }
  auto& touched = values.rows.touched;
  touched.insert(touched.end(), values.rows.values.begin(), values.rows.values.end());
  std::ranges::sort(touched);
  touched.erase(std::ranges::unique(touched).begin(), touched.end());
  return values;
}

FacetColumn ChangedValues::put_into(FacetColumn column) const {
  column.terms.second = terms.view();
  column.second_slots = slots;
  column.changed = &rows;
  return column;
}

}  // namespace dateline
