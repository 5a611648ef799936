// BM25, as everything that scores here uses it.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "query/columns.h"
#include "query/ranking.h"

namespace dateline {

/// The weight of a word by Robertson and Sparck Jones (never negative), and BM25's saturation by frequency
/// and length.
class Bm25 {
 public:
  Bm25(const Columns& columns, const Ranking& ranking)
      : lengths_(columns.lengths()),
        articles_(static_cast<double>(columns.count())),
        idf_power_(ranking.idf_power),
        k1_(static_cast<float>(ranking.k1)),
        fixed_(static_cast<float>(ranking.k1 * (1 - ranking.b))),
        by_length_(static_cast<float>(ranking.k1 * ranking.b / std::max(columns.average_length(), 1.0))) {}

  float idf(double document_frequency) const {
    const double odds = (articles_ - document_frequency + 0.5) / (document_frequency + 0.5);
    return static_cast<float>(std::pow(std::log1p(std::max(odds, 0.0)), idf_power_));
  }

  /// Between 0 and k1 + 1.
  float saturated(float frequency, DocId document) const {
    return frequency * (k1_ + 1) / (frequency + fixed_ + by_length_ * static_cast<float>(lengths_[document]));
  }

 private:
  std::span<const std::uint32_t> lengths_;
  double articles_;
  double idf_power_;
  float k1_, fixed_, by_length_;
};

}  // namespace dateline
