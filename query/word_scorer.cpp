#include "query/word_scorer.h"

#include <algorithm>
#include <utility>

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

DocSet CommonArticles::set(DocId last) const {
  DocSet set(last);
  for (const auto document : documents) set.add(document);
  return set;
}

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

/// What a word counts in an article by what its postings say; 0 where it does not stand in that part.
class WordScorer::Counted {
 public:
  Counted(Part part, float title_weight)
      : by_occurrence_(part == Part::kTitle ? 0 : 1), by_title_{0, part == Part::kTitle ? 1 : title_weight} {}
  float operator()(Uses uses) const {
    return by_occurrence_ * static_cast<float>(uses.occurrences()) + by_title_[uses.in_title() ? 1 : 0];
  }

 private:
  float by_occurrence_;
  float by_title_[2];
};

template <typename Visit>
void WordScorer::for_each(const std::string& word, Part part, Within within, Visit visit) const {
  const Counted counted(part, title_weight_);
  postings_.for_each(word, within, [&](DocId document, Uses uses) {
    if (const auto frequency = counted(uses); frequency != 0) visit(document, frequency);
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
  add_up(words, part, within);
  for (const auto document : touched_) {
    set.add(document);
    add(document, std::exchange(frequencies_[document], 0), idf);
  }
  touched_.clear();
  return set;
}

/// Adds the frequencies of `words` to frequencies_.
void WordScorer::add_up(std::span<const std::string> words, Part part, Within within) {
  for (const auto& word : words) {
    for_each(word, part, within, [&](DocId document, float frequency) {
      if (frequencies_[document] == 0) touched_.push_back(document);
      frequencies_[document] += frequency;
    });
  }
}

void WordScorer::narrow(CommonArticles& common, std::span<const std::string> words, Part part,
                        Within within) {
  if (common.frequencies.empty()) return begin(common, words, part, within);
  auto& documents = common.documents;
  auto& frequencies = common.frequencies.emplace_back(documents.size());
  const Counted counted(part, title_weight_);
  for (const auto& word : words)
    postings_.for_each_of(word, documents,
                          [&](std::size_t n, Uses uses) { frequencies[n] += counted(uses); });
  std::size_t kept = 0;
  for (std::size_t n = 0; n < documents.size(); ++n) {
    const bool has_word = frequencies[n] > 0;
    documents[kept] = documents[n];
    for (auto& of_word : common.frequencies) of_word[kept] = of_word[n];
    kept += has_word;
  }
  documents.resize(kept);
  for (auto& of_word : common.frequencies) of_word.resize(kept);
}

/// The first words of `common`.
void WordScorer::begin(CommonArticles& common, std::span<const std::string> words, Part part, Within within) {
  auto& frequencies = common.frequencies.emplace_back();
  const bool are_ascending = words.size() == 1 && columns_.changed() == nullptr;
  if (are_ascending) {
    for_each(words[0], part, within, [&](DocId document, float frequency) {
      common.documents.push_back(document);
      frequencies.push_back(frequency);
    });
    return;
  }
  add_up(words, part, within);
  DocSet set(columns_.last());
  for (const auto document : touched_) set.add(document);
  common.documents = set.list();
  frequencies.reserve(common.documents.size());
  for (const auto document : common.documents)
    frequencies.push_back(std::exchange(frequencies_[document], 0));
  touched_.clear();
}

void WordScorer::score(const CommonArticles& common, std::size_t number, float idf) {
  const auto& frequencies = common.frequencies[number];
  for (std::size_t n = 0; n < common.documents.size(); ++n) add(common.documents[n], frequencies[n], idf);
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
