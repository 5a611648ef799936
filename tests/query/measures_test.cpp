#include "query/measures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace dateline {
namespace {

struct MeasureCase {
  const char* name;
  std::vector<std::string> ranked;
  Grades grades;
  Measures expected;  ///< worked out by hand
};

class MeasureOf : public testing::TestWithParam<MeasureCase> {};

TEST_P(MeasureOf, IsWhatAPersonWorksOut) {
  const auto measured = measure(GetParam().ranked, GetParam().grades);
  for (std::size_t n = 0; n < measured.size(); ++n)
    EXPECT_NEAR(measured[n], GetParam().expected[n], 5e-5) << kMeasureNames[n];
}

std::vector<std::string> after(std::size_t others, std::string last) {
  std::vector<std::string> ranked;
  for (std::size_t n = 0; n < others; ++n) ranked.push_back("other" + std::to_string(n));
  ranked.push_back(std::move(last));
  return ranked;
}

INSTANTIATE_TEST_SUITE_P(
    Rankings, MeasureOf,
    testing::Values(
        MeasureCase{"Perfect", {"a", "b"}, {{"a", 1}, {"b", 1}}, {1, 1, 0.2, 1, 1}},
        // (1/1 + 2/3) / 2; (1 + 1/2) / (1 + 1/log2 3)
        MeasureCase{"OneBetween", {"a", "x", "b"}, {{"a", 1}, {"b", 1}}, {0.8333, 0.9197, 0.2, 1, 1}},
        // nDCG: (1 + 3/log2 3) / (3 + 1/log2 3)
        MeasureCase{"LesserGradeFirst", {"a", "b"}, {{"a", 1}, {"b", 3}}, {1, 0.7967, 0.2, 1, 1}},
        MeasureCase{"HalfFound", {"x", "a"}, {{"a", 1}, {"b", 1}}, {0.25, 0.3869, 0.1, 0.5, 0.5}},
        MeasureCase{"NothingRanked", {}, {{"a", 1}}, {0, 0, 0, 0, 0}},
        MeasureCase{"JudgedBelowZeroIsNoLoss", {"x", "a"}, {{"x", -1}, {"a", 1}}, {0.5, 0.6309, 0.1, 1, 0.5}},
        MeasureCase{"EleventhIsNotInTen", after(10, "a"), {{"a", 1}}, {0.0909, 0, 0, 1, 0.0909}},
        MeasureCase{"HundredAndFirstIsNotInHundred", after(100, "a"), {{"a", 1}}, {0.0099, 0, 0, 0, 0.0099}}),
    [](const auto& row) { return std::string(row.param.name); });

std::vector<Measures> topics(const std::vector<double>& values) {
  std::vector<Measures> made;
  for (const double value : values) made.push_back({value});
  return made;
}

struct CompareCase {
  const char* name;
  std::vector<double> first, second;
  double mean, p;
  std::size_t better, worse;
};

class CompareOf : public testing::TestWithParam<CompareCase> {};

TEST_P(CompareOf, IsWhatAPersonWorksOut) {
  const auto& [name, first, second, mean, p, better, worse] = GetParam();
  const auto difference = compare(topics(first), topics(second), 0);
  EXPECT_NEAR(difference.mean, mean, 1e-9);
  EXPECT_NEAR(difference.p, p, 1e-9);
  EXPECT_EQ(difference.better, better);
  EXPECT_EQ(difference.worse, worse);
}

INSTANTIATE_TEST_SUITE_P(
    Rankings, CompareOf,
    testing::Values(CompareCase{"Equal", {.5, .5}, {.5, .5}, 0, 1, 0, 0},
                    CompareCase{"OneTopicProvesNothing", {.1}, {.9}, .8, 1, 1, 0},
                    // of 8 swaps only none and all are as far: 2/8
                    CompareCase{"ThreeBetter", {.1, .2, .3}, {.2, .3, .4}, .1, .25, 3, 0},
                    // differences .3 -.1 .1: sums of .3 or more from 0 are 6 of 8
                    CompareCase{"Mixed", {.1, .5, .5}, {.4, .4, .6}, .1, .75, 2, 1},
                    CompareCase{"TenBetter", std::vector<double>(10, .4), std::vector<double>(10, .5), .1,
                                2.0 / 1024, 10, 0},
                    CompareCase{
                        "EqualTopicsDoNotCount", {.1, .2, .3, .7}, {.2, .3, .4, .7}, .075, .25, 3, 0}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Compare, ManyTopicsAreSampledAlikeEveryTime) {
  const auto first = topics(std::vector<double>(40, .4)), second = topics(std::vector<double>(40, .5));
  EXPECT_NEAR(compare(first, second, 0).p, 1.0 / (kSwaps + 1), 1e-12);
  std::vector<double> mixed;
  for (int n = 0; n < 40; ++n) mixed.push_back(n % 2 == 0 ? .5 : .3);
  const auto none = compare(first, topics(mixed), 0);
  EXPECT_EQ(none.p, 1);
  EXPECT_EQ(none.p, compare(first, topics(mixed), 0).p);
}

}  // namespace
}  // namespace dateline
