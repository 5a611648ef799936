#include "query/word_scorer.h"

#include <algorithm>

namespace dateline {
namespace {

/// An array that each thread keeps from one query to the next, since clearing it would cost more than most
/// queries.
std::vector<float>& cleared_array(std::size_t size) {
  thread_local std::vector<float> array;
  if (array.size() < size) array.resize(size);
  return array;
}

}  // namespace

WordScorer::WordScorer(const Xapian::Database& database, const Columns& columns, const Bm25& bm25,
                       double title_weight, Scores& scores)
    : database_(database),
      columns_(columns),
      bm25_(bm25),
      title_weight_(static_cast<float>(title_weight)),
      postings_(database, columns),
      scores_(scores),
      frequencies_(cleared_array(columns.last() + std::size_t{1})) {}

WordScorer::~WordScorer() {
  for (const auto document : touched_) frequencies_[document] = 0;
}

template <typename Visit>
void WordScorer::for_each(const std::string& word, Part part, Within within, Visit visit) const {
  if (part == Part::kTitle) {
    postings_.for_each(word, within, [&](DocId document, Uses uses) {
      if (uses.in_title()) visit(document, 1.0f);
    });
    return;
  }
  const float by_title[] = {0, title_weight_};
  postings_.for_each(word, within, [&](DocId document, Uses uses) {
    visit(document, static_cast<float>(uses.occurrences()) + by_title[uses.in_title() ? 1 : 0]);
  });
}

DocSet WordScorer::match(std::span<const std::string> words, Part part, Within within) const {
  DocSet set(columns_.last());
  for (const auto& word : words)
    for_each(word, part, within, [&](DocId document, float) { set.add(document); });
  return set;
}

DocSet WordScorer::score(std::span<const std::string> words, Part part, float idf, Within within) {
  DocSet set(columns_.last());
  if (words.size() == 1) {
    for_each(words[0], part, within, [&](DocId document, float frequency) {
      set.add(document);
      add(document, frequency, idf);
    });
    return set;
  }
  for (const auto& word : words) {
    for_each(word, part, within, [&](DocId document, float frequency) {
      if (frequencies_[document] == 0) touched_.push_back(document);
      frequencies_[document] += frequency;
    });
  }
  for (const auto document : touched_) {
    set.add(document);
    add(document, frequencies_[document], idf);
    frequencies_[document] = 0;
  }
  touched_.clear();
  return set;
}

double WordScorer::document_frequency(std::span<const std::string> words, Part part) const {
  const auto frequency = [&](const std::string& word) {
    return part == Part::kTitle ? database_.get_termfreq(std::string(spec(Field::kTitle).word_prefix) + word)
                                : postings_.frequency(word);
  };
  if (words.size() == 1) return frequency(words[0]);
  const auto articles = static_cast<double>(std::max(columns_.count(), std::uint64_t{1}));
  double without = 1;
  for (const auto& word : words) without *= 1 - frequency(word) / articles;
  return articles * (1 - without);
}

}  // namespace dateline
