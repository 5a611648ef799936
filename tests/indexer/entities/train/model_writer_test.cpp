#include "indexer/entities/train/model_writer.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace dateline::train {
namespace {

TEST(ModelWriter, EveryFeatureKeptIsFoundWithItsWeightAndNoOther) {
  Weights weights;
  std::mt19937_64 random(3);
  for (int i = 0; i < 5000; ++i) weights.features.push_back(random());
  std::sort(weights.features.begin(), weights.features.end());
  for (std::size_t i = 0; i < weights.features.size(); ++i) {
    auto& row = weights.rows.emplace_back();
    row[i % entities::kLabels] =
        i % 2 == 0 ? 2.0F : 0.001F;  // the second kind rounds to nothing and is left out
  }
  const auto bytes = write_model({entities::LexiconEntry{}}, weights, weights, 10'000, 1000);
  std::vector<std::uint64_t> aligned(bytes.size() / 8 + 1);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  const auto model = entities::Model::open({reinterpret_cast<const char*>(aligned.data()), bytes.size()});
  ASSERT_TRUE(model) << model.error().message;
  for (std::size_t i = 0; i < weights.features.size(); i += 2) {
    const auto& row = model->stage(0).row(weights.features[i]);
    ASSERT_TRUE(row.is_of(weights.features[i]));
    EXPECT_EQ(row.weight[i % entities::kLabels], 64);
  }
  int strangers = 0;
  for (std::size_t i = 1; i < weights.features.size(); i += 2) {
    strangers += model->stage(0).row(weights.features[i]).is_of(weights.features[i]);
  }
  EXPECT_LE(strangers, 3);  // a check of 16 bits lets one in 65,536 through
  EXPECT_LE(model->stage(1).row_count, 1100u);
}

}  // namespace
}  // namespace dateline::train
