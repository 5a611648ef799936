#include "indexer/entities/train/crf.h"

#include <gtest/gtest.h>

#include "indexer/entities/labels.h"

namespace dateline::train {
namespace {

constexpr std::uint8_t kBegin = entities::make_label(0, 0), kLast = entities::make_label(0, 2);

/// Runs of two tokens: feature 1 then 2 is a name, 3 then 4 is none.
Examples examples() {
  Examples out;
  for (int i = 0; i < 20; ++i) {
    const bool name = i % 2 == 0;
    out.sequences.push_back({static_cast<std::uint32_t>(out.labels.size()), 2, 1, 0});
    for (std::uint64_t k = 0; k < 2; ++k) {
      out.features.push_back((name ? 1 : 3) + k);
      out.feature_end.push_back(out.features.size());
      out.labels.push_back(!name ? 0 : k == 0 ? kBegin : kLast);
    }
  }
  return out;
}

float weight(const Weights& weights, std::uint64_t feature, int label) {
  const auto at =
      std::find(weights.features.begin(), weights.features.end(), feature) - weights.features.begin();
  return weights.rows.at(static_cast<std::size_t>(at))[static_cast<std::size_t>(label)];
}

TEST(Crf, LearnsWhichLabelAFeatureSpeaksFor) {
  const auto weights = learn(examples(), {.epochs = 10});
  EXPECT_GT(weight(weights, 1, kBegin), weight(weights, 1, 0));
  EXPECT_GT(weight(weights, 2, kLast), weight(weights, 2, 0));
  EXPECT_GT(weight(weights, 3, 0), weight(weights, 3, kBegin));
}

TEST(Crf, TheSameInputGivesTheSameWeights) {
  const auto one = learn(examples(), {}), other = learn(examples(), {});
  EXPECT_EQ(one.rows, other.rows);
  EXPECT_EQ(one.transitions, other.transitions);
}

TEST(Crf, OrdersAreAveraged) {
  const auto one = learn(examples(), {}), mean = learn(examples(), {.orders = 2});
  EXPECT_NE(one.rows, mean.rows);
  EXPECT_EQ(mean.rows, learn(examples(), {.orders = 2}).rows);
  EXPECT_GT(weight(mean, 1, kBegin), weight(mean, 1, 0));
}

TEST(Crf, RareFeaturesAreLeftOut) {
  auto some = examples();
  some.features[0] = 77;
  const auto weights = learn(some, {});
  EXPECT_EQ(std::count(weights.features.begin(), weights.features.end(), 77u), 0);
}

}  // namespace
}  // namespace dateline::train
