#include "indexer/entities/token_scores.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace dateline::entities {
namespace {

constexpr std::string_view kArticles[] = {
    "LONDON, Nov 3 (Reuter) - Mr. Jean-Paul O'Neill of Smith & Sons Ltd. met U.S. President Ann B. Lee in "
    "New York, N.Y., said the Bank of England.\nLee, 47, left for Sri Lanka's capital on Tuesday.",
    "ANN LEE WINS IN PARIS\n\nThe mayor of Paris said Ann Lee (Labour) had won. \"Lee won,\" he said.",
    "LONDON, Nov 4 (Reuter) - Mr. Jean-Paul O'Neill left New York for the U.S. embassy in Erdoğan's Ankara.",
    "nothing here bears a name",
};

/// The labels' scores alone: what stands behind them is not read.
using Labels = std::array<std::int16_t, kLabels>;
Labels labels_of(const Scores& scores) {
  Labels labels;
  std::copy_n(scores.begin(), kLabels, labels.begin());
  return labels;
}

/// The plain sum of the weights that a stage has for features.
Labels summed(const std::vector<std::uint64_t>& features, const Stage& stage) {
  Labels sum{};
  for (const auto feature : features) {
    const auto& row = stage.row(feature);
    for (std::size_t k = 0; k < sum.size() && row.is_of(feature); ++k)
      sum[k] = static_cast<std::int16_t>(sum[k] + row.weight[k]);
  }
  return sum;
}

/// Calls `check(feature list, number)` for the tokens of all runs.
void for_each_token(const Analysis& a, auto check) {
  std::size_t n = 0;
  for (const auto run : a.runs) {
    for (auto i = run.begin; i < run.end; ++i) check(run, i, n++);
  }
}

TEST(TokenScores, AreTheSumsOfAllWeightsWhateverIsKept) {
  const auto model = Model::open(built_in_model());
  TokenScores scores(*model);
  for (int round = 0; round < 2; ++round) {
    for (const auto article : kArticles) {
      const auto a = analyze(*model, "Ann Lee wins", article);
      const auto sums = scores.of_tokens(a);
      for_each_token(a, [&](entities::Run run, std::uint32_t i, std::size_t n) {
        std::vector<std::uint64_t> features;
        token_features(a, run, i, features);
        for (std::size_t stage = 0; stage < 2; ++stage) {
          EXPECT_EQ(labels_of(sums[n][stage]), summed(features, model->stage(static_cast<int>(stage))))
              << a.tokens.fold(a.tokens.list[i]) << ", stage " << stage << ", round " << round;
        }
      });
    }
  }
}

TEST(TokenScores, OfTheSecondStageHaveWhatLabelsSay) {
  const auto model = Model::open(built_in_model());
  TokenScores scores(*model);
  const auto a = analyze(*model, "Ann Lee wins", kArticles[0]);
  std::vector<std::uint8_t> labels(a.tokens.list.size(), 0);
  labels[0] = 1, labels[1] = 3;
  auto sums = scores.of_tokens(a);
  const auto before = sums;
  scores.add_labels(a, labels, sums);
  for_each_token(a, [&](entities::Run run, std::uint32_t i, std::size_t n) {
    std::vector<std::uint64_t> features;
    label_features(a, run, labels, i, features);
    auto expected = summed(features, model->stage(1));
    for (std::size_t k = 0; k < expected.size(); ++k)
      expected[k] = static_cast<std::int16_t>(expected[k] + before[n][1][k]);
    EXPECT_EQ(labels_of(sums[n][0]), labels_of(before[n][0]));
    EXPECT_EQ(labels_of(sums[n][1]), expected) << a.tokens.fold(a.tokens.list[i]);
  });
}

/// Equal keys must mean equal features, or a kept sum would be another token's.
TEST(FeatureKeys, TellAllFeaturesOfTheirGroupsApart) {
  const auto model = Model::open(built_in_model());
  std::map<std::uint64_t, std::vector<std::uint64_t>> by_key;
  for (const auto article : kArticles) {
    const auto a = analyze(*model, "", article);
    for_each_token(a, [&](entities::Run run, std::uint32_t i, std::size_t) {
      const auto keys = feature_keys(a, run, i);
      for (std::uint32_t group = 0; group < kKeptGroups; ++group) {
        PartOfGroup parts;
        parts.fill(kNoPart);
        parts[group] = group;
        std::vector<PartFeature> asked;
        token_features(a, run, i, parts, asked);
        std::vector<std::uint64_t> features;
        for (const auto& one : asked) features.push_back(one.feature);
        const auto [known, is_new] = by_key.try_emplace(keys[group], features);
        EXPECT_EQ(known->second, features) << "group " << group << " of " << a.tokens.fold(a.tokens.list[i]);
      }
    });
  }
}

}  // namespace
}  // namespace dateline::entities
