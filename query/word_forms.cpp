#include "query/word_forms.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/schema.h"

namespace dateline {

std::vector<std::string> WordForms::of(const std::string& word) {
  std::vector<std::string> forms{word};
  const auto add = [&](const std::string& form) {
    if (std::ranges::find(forms, form) == forms.end()) forms.push_back(form);
  };
  for (const auto& language : languages_) {
    if (!stemmer_.knows(language)) continue;
    const auto stem = stemmer_.stem(language, word);
    if (stem != word && database_.term_exists(stem)) add(stem);
    const auto key = stem_key(language, stem);
    for (auto form = database_.synonyms_begin(key); form != database_.synonyms_end(key); ++form) add(*form);
  }
  return forms;
}

std::vector<std::string> WordForms::beginning_with(const std::string& prefix, const std::string& beginning,
                                                   std::size_t most) const {
  std::vector<std::string> forms;
  const auto first = prefix + beginning;
  for (auto term = database_.allterms_begin(first); term != database_.allterms_end(first); ++term) {
    if (forms.size() == most) break;
    forms.push_back((*term).substr(prefix.size()));
  }
  return forms;
}

std::vector<std::string> languages_of(const Xapian::Database& database) {
  std::vector<std::string> languages;
  const std::string prefix(spec(Field::kLanguage).exact_prefix);
  std::vector<std::pair<Xapian::doccount, std::string>> counted;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    counted.emplace_back(term.get_termfreq(), (*term).substr(prefix.size()));
  }
  std::ranges::stable_sort(counted, std::greater{}, [](const auto& entry) { return entry.first; });
  for (auto& [count, language] : counted) languages.push_back(std::move(language));
  const std::string fallback(kDefaultLanguage);
  if (std::ranges::find(languages, fallback) == languages.end()) languages.push_back(fallback);
  return languages;
}

}  // namespace dateline
