#include "indexer/archive_languages.h"

#include <xapian.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "indexer/schema.h"
#include "indexer/stemmer.h"

namespace dateline {

std::vector<std::string> languages_of(const Xapian::Database& database) {
  std::vector<std::string> languages;
  const std::string prefix(spec(Field::kLanguage).exact_prefix);
  std::vector<std::pair<Xapian::doccount, std::string>> counted;
  const auto end = database.allterms_end(prefix);
  // By ++ Xapian would go through all postings of the term.
  for (auto term = database.allterms_begin(prefix); term != end; term.skip_to(*term + '\0'))
    counted.emplace_back(term.get_termfreq(), (*term).substr(prefix.size()));
  std::ranges::stable_sort(counted, std::greater{}, [](const auto& entry) { return entry.first; });
  for (auto& [count, language] : counted) languages.push_back(std::move(language));
  const std::string fallback(kDefaultLanguage);
  if (std::ranges::find(languages, fallback) == languages.end()) languages.push_back(fallback);
  return languages;
}

}  // namespace dateline
