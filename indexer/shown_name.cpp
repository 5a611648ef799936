#include "indexer/shown_name.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/analysis.h"
#include "indexer/document.h"

namespace dateline {

bool has_capital(std::string_view name) {
  return std::ranges::any_of(
      name, [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; });
}

std::string shown_name(const Xapian::Database& database, Field field, const std::string& term) {
  return ShownNames(database)(field, term);
}

std::string ShownNames::operator()(Field field, const std::string& term) {
  const bool is_record = field == Field::kPerson || field == Field::kPlace || field == Field::kOrganization;
  const int most_articles = is_record ? 8 : 1;
  int looked_at = 0;
  std::string name = term.substr(spec(field).exact_prefix.size());
  bool is_written = false;
  for (auto posting = database_.postlist_begin(term);
       posting != database_.postlist_end(term) && looked_at < most_articles; ++posting, ++looked_at) {
    const auto& known = article(*posting);
    if (!known) continue;
    for (const auto& value : values_of(*known, field)) {
      if (exact_term(field, value_key(value)) != term) continue;
      if (has_capital(value)) return value;
      if (!is_written) name = value;
      is_written = true;
    }
  }
  return name;
}

const std::optional<Article>& ShownNames::article(std::uint32_t document) {
  constexpr std::size_t kMostKept = 4096;  // some 2 KB each
  if (articles_.size() >= kMostKept) articles_.clear();
  const auto [known, is_new] = articles_.try_emplace(document);
  if (is_new) {
    if (auto read = decode_stored(database_.get_document(document).get_data(), false))
      known->second = std::move(*read);
  }
  return known->second;
}

}  // namespace dateline
