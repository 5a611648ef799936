// The queries of search_bench, by class, from a seed.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "query/search.h"

namespace dateline {

/// One question, put to us and to others.
struct Query {
  SearchRequest request;
  std::function<Xapian::Query()> xapian;
  std::string fts5;  ///< empty: it has no such query
  bool by_date = false;
};

/// Words of the index by how many articles have them.
class Words {
 public:
  Words(const Xapian::Database& database, std::uint64_t seed) : random_(seed) {
    const auto articles = database.get_doccount();
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      const auto name = *term;
      if (name[0] < 'a' || name[0] > 'z' || name.size() < 4) continue;
      const auto found = term.get_termfreq();
      if (found > articles / 50 && found < articles / 3) common_.push_back(name);
      if (found >= 5 && found <= articles / 2000 + 5) rare_.push_back(name);
      if (found > articles / 500) medium_.push_back(name);
    }
  }
  std::string common() { return pick(common_); }
  std::string rare() { return pick(rare_); }
  std::string medium() { return pick(medium_); }
  std::mt19937_64& random() { return random_; }

 private:
  std::string pick(const std::vector<std::string>& words) {
    return words.empty() ? "the" : words[random_() % words.size()];
  }
  std::mt19937_64 random_;
  std::vector<std::string> common_, rare_, medium_;
};

/// A query of the class `kind`, one of kQueryKinds.
Query query_of(const std::string& kind, const Xapian::Database& database, Words& words);

inline constexpr std::array kQueryKinds{
    "one rare word", "one common word",  "AND of two", "OR of a sentence", "phrase",
    "prefix",        "person and years", "9 facets",   "sort by date",     "page 1,000"};

/// All facets that every archive has.
std::vector<std::string> all_facets();

}  // namespace dateline
