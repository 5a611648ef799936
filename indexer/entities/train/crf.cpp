// Forward, backward, and AdaGrad.
#include "indexer/entities/train/crf.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_map>

#include "indexer/entities/labels.h"

namespace dateline::train {
namespace {

using entities::kLabels;
using entities::kLanes;
using entities::may_end;
using entities::may_follow;
using entities::may_start;
using Row = std::array<float, kLanes>;

/// A row of weights and, beside it, AdaGrad's sum of squares.
struct Cell {
  Row weight{};
  Row squares{};
};

void step(Cell& cell, const Row& gradient, float rate) {
  for (std::size_t k = 0; k < kLanes; ++k) {
    cell.squares[k] += gradient[k] * gradient[k];
    cell.weight[k] -= rate * gradient[k] / std::sqrt(cell.squares[k] + 1e-6F);
  }
}

/// Numbers the features that occur often enough.
class Numbering {
 public:
  Numbering(const Examples& examples, std::uint32_t min_count) {
    auto sorted = examples.features;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size();) {
      auto end = i;
      while (end < sorted.size() && sorted[end] == sorted[i]) ++end;
      if (end - i >= min_count) features_.push_back(sorted[i]);
      i = end;
    }
    starts_.resize((1u << kBits) + 1);
    std::size_t at = 0;
    for (std::size_t top = 0; top < starts_.size(); ++top) {
      while (at < features_.size() && features_[at] >> (64 - kBits) < top) ++at;
      starts_[top] = static_cast<std::uint32_t>(at);
    }
  }
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t operator()(std::uint64_t feature) const {
    const auto top = feature >> (64 - kBits);
    const auto begin = features_.begin() + starts_[top], end = features_.begin() + starts_[top + 1];
    const auto found = std::lower_bound(begin, end, feature);
    return found == end || *found != feature ? kNone : static_cast<std::uint32_t>(found - features_.begin());
  }
  const std::vector<std::uint64_t>& features() const { return features_; }

 private:
  static constexpr int kBits = 20;
  std::vector<std::uint64_t> features_;
  std::vector<std::uint32_t> starts_;
};

void divide(Weights& weights, int by) {
  for (auto& row : weights.rows)
    for (auto& w : row) w /= static_cast<float>(by);
  for (auto& row : weights.transitions)
    for (auto& w : row) w /= static_cast<float>(by);
}

/// Adds the weights of the same features.
void add(Weights& sum, const Weights& other) {
  for (std::size_t i = 0; i < sum.rows.size(); ++i)
    for (std::size_t k = 0; k < kLanes; ++k) sum.rows[i][k] += other.rows[i][k];
  for (std::size_t i = 0; i < kLabels; ++i)
    for (std::size_t k = 0; k < kLanes; ++k) sum.transitions[i][k] += other.transitions[i][k];
}

class Learner {
 public:
  Learner(const Examples& examples, const LearnOptions& options, std::uint64_t seed)
      : examples_(examples), options_(options), seed_(seed), numbering_(examples, options.min_count) {
    number_features();
    cells_.resize(cell_count_);
  }

  Weights run() {
    std::vector<std::uint32_t> order(examples_.sequences.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::mt19937_64 random(seed_);
    const auto general = numbering_.features().size();
    Weights mean;
    mean.features = numbering_.features();
    mean.rows.resize(general);
    int summed = 0;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const auto s : order) learn_from(examples_.sequences[s]);
      if (epoch * 2 < options_.epochs - 1) continue;
      ++summed;
      for (std::size_t i = 0; i < general; ++i) {
        for (std::size_t k = 0; k < kLanes; ++k) mean.rows[i][k] += cells_[i].weight[k];
      }
      for (std::size_t i = 0; i < kLabels; ++i) {
        for (std::size_t k = 0; k < kLanes; ++k) mean.transitions[i][k] += transitions_[i].weight[k];
      }
    }
    divide(mean, summed);
    return mean;
  }

 private:
  /// Numbers: first the features, then features of one corpus alone.
  void number_features() {
    std::unordered_map<std::uint64_t, std::uint32_t> copies;
    auto next = static_cast<std::uint32_t>(numbering_.features().size());
    ends_.reserve(examples_.labels.size());
    for (const auto& sequence : examples_.sequences) {
      for (auto t = sequence.first; t < sequence.first + sequence.count; ++t) {
        for (auto f = t == 0 ? 0 : examples_.feature_end[t - 1]; f < examples_.feature_end[t]; ++f) {
          const auto id = numbering_(examples_.features[f]);
          if (id == Numbering::kNone) continue;
          ids_.push_back(id);
          if ((options_.copied >> sequence.corpus & 1) == 0) continue;
          const auto [at, added] = copies.try_emplace(std::uint64_t{id} << 5 | sequence.corpus, next);
          next += added;
          ids_.push_back(at->second);
        }
        ends_.push_back(ids_.size());
      }
    }
    cell_count_ = next;
  }

  void learn_from(const Examples::Sequence& sequence) {
    const std::size_t n = sequence.count;
    scores_.assign(n, Row{});
    for (std::size_t i = 0; i < n; ++i) {
      const auto t = sequence.first + i;
      for (auto f = t == 0 ? 0 : ends_[t - 1]; f < ends_[t]; ++f) {
        const auto& w = cells_[ids_[f]].weight;
        for (std::size_t k = 0; k < kLanes; ++k) scores_[i][k] += w[k];
      }
    }
    forward_backward(n);
    update(sequence);
  }

  /// Fills marginals_ and pairs_ from scores_, in linear space scaled at each token.
  void forward_backward(std::size_t n) {
    ahead_.assign(n, Row{});
    behind_.assign(n, Row{});
    Row shift_exp[kLabels];
    for (int from = 0; from < kLabels; ++from) {
      for (int to = 0; to < kLabels; ++to) {
        shift_exp[from][to] = may_follow(from, to) ? std::exp(transitions_[from].weight[to]) : 0;
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      const float top = *std::max_element(scores_[i].begin(), scores_[i].begin() + kLabels);
      for (int k = 0; k < kLabels; ++k) scores_[i][k] = std::exp(std::max(scores_[i][k] - top, -60.0F));
    }
    for (std::size_t i = 0; i < n; ++i) {
      float sum = 0;
      for (int to = 0; to < kLabels; ++to) {
        float in = i == 0 && may_start(to) ? 1 : 0;
        if (i > 0)
          for (int from = 0; from < kLabels; ++from) in += ahead_[i - 1][from] * shift_exp[from][to];
        if (i + 1 == n && !may_end(to)) in = 0;
        sum += ahead_[i][to] = in * scores_[i][to];
      }
      for (int to = 0; to < kLabels; ++to) ahead_[i][to] /= sum + 1e-30F;
    }
    for (int k = 0; k < kLabels; ++k) behind_[n - 1][k] = may_end(k) ? 1 : 0;
    for (std::size_t i = n - 1; i-- > 0;) {
      float sum = 0;
      for (int from = 0; from < kLabels; ++from) {
        float out = 0;
        for (int to = 0; to < kLabels; ++to)
          out += shift_exp[from][to] * scores_[i + 1][to] * behind_[i + 1][to];
        sum += behind_[i][from] = out;
      }
      for (int k = 0; k < kLabels; ++k) behind_[i][k] /= sum + 1e-30F;
    }
    expect_transitions(n, shift_exp);
    for (std::size_t i = 0; i < n; ++i) {  // scores_ now becomes the marginals
      float sum = 0;
      for (int k = 0; k < kLabels; ++k) sum += scores_[i][k] = ahead_[i][k] * behind_[i][k];
      for (int k = 0; k < kLabels; ++k) scores_[i][k] /= sum + 1e-30F;
    }
  }

  void expect_transitions(std::size_t n, const Row (&shift_exp)[kLabels]) {
    for (auto& row : pairs_) row.fill(0);
    for (std::size_t i = 1; i < n; ++i) {
      float sum = 0;
      std::array<Row, kLabels> here{};
      for (int from = 0; from < kLabels; ++from) {
        for (int to = 0; to < kLabels; ++to) {
          sum += here[from][to] = ahead_[i - 1][from] * shift_exp[from][to] * scores_[i][to] * behind_[i][to];
        }
      }
      for (int from = 0; from < kLabels; ++from) {
        for (int to = 0; to < kLabels; ++to) pairs_[from][to] += here[from][to] / (sum + 1e-30F);
      }
    }
  }

  void update(const Examples::Sequence& sequence) {
    for (std::size_t i = 0; i < sequence.count; ++i) {
      const auto t = sequence.first + i;
      auto& gradient = scores_[i];
      gradient[examples_.labels[t]] -= 1;
      for (auto& g : gradient) g *= sequence.weight;
      for (int k = kLabels; k < kLanes; ++k) gradient[k] = 0;
      if (i > 0) pairs_[examples_.labels[t - 1]][examples_.labels[t]] -= 1;
      for (auto f = t == 0 ? 0 : ends_[t - 1]; f < ends_[t]; ++f)
        step(cells_[ids_[f]], gradient, options_.rate);
    }
    for (std::size_t from = 0; from < kLabels; ++from) {
      for (auto& g : pairs_[from]) g *= sequence.weight;
      step(transitions_[from], pairs_[from], options_.rate);
    }
  }

  const Examples& examples_;
  LearnOptions options_;
  std::uint64_t seed_;  ///< of the order in which sequences are seen
  Numbering numbering_;
  std::vector<std::uint32_t> ids_;
  std::vector<std::uint64_t> ends_;
  std::size_t cell_count_ = 0;
  std::vector<Cell> cells_;
  std::array<Cell, kLabels> transitions_{};
  std::vector<Row> scores_, ahead_, behind_;
  std::array<Row, kLabels> pairs_{};
};

}  // namespace

Weights learn(const Examples& examples, const LearnOptions& options) {
  auto mean = Learner(examples, options, 1).run();
  for (int order = 2; order <= options.orders; ++order)
    add(mean, Learner(examples, options, static_cast<std::uint64_t>(order)).run());
  divide(mean, options.orders);
  return mean;
}

}  // namespace dateline::train
