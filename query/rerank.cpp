#include "query/rerank.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>

#include "query/article_words.h"
#include "query/bm25.h"

namespace dateline {
namespace {

// Chosen with the defaults of Ranking, on the collections of tests/quality/relevance.py.
constexpr std::size_t kFeedbackTerms = 80;
constexpr double kFeedbackFocus = 5;         ///< the power of an article's score that its vote counts
constexpr double kMostCommonFeedback = 0.2;  ///< the share of the archive that may have a term of feedback
/// Of the stems of the best articles, those with the most votes whose rarity is looked up.
constexpr std::size_t kFeedbackCandidates = 240;
constexpr double kFeedbackRarity = 1.3;  ///< the power of its idf that a term of feedback weighs
constexpr double kUsualWords = 6;        ///< of a query; longer ones say more surely what the best share

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

/// How often one of `second` follows one of `first` directly.
float neighbours(const std::vector<std::uint32_t>& first, const std::vector<std::uint32_t>& second) {
  std::size_t count = 0;
  auto at = second.begin();
  for (const auto position : first) {
    at = std::lower_bound(at, second.end(), position + 1);
    if (at == second.end()) break;
    if (*at == position + 1) ++count;
  }
  return static_cast<float>(count);
}

/// The words of the query, each once, with where its forms stand in an article.
class QueryWords {
 public:
  QueryWords(ArticleWords& articles, const std::vector<ScoredWord>& words)
      : places_(articles, forms_of(words)) {
    std::size_t index = 0;
    for (const auto& word : words) {
      indexes_.emplace_back();
      for (std::size_t n = 0; n < word.forms.size(); ++n)
        indexes_.back().push_back(places_.first_index(index++));
    }
    positions_.resize(words.size());
  }

  /// By number of the word in the query, ascending; lives until the next call.
  const std::vector<std::vector<std::uint32_t>>& in(DocId document) {
    const auto& places = places_.in(document);
    for (std::size_t n = 0; n < indexes_.size(); ++n) {
      positions_[n].clear();
      for (const auto index : indexes_[n])
        positions_[n].insert(positions_[n].end(), places[index].begin(), places[index].end());
      std::ranges::sort(positions_[n]);
    }
    return positions_;
  }

 private:
  static std::vector<std::string> forms_of(const std::vector<ScoredWord>& words) {
    std::vector<std::string> forms;
    for (const auto& word : words) forms.insert(forms.end(), word.forms.begin(), word.forms.end());
    return forms;
  }
  WordPositions places_;
  std::vector<std::vector<std::size_t>> indexes_;  ///< of each word's forms in places_
  std::vector<std::vector<std::uint32_t>> positions_;
};

/// Words of the query that stand side by side in it, by number; each pair of words once.
std::vector<std::size_t> pairs_of(const std::vector<ScoredWord>& words) {
  std::vector<std::size_t> pairs;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (std::size_t n = 0; n + 1 < words.size(); ++n) {
    const std::string_view first = words[n].forms.front(), second = words[n + 1].forms.front();
    if (first != second && seen.emplace(first, second).second) pairs.push_back(n);
  }
  return pairs;
}

void add_neighbours(ArticleWords& articles, const Bm25& bm25, const Ranking& ranking,
                    std::span<const DocId> documents, Matches& matches) {
  const auto& words = matches.words;
  const auto pairs = pairs_of(words);
  QueryWords places(articles, words);
  for (const auto document : documents) {
    const auto& positions = places.in(document);
    for (const auto n : pairs) {
      const float count = neighbours(positions[n], positions[n + 1]);
      const float weight = static_cast<float>(ranking.neighbours) * (words[n].idf + words[n + 1].idf) / 2;
      if (count > 0) matches.scores.add(document, weight * bm25.saturated(count, document));
    }
  }
}

/// The stems that set the best articles apart from the rest, by their votes times their rarity.
class Feedback {
 public:
  Feedback(ArticleWords& articles, const Columns& columns, const Bm25& bm25)
      : articles_(articles), columns_(columns), bm25_(bm25), language_(columns.languages().front()) {}

  /// `documents` are the best articles, `scores` by docid.
  void learn(std::span<const DocId> documents, const Scores& scores) {
    float best = 0;
    for (const auto document : documents) best = std::max(best, scores[document]);
    for (const auto document : documents) {
      const double vote = std::pow(scores[document] / best, kFeedbackFocus) /
                          std::max(columns_.lengths()[document], std::uint32_t{1});
      for_each_word(articles_.of(document),
                    [&](WordNumber word, std::uint32_t) { votes_.emplace_back(word, vote); });
    }
    choose();
  }

  /// What the terms add to the score of `document`, where the first term counts as a word of the query.
  float score(DocId document) {
    std::ranges::fill(frequencies_, 0.0f);
    for_each_word(articles_.of(document), [&](WordNumber word, std::uint32_t) {
      const int index = picker_->find(word);
      if (index >= 0) ++frequencies_[term_of_[static_cast<std::size_t>(index)]];
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
    WordNumber number = kNoWord;
    std::vector<WordNumber> forms;
    double value = 0;  ///< its votes; later these times its idf
    float idf = 0;
  };

  /// Keeps the kFeedbackTerms stems of the most value.
  void choose() {
    auto stems = voted_stems();
    keep_best(stems, kFeedbackCandidates);
    for (auto& stem : stems) {
      double document_frequency = 0;  // an upper bound: some articles have several of the forms
      for (const auto form : stem.forms) document_frequency += articles_.frequency(form);
      const auto most = kMostCommonFeedback * static_cast<double>(columns_.count());
      stem.idf = bm25_.idf(document_frequency);
      stem.value *= document_frequency >= 2 && document_frequency <= most ? stem.idf : 0;
    }
    keep_best(stems, kFeedbackTerms);
    std::vector<WordNumber> numbers;
    for (const auto& stem : stems) {
      if (stem.value <= 0) break;
      for (const auto form : stem.forms) {
        numbers.push_back(form);
        term_of_.push_back(weights_.size());
      }
      weights_.push_back(
          static_cast<float>(stem.value / stems.front().value * std::pow(stem.idf, kFeedbackRarity)));
    }
    frequencies_.resize(weights_.size());
    picker_.emplace(numbers);
  }

  std::vector<Stem> voted_stems() {
    std::unordered_map<WordNumber, Stem> stems;
    for (const auto& [word, votes] : votes()) {
      const auto number = articles_.stem(word, language_);
      if (number == kNoWord) continue;
      auto& stem = stems[number];
      stem.number = number;
      stem.forms.push_back(word);
      stem.value += votes;
    }
    std::vector<Stem> list;
    for (auto& [number, stem] : stems) list.push_back(std::move(stem));
    return list;
  }

  /// The votes of each word, added up.
  std::vector<std::pair<WordNumber, double>> votes() {
    std::ranges::sort(votes_);
    std::vector<std::pair<WordNumber, double>> sums;
    for (const auto& [word, vote] : votes_) {
      if (sums.empty() || sums.back().first != word) sums.emplace_back(word, 0);
      sums.back().second += vote;
    }
    return sums;
  }

  static void keep_best(std::vector<Stem>& stems, std::size_t most) {
    const auto better = [](const Stem& a, const Stem& b) {
      return a.value != b.value ? a.value > b.value : a.number < b.number;
    };
    const auto kept = std::min(most, stems.size());
    std::ranges::partial_sort(stems, stems.begin() + static_cast<std::ptrdiff_t>(kept), better);
    stems.resize(kept);
  }

  ArticleWords& articles_;
  const Columns& columns_;
  const Bm25& bm25_;
  std::string language_;  ///< the archive's most common one
  std::vector<std::pair<WordNumber, double>> votes_;
  std::optional<WordPicker> picker_;  ///< of the chosen stems' forms
  std::vector<std::size_t> term_of_;  ///< by the picker's index; numbers of weights_
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
  ArticleWords articles(database, columns);
  if (ranking.neighbours > 0) add_neighbours(articles, bm25, ranking, documents, matches);

  std::size_t most_repeated = 0;
  const auto words = distinct(matches.words, most_repeated);
  if (ranking.feedback == 0 || words < kFeedbackWords) return;
  Feedback feedback(articles, columns, bm25);
  feedback.learn(best_of(matches, kFeedbackArticles), matches.scores);
  const auto weight = static_cast<float>(ranking.feedback * static_cast<double>(most_repeated) *
                                         std::sqrt(static_cast<double>(words) / kUsualWords));
  for (const auto document : documents) matches.scores.add(document, weight * feedback.score(document));
}

}  // namespace dateline
