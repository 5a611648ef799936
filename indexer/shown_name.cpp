#include "indexer/shown_name.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/stored_form.h"

namespace dateline {

bool has_capital(std::string_view name) {
  return std::ranges::any_of(
      name, [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; });
}

std::string shown_name(const Xapian::Database& database, Field field, const std::string& term) {
  return ShownNames(database)(field, term);
}

std::string ShownNames::operator()(Field field, const std::string& term) {
  const auto most_articles = articles_looked_at(field);
  std::uint32_t looked_at = 0;
  std::string name = term.substr(spec(field).exact_prefix.size());
  bool is_written = false;
  for (auto posting = database_.postlist_begin(term);
       posting != database_.postlist_end(term) && looked_at < most_articles; ++posting, ++looked_at) {
    const auto& values = written(*posting, field);
    const auto value = values.find(term);
    if (value == values.end()) continue;
    if (has_capital(value->second)) return value->second;
    if (!is_written) name = value->second;
    is_written = true;
  }
  return name;
}

ShownNames::Known& ShownNames::known(std::uint32_t document) {
  if (const auto there = articles_.find(document); there != articles_.end()) return there->second;
  auto read = decode_stored(stored_form(database_, document), false);
  if (articles_.size() >= most_kept_) articles_.clear();
  auto& kept = articles_[document];
  if (read) kept.article = std::move(*read);
  return kept;
}

const ShownNames::Written& ShownNames::written(std::uint32_t document, Field field) {
  auto& [article, values] = known(document);
  const auto [written, is_new] = values.try_emplace(field);
  if (!is_new || !article) return written->second;
  for (auto& value : values_of(*article, field)) {
    auto& kept = written->second[exact_term(field, value_key(value))];
    if (kept.empty() || (!has_capital(kept) && has_capital(value))) kept = std::move(value);
  }
  return written->second;
}

}  // namespace dateline
