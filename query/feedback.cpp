#include "query/feedback.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace dateline {
namespace {

// Chosen with the defaults of Ranking, on the collections of tests/quality/relevance.py.
constexpr std::size_t kFeedbackTerms = 80;   ///< at most 255
constexpr double kFeedbackFocus = 5;         ///< the power of an article's score that its vote counts
constexpr double kMostCommonFeedback = 0.2;  ///< the share of the archive that may have a term of feedback
/// Of the stems of the best articles, those with the most votes whose rarity is looked up.
constexpr std::size_t kFeedbackCandidates = 240;
constexpr double kFeedbackRarity = 1.3;  ///< the power of its idf that a term of feedback weighs

/// Adds up numbers by word.
class Sums {
 public:
  /// For at most `words` different ones.
  explicit Sums(std::size_t words)
      : bits_(static_cast<unsigned>(std::bit_width(2 * words + 1))), slots_(std::size_t{1} << bits_, kFree) {}

  void add(WordNumber word, double value) {
    auto at = (word * std::uint32_t{0x9E37'79B1}) >> (32 - bits_);
    while (slots_[at] != kFree && sums_[slots_[at]].first != word) at = at + 1 < slots_.size() ? at + 1 : 0;
    if (slots_[at] == kFree) {
      slots_[at] = static_cast<std::uint32_t>(sums_.size());
      sums_.emplace_back(word, 0);
    }
    sums_[slots_[at]].second += value;
  }

  std::vector<std::pair<WordNumber, double>> take() { return std::move(sums_); }

 private:
  static constexpr std::uint32_t kFree = 0xFFFF'FFFF;
  unsigned bits_;
  std::vector<std::uint32_t> slots_;  ///< where in sums_
  std::vector<std::pair<WordNumber, double>> sums_;
};

/// The `most` of the highest value first; of equal ones that with the lower number.
template <typename Item, typename Value, typename Number>
void keep_best(std::vector<Item>& items, std::size_t most, Value value, Number number) {
  const auto better = [&](const Item& a, const Item& b) {
    return value(a) != value(b) ? value(a) > value(b) : number(a) < number(b);
  };
  if (items.size() > most) {
    std::ranges::nth_element(items, items.begin() + static_cast<std::ptrdiff_t>(most), better);
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(most), items.end());
  }
  std::ranges::sort(items, better);
}

}  // namespace

/// The votes of each word, added up.
Feedback::Votes Feedback::votes_of_words(std::span<const DocId> documents, const Scores& scores) {
  double best = 0;
  std::size_t words = 0;
  for (const auto document : documents) {
    best = std::max(best, scores[document]);
    words += articles_.of(document).size();
  }
  Sums sums(words);
  for (const auto document : documents) {
    const double vote = std::pow(scores[document] / best, kFeedbackFocus) /
                        std::max(columns_.lengths()[document], std::uint32_t{1});
    for_each_word(articles_.of(document), [&](WordNumber word, std::uint32_t) { sums.add(word, vote); });
  }
  return sums.take();
}

/// The stems of most votes, with their forms.
std::vector<Feedback::Stem> Feedback::candidates(const Votes& words) {
  Sums sums(words.size());
  std::vector<WordNumber> stem_of;
  for (const auto& [word, votes] : words) {
    stem_of.push_back(articles_.stem(word, language_));
    if (stem_of.back() != kNoWord) sums.add(stem_of.back(), votes);
  }
  auto best = sums.take();
  keep_best(
      best, kFeedbackCandidates, [](const auto& sum) { return sum.second; },
      [](const auto& sum) { return sum.first; });
  std::vector<Stem> stems;
  std::vector<WordNumber> numbers;
  for (const auto& [number, votes] : best) {
    stems.push_back({.number = number, .value = votes});
    numbers.push_back(number);
  }
  const WordPicker picker(numbers);
  for (std::size_t n = 0; n < words.size(); ++n) {
    const int stem = stem_of[n] == kNoWord ? -1 : picker.find(stem_of[n]);
    if (stem >= 0) stems[static_cast<std::size_t>(stem)].forms.push_back(words[n].first);
  }
  return stems;
}

void Feedback::weigh(Stem& stem) const {
  double document_frequency = 0;  // an upper bound: some articles have several of the forms
  for (const auto form : stem.forms) document_frequency += articles_.frequency(form);
  const auto most = kMostCommonFeedback * static_cast<double>(columns_.count());
  stem.idf = bm25_.idf(document_frequency);
  stem.value *= document_frequency >= 2 && document_frequency <= most ? stem.idf : 0;
}

/// Takes the first kFeedbackTerms of `stems` as the vocabulary.
void Feedback::take(const std::vector<Stem>& stems) {
  weights_.assign(1, 0);
  for (const auto& stem : stems) {
    if (stem.value <= 0) break;
    for (const auto form : stem.forms) terms_.set(form, static_cast<std::uint8_t>(weights_.size()));
    weights_.push_back(
        static_cast<float>(stem.value / stems.front().value * std::pow(stem.idf, kFeedbackRarity)));
  }
}

void Feedback::learn(std::span<const DocId> documents, const Scores& scores) {
  auto stems = candidates(votes_of_words(documents, scores));
  for (auto& stem : stems) weigh(stem);
  keep_best(
      stems, kFeedbackTerms, [](const Stem& stem) { return stem.value; },
      [](const Stem& stem) { return stem.number; });
  take(stems);
}

float Feedback::score(DocId document, const Frequencies& frequencies) const {
  float sum = 0;
  for (std::size_t n = 1; n < weights_.size(); ++n) {
    if (frequencies[n] > 0)
      sum += weights_[n] * bm25_.saturated(static_cast<float>(frequencies[n]), document);
  }
  return sum;
}

std::vector<float> Feedback::scores(std::span<const DocId> documents) const {
  std::vector<float> scores;
  const auto count = [terms = terms_.view()](Frequencies& frequencies) {
    return [terms, &frequencies](WordNumber word) { ++frequencies[terms[word]]; };
  };
  for (std::size_t n = 0; n < documents.size(); n += 2) {
    const bool is_last = n + 1 == documents.size();
    Frequencies first{}, second{};
    for_each_word_of_two(articles_.of(documents[n]),
                         is_last ? std::string_view() : articles_.of(documents[n + 1]), count(first),
                         count(second));
    scores.push_back(score(documents[n], first));
    if (!is_last) scores.push_back(score(documents[n + 1], second));
  }
  return scores;
}

}  // namespace dateline
