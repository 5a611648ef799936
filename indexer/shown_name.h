// How a value of a field is written, which the index knows folded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "corpus/article.h"
#include "indexer/schema.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// The value of `field` whose exact term is `term` as one of the first articles that have it writes it, with
/// capitals if one does. Xapian's errors pass through.
std::string shown_name(const Xapian::Database& database, Field field, const std::string& term);

/// The same for many values: keeps the articles that were read, for the first articles of a value are often
/// those of others. `database` outlives it. One thread.
class ShownNames {
 public:
  explicit ShownNames(const Xapian::Database& database) : database_(database) {}
  std::string operator()(Field field, const std::string& term);

 private:
  const std::optional<Article>& article(std::uint32_t document);

  const Xapian::Database& database_;
  std::unordered_map<std::uint32_t, std::optional<Article>>
      articles_;  ///< without their texts; null: damaged
};

/// Whether `name` has a capital letter, or one beyond ASCII.
bool has_capital(std::string_view name);

}  // namespace dateline
