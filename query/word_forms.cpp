#include "query/word_forms.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/schema.h"
#include "indexer/stemmer.h"
#include "query/columns.h"

namespace dateline {

namespace {

/// Making stemmers costs more than using one.
Stemmer& stemmer_of_thread() {
  thread_local Stemmer stemmer;
  return stemmer;
}

}  // namespace

template <typename Add>
void WordForms::for_each_form(const std::string& stem, const std::string& key, Add add) const {
  const auto* const file = columns_.words();
  if (file != nullptr && columns_.changed() == nullptr) {
    if (file->number(stem)) add(stem);
    for (const auto number : file->forms(key)) {
      if (number < file->words()) add(std::string(file->word(number)));
    }
    return;
  }
  if (database_.term_exists(stem)) add(stem);
  for (auto form = database_.synonyms_begin(key); form != database_.synonyms_end(key); ++form) add(*form);
}

const std::vector<std::string>& WordForms::of(const std::string& word) {
  auto& forms = known_[word];
  if (!forms.empty()) return forms;
  forms.push_back(word);
  auto& stemmer = stemmer_of_thread();
  for (const auto& language : columns_.languages()) {
    if (!stemmer.knows(language)) continue;
    const auto stem = stemmer.stem(language, word);
    for_each_form(stem, stem_key(language, stem), [&](const std::string& form) {
      if (std::ranges::find(forms, form) == forms.end()) forms.push_back(form);
    });
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

}  // namespace dateline
