#include "query/rerank.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <unordered_map>

#include "query/bm25.h"
#include "query/word_forms.h"

namespace dateline {
namespace {

// Chosen with the defaults of Ranking, on the collections of tests/quality/relevance.py.
constexpr std::size_t kFeedbackTerms = 40;
constexpr double kFeedbackFocus = 5;         ///< the power of an article's score that its vote counts
constexpr double kMostCommonFeedback = 0.2;  ///< the share of the archive that may have a term of feedback
constexpr std::size_t kShortestFeedback = 3;
/// Of the stems of the best articles, those with the most votes whose rarity is looked up.
constexpr std::size_t kFeedbackCandidates = 120;

/// The best articles, ascending by docid.
std::vector<DocId> best_of(const Matches& matches, std::size_t most) {
  std::vector<DocId> documents;
  matches.documents.for_each([&](DocId document) {
    if (matches.scores[document] > 0) documents.push_back(document);
  });
  if (documents.size() > most) {
    std::ranges::nth_element(
        documents, documents.begin() + static_cast<std::ptrdiff_t>(most), [&](DocId a, DocId b) {
          return matches.scores[a] != matches.scores[b] ? matches.scores[a] > matches.scores[b] : a > b;
        });
    documents.resize(most);
    std::ranges::sort(documents);
  }
  return documents;
}

/// Where a word stands in each of some articles.
using Positions = std::vector<std::vector<Xapian::termpos>>;

Positions positions_of(const Xapian::Database& database, const ScoredWord& word,
                       std::span<const DocId> documents) {
  Positions positions(documents.size());
  for (const auto& form : word.forms) {
    auto posting = database.postlist_begin(form);
    for (std::size_t n = 0; n < documents.size() && posting != database.postlist_end(form); ++n) {
      posting.skip_to(documents[n]);
      if (posting == database.postlist_end(form)) break;
      if (*posting != documents[n]) continue;
      positions[n].insert(positions[n].end(), posting.positionlist_begin(), posting.positionlist_end());
    }
  }
  for (auto& list : positions) std::ranges::sort(list);
  return positions;
}

/// How often one of `second` follows one of `first` directly.
float neighbours(const std::vector<Xapian::termpos>& first, const std::vector<Xapian::termpos>& second) {
  std::size_t count = 0;
  auto at = second.begin();
  for (const auto position : first) {
    at = std::lower_bound(at, second.end(), position + 1);
    if (at == second.end()) break;
    if (*at == position + 1) ++count;
  }
  return static_cast<float>(count);
}

void add_neighbours(const Xapian::Database& database, const Bm25& bm25, const Ranking& ranking,
                    std::span<const DocId> documents, Matches& matches) {
  const auto& words = matches.words;
  std::map<std::string, Positions> positions;
  const auto of = [&](const ScoredWord& word) -> const Positions& {
    auto [known, is_new] = positions.try_emplace(word.forms.front());
    if (is_new) known->second = positions_of(database, word, documents);
    return known->second;
  };
  std::map<std::pair<std::string, std::string>, bool> seen;
  for (std::size_t n = 0; n + 1 < words.size(); ++n) {
    const auto &first = words[n], &second = words[n + 1];
    if (first.forms.front() == second.forms.front()) continue;
    if (!seen.emplace(std::pair(first.forms.front(), second.forms.front()), true).second) continue;
    const auto &a = of(first), &b = of(second);
    const float weight = static_cast<float>(ranking.neighbours) * (first.idf + second.idf) / 2;
    for (std::size_t d = 0; d < documents.size(); ++d) {
      const float count = neighbours(a[d], b[d]);
      if (count > 0) matches.scores[documents[d]] += weight * bm25.saturated(count, documents[d]);
    }
  }
}

/// Calls `visit(word, frequency)` for the words of an article that begin with a letter.
template <typename Visit>
void for_each_word(const Xapian::Database& database, DocId document, Visit visit) {
  auto term = database.termlist_begin(document);
  const auto end = database.termlist_end(document);
  // Digits and the capital letters of prefixes sort before every folded letter.
  for (term.skip_to("a"); term != end; ++term) visit(*term, static_cast<float>(term.get_wdf()));
}

/// The stems that set the best articles apart from the rest, by their votes times their rarity.
class Feedback {
 public:
  Feedback(const Xapian::Database& database, const Columns& columns, const Bm25& bm25, WordForms& forms)
      : database_(database),
        columns_(columns),
        bm25_(bm25),
        stemmer_(forms.stemmer()),
        language_(forms.languages().front()) {}

  /// `documents` are the best articles, `scores` by docid.
  void learn(std::span<const DocId> documents, const std::vector<float>& scores) {
    float best = 0;
    for (const auto document : documents) best = std::max(best, scores[document]);
    for (const auto document : documents) {
      const double vote = std::pow(scores[document] / best, kFeedbackFocus) /
                          std::max(columns_.lengths()[document], std::uint32_t{1});
      for_each_word(database_, document, [&](const std::string& word, float frequency) {
        if (word.size() >= kShortestFeedback) votes_[word] += vote * frequency;
      });
    }
    choose();
  }

  /// What the terms add to the score of `document`, where the first term counts as a word of the query.
  float score(DocId document) {
    std::ranges::fill(frequencies_, 0.0f);
    for_each_word(database_, document, [&](const std::string& word, float frequency) {
      const auto term = term_of_.find(word);
      if (term != term_of_.end()) frequencies_[term->second] += frequency;
    });
    float sum = 0;
    for (std::size_t n = 0; n < weights_.size(); ++n) {
      if (frequencies_[n] > 0) sum += weights_[n] * bm25_.saturated(frequencies_[n], document);
    }
    return sum;
  }

 private:
  /// Words of one stem, as far as the best articles have them.
  struct Stem {
    std::string name;
    std::vector<std::string> forms;
    double value = 0;  ///< its votes; later these times its idf
    float idf = 0;
  };

  /// Keeps the kFeedbackTerms stems of the most value.
  void choose() {
    auto stems = voted_stems();
    keep_best(stems, kFeedbackCandidates);
    for (auto& stem : stems) {
      double document_frequency = 0;  // an upper bound: some articles have several of the forms
      for (const auto& form : stem.forms) document_frequency += database_.get_termfreq(form);
      const auto most = kMostCommonFeedback * static_cast<double>(columns_.count());
      stem.idf = bm25_.idf(document_frequency);
      stem.value *= document_frequency >= 2 && document_frequency <= most ? stem.idf : 0;
    }
    keep_best(stems, kFeedbackTerms);
    for (auto& stem : stems) {
      if (stem.value <= 0) break;
      for (auto& form : stem.forms) term_of_.emplace(std::move(form), weights_.size());
      weights_.push_back(static_cast<float>(stem.value / stems.front().value) * stem.idf);
    }
    frequencies_.resize(weights_.size());
  }

  std::vector<Stem> voted_stems() {
    std::unordered_map<std::string, Stem> stems;
    for (const auto& [word, votes] : votes_) {
      auto& stem = stems[stemmer_.stem(language_, word)];
      stem.forms.push_back(word);
      stem.value += votes;
    }
    std::vector<Stem> list;
    for (auto& [name, stem] : stems) {
      stem.name = name;
      list.push_back(std::move(stem));
    }
    return list;
  }

  static void keep_best(std::vector<Stem>& stems, std::size_t most) {
    const auto better = [](const Stem& a, const Stem& b) {
      return a.value != b.value ? a.value > b.value : a.name < b.name;
    };
    const auto kept = std::min(most, stems.size());
    std::ranges::partial_sort(stems, stems.begin() + static_cast<std::ptrdiff_t>(kept), better);
    stems.resize(kept);
  }

  const Xapian::Database& database_;
  const Columns& columns_;
  const Bm25& bm25_;
  Stemmer& stemmer_;
  std::string language_;                                  ///< the archive's most common one
  std::unordered_map<std::string, double> votes_;         ///< by word
  std::unordered_map<std::string, std::size_t> term_of_;  ///< by word; numbers of weights_
  std::vector<float> weights_;
  std::vector<float> frequencies_;
};

std::size_t distinct(const std::vector<ScoredWord>& words, std::size_t& most_repeated) {
  std::map<std::string, std::size_t> counts;
  for (const auto& word : words) most_repeated = std::max(most_repeated, ++counts[word.forms.front()]);
  return counts.size();
}

}  // namespace

void rerank(const Xapian::Database& database, const Columns& columns, const Ranking& ranking,
            Matches& matches) {
  if (matches.words.size() < 2) return;
  const Bm25 bm25(columns, ranking);
  const auto documents = best_of(matches, kReranked);
  if (ranking.neighbours > 0) add_neighbours(database, bm25, ranking, documents, matches);

  std::size_t most_repeated = 0;
  if (ranking.feedback == 0 || distinct(matches.words, most_repeated) < kFeedbackWords) return;
  WordForms forms(database);
  Feedback feedback(database, columns, bm25, forms);
  feedback.learn(best_of(matches, kFeedbackArticles), matches.scores);
  const auto weight = static_cast<float>(ranking.feedback * static_cast<double>(most_repeated));
  for (const auto document : documents) matches.scores[document] += weight * feedback.score(document);
}

}  // namespace dateline
