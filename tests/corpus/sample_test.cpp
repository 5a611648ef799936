#include "corpus/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

/// The ids of a sample of `size` out of articles 0 to `count` - 1.
std::vector<int> drawn(std::uint64_t size, int count, std::uint64_t seed) {
  Sample sample(size, seed);
  for (int n = 0; n < count; ++n) sample.offer({.id = std::to_string(n)});
  std::vector<int> ids;
  for (const auto& article : sample.take()) ids.push_back(std::stoi(article.id));
  return ids;
}

TEST(Sample, IsEverythingWhereThereIsLess) {
  EXPECT_THAT(drawn(5, 3, 1), testing::ElementsAre(0, 1, 2));
  EXPECT_THAT(drawn(5, 0, 1), testing::IsEmpty());
}

TEST(Sample, KeepsTheOrderOfTheSource) {
  const auto ids = drawn(100, 10'000, 7);
  ASSERT_EQ(ids.size(), 100u);
  EXPECT_TRUE(std::ranges::is_sorted(ids));
  EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

TEST(Sample, IsTheSameOfTheSameSeed) {
  EXPECT_EQ(drawn(10, 1000, 3), drawn(10, 1000, 3));
  EXPECT_NE(drawn(10, 1000, 3), drawn(10, 1000, 4));
  EXPECT_THAT(drawn(3, 1000, 1), testing::ElementsAreArray(drawn(3, 1000, 1)));
}

TEST(Sample, GivesEachTheSameChance) {
  std::vector<int> times(20);
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    for (const int id : drawn(5, 20, seed)) ++times[static_cast<std::size_t>(id)];
  }
  // 1,000 expected; five standard deviations are 137.
  for (const int count : times) EXPECT_NEAR(count, 1000, 137);
}

}  // namespace
}  // namespace dateline
