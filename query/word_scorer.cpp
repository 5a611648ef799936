#include "query/word_scorer.h"

#include <xapian.h>

#include <algorithm>

namespace dateline {
namespace {

/// Skipping to an article costs about as much as reading so many postings.
constexpr std::uint64_t kSkipCost = 4;

/// An array that each thread keeps from one query to the next, since clearing it would cost more than most
/// queries.
std::vector<float>& cleared_array(std::size_t size) {
  thread_local std::vector<float> array;
  if (array.size() < size) array.resize(size);
  return array;
}

/// Calls `visit(docid, posting)` for the articles within that `term` stands in.
template <typename Visit>
void for_each_posting(const Xapian::Database& database, const std::string& term, Within within,
                      std::uint64_t count, Visit visit) {
  auto posting = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  if (posting == end) return;
  if (within == nullptr) {
    for (; posting != end; ++posting) visit(DocId{*posting}, posting);
    return;
  }
  if (count * kSkipCost > database.get_termfreq(term)) {
    for (; posting != end; ++posting) {
      const DocId document = *posting;
      if (within->has(document)) visit(document, posting);
    }
    return;
  }
  within->for_each([&](DocId document) {
    if (posting == end) return;
    if (*posting < document) posting.skip_to(document);
    if (posting != end && *posting == document) visit(document, posting);
  });
}

std::uint64_t count_of(Within within) { return within != nullptr ? within->count() : 0; }

}  // namespace

WordScorer::WordScorer(const Xapian::Database& database, const Columns& columns, const Bm25& bm25,
                       std::vector<float>& scores)
    : database_(database),
      columns_(columns),
      bm25_(bm25),
      scores_(scores),
      frequencies_(cleared_array(columns.last() + std::size_t{1})) {}

WordScorer::~WordScorer() {
  for (const auto document : touched_) frequencies_[document] = 0;
}

DocSet WordScorer::match(std::span<const std::string> terms, Within within) {
  DocSet set(columns_.last());
  const auto count = count_of(within);
  for (const auto& term : terms) {
    for_each_posting(database_, term, within, count, [&](DocId document, const auto&) { set.add(document); });
  }
  return set;
}

DocSet WordScorer::score(std::span<const WeighedTerm> terms, float idf, Within within) {
  const bool is_word_and_title = terms.size() == 2 && terms[0].weight == 0 && terms[1].weight > 0;
  if (terms.size() < 2 || is_word_and_title) return score_one(terms, idf, within);
  DocSet set(columns_.last());
  const auto count = count_of(within);
  for (const auto& [term, weight] : terms) {
    for_each_posting(database_, term, within, count, [&](DocId document, const auto& posting) {
      if (frequencies_[document] == 0) touched_.push_back(document);
      frequencies_[document] += weight != 0 ? weight : static_cast<float>(posting.get_wdf());
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

/// One term, and perhaps another one that stands only where it stands: a word of the text and of the title.
DocSet WordScorer::score_one(std::span<const WeighedTerm> terms, float idf, Within within) {
  DocSet set(columns_.last());
  if (terms.empty()) return set;
  const auto count = count_of(within);
  if (terms.size() == 2) {
    for_each_posting(database_, terms[1].term, within, count, [&](DocId document, const auto&) {
      frequencies_[document] = terms[1].weight;
      touched_.push_back(document);
    });
  }
  const auto weight = terms[0].weight;
  for_each_posting(database_, terms[0].term, within, count, [&](DocId document, const auto& posting) {
    set.add(document);
    add(document, frequencies_[document] + (weight != 0 ? weight : static_cast<float>(posting.get_wdf())),
        idf);
  });
  for (const auto document : touched_) frequencies_[document] = 0;
  touched_.clear();
  return set;
}

double WordScorer::document_frequency(std::span<const std::string> terms) const {
  if (terms.size() == 1) return database_.get_termfreq(terms[0]);
  const auto articles = static_cast<double>(std::max(columns_.count(), std::uint64_t{1}));
  double without = 1;
  for (const auto& term : terms) without *= 1 - database_.get_termfreq(term) / articles;
  return articles * (1 - without);
}

}  // namespace dateline
