#include "query/rerank.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string_view>

#include "query/article_words.h"
#include "query/bm25.h"
#include "query/byte_search.h"
#include "query/feedback.h"

namespace dateline {
namespace {

constexpr double kUsualWords = 6;  ///< of a query; longer ones say more surely what the best share

using Scored = std::pair<double, DocId>;

/// Leaves the `most` best of `articles`, in no order; of equal ones those added last.
void keep_best(std::vector<Scored>& articles, std::size_t most) {
  if (articles.size() <= most) return;
  std::ranges::nth_element(articles, articles.begin() + static_cast<std::ptrdiff_t>(most), std::greater{});
  articles.resize(most);
}

/// The documents of the `most` best, ascending.
std::vector<DocId> documents_of(std::vector<Scored> articles, std::size_t most) {
  keep_best(articles, most);
  std::vector<DocId> documents;
  for (const auto& [score, document] : articles) documents.push_back(document);
  std::ranges::sort(documents);
  return documents;
}

/// The best articles, ascending by docid.
std::vector<DocId> best_of(const Matches& matches, std::size_t most) {
  std::vector<Scored> best;
  double bar = 0;
  matches.documents.for_each([&](DocId document) {
    const auto score = matches.scores[document];
    if (score <= 0 || score < bar) return;
    best.emplace_back(score, document);
    if (best.size() < 2 * most) return;
    keep_best(best, most);
    bar = std::ranges::min_element(best)->first;
  });
  return documents_of(std::move(best), most);
}

/// The best of `documents` as they score now, ascending.
std::vector<DocId> best_of(std::span<const DocId> documents, const Scores& scores, std::size_t most) {
  std::vector<Scored> scored;
  for (const auto document : documents) scored.emplace_back(scores[document], document);
  return documents_of(std::move(scored), most);
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

/// What the byte strings of words look like.
std::vector<std::string> codes_of(ArticleWords& articles, const std::vector<std::string>& words) {
  std::vector<std::string> codes;
  for (const auto& word : words) append_word(codes.emplace_back(), articles.number(word), 1, 0);
  return codes;
}

/// Tells most articles in which no pair stands side by side from the others without reading their words.
class PairFilter {
 public:
  PairFilter(ArticleWords& articles, const std::vector<ScoredWord>& words,
             const std::vector<std::size_t>& pairs) {
    for (const auto& word : words)
      is_certain_ = is_certain_ && std::ranges::all_of(word.forms, is_alone_at_its_position);
    for (const auto n : pairs)
      finder_.add_pair(codes_of(articles, words[n].forms), codes_of(articles, words[n + 1].forms));
  }

  bool may_pass(std::string_view article) const { return !is_certain_ || finder_.any_in(article); }

 private:
  ByteFinder finder_;
  bool is_certain_ = true;
};

void add_neighbours(ArticleWords& articles, const Bm25& bm25, const Ranking& ranking,
                    std::span<const DocId> documents, Matches& matches) {
  const auto& words = matches.words;
  const auto pairs = pairs_of(words);
  const PairFilter filter(articles, words, pairs);
  QueryWords places(articles, words);
  articles.fetch(documents);
  for (const auto document : documents) {
    if (!filter.may_pass(articles.of(document))) continue;
    const auto& positions = places.in(document);
    for (const auto n : pairs) {
      const float count = neighbours(positions[n], positions[n + 1]);
      const float weight = static_cast<float>(ranking.neighbours) * (words[n].idf + words[n + 1].idf) / 2;
      if (count > 0) matches.scores.add(document, weight * bm25.saturated(count, document));
    }
  }
}

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
  feedback.learn(best_of(documents, matches.scores, kFeedbackArticles), matches.scores);
  const auto weight = static_cast<float>(ranking.feedback * static_cast<double>(most_repeated) *
                                         std::sqrt(static_cast<double>(words) / kUsualWords));
  const auto added = feedback.scores(documents);
  for (std::size_t n = 0; n < documents.size(); ++n) matches.scores.add(documents[n], weight * added[n]);
}

}  // namespace dateline
