// How a value of a field is written, which the index knows folded.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "corpus/article.h"
#include "indexer/schema.h"
#include "indexer/value_postings.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// How many of the first articles that have a value of `field` are looked at for how it is written.
constexpr std::uint32_t articles_looked_at(Field field) {
  const bool is_record = field == Field::kPerson || field == Field::kPlace || field == Field::kOrganization;
  return is_record ? kNamingArticles : 1;
}

/// The value of `field` whose exact term is `term` as one of the first articles that have it writes it, with
/// capitals if one does. Xapian's errors pass through.
std::string shown_name(const Xapian::Database& database, Field field, const std::string& term);

/// The same for many values: keeps the articles that were read, for the first articles of a value are often
/// those of others. `database` outlives it; after it was reopened, clear() is due. One thread.
class ShownNames {
 public:
  /// Keeps `most_kept` articles, some 2 KB each: more of those with very many values.
  explicit ShownNames(const Xapian::Database& database, std::size_t most_kept = 4096)
      : database_(database), most_kept_(most_kept) {}
  std::string operator()(Field field, const std::string& term);
  void clear() { articles_.clear(); }

 private:
  using Written = std::unordered_map<std::string, std::string>;  ///< exact term -> value, see shown_name()
  struct Known {
    std::optional<Article> article;  ///< without its text; null: damaged
    std::map<Field, Written> values;
  };
  Known& known(std::uint32_t document);
  const Written& written(std::uint32_t document, Field field);

  const Xapian::Database& database_;
  std::size_t most_kept_;
  std::unordered_map<std::uint32_t, Known> articles_;
};

/// Whether `name` has a capital letter, or one beyond ASCII.
bool has_capital(std::string_view name);

}  // namespace dateline
