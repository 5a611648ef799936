// The articles of every value of a field, while the columns file is made of them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/posting_list.h"
#include "indexer/schema.h"
#include "indexer/string_table.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Articles that are looked at for how a person, place or organization is written.
inline constexpr std::uint32_t kNamingArticles = 8;

/// The values of a field in byte order of their exact terms, and their articles, one list behind the other.
struct ValuePostings {
  Strings terms;                      ///< prefix included
  std::vector<std::uint64_t> begin;   ///< where the list of each begins in `bytes`
  std::vector<std::uint32_t> counts;  ///< articles of each
  std::vector<DocId> last_looked_at;        ///< the last of the first kNamingArticles of each, or of all
  std::string bytes = std::string(kPostingPadding, '\0');  ///< see posting_list.h: every use counts once

  /// Adds a value. `each` calls what it is given with each article that has it, by rising docid.
  template <typename Each>
  void add(std::string_view term, Each each) {
    PostingEncoder encoder;
    std::uint32_t count = 0;
    auto& last = last_looked_at.emplace_back();
    each([&](DocId document) {
      encoder.add(document, Uses(1, false));
      if (++count <= kNamingArticles) last = document;
    });
    end_value(term, count, encoder.take());
  }

 private:
  void end_value(std::string_view term, std::uint32_t count, std::string_view list);
};

/// By Field; without values where has_value_articles() is false.
using PostingsOfFields = std::array<ValuePostings, kFields.size()>;

/// Reads the values of a field. Xapian's errors pass through.
ValuePostings read_value_postings(const Xapian::Database& database, Field field);

/// Reads those of all fields. Xapian's errors pass through.
PostingsOfFields read_value_postings(const Xapian::Database& database);

}  // namespace dateline
