#include "query/ranking.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(ParseRanking, SetsWhatIsNamedAndLeavesTheRest) {
  const auto ranking = parse_ranking("  k1=0.9 feedback=0 ");
  ASSERT_TRUE(ranking) << ranking.error().message;
  EXPECT_EQ(ranking->k1, 0.9);
  EXPECT_EQ(ranking->feedback, 0);
  EXPECT_EQ(ranking->b, Ranking{}.b);
}

struct BadCase {
  const char* name;
  const char* text;
  const char* message;  ///< part of it
};

class ParseRankingRefuses : public testing::TestWithParam<BadCase> {};

TEST_P(ParseRankingRefuses, WithAReason) {
  const auto ranking = parse_ranking(GetParam().text);
  ASSERT_FALSE(ranking);
  EXPECT_NE(ranking.error().message.find(GetParam().message), std::string::npos) << ranking.error().message;
}

INSTANTIATE_TEST_SUITE_P(Settings, ParseRankingRefuses,
                         testing::Values(BadCase{"UnknownName", "k2=1", "'k2' is not a parameter"},
                                         BadCase{"NoValue", "k1", "'' is not a possible k1"},
                                         BadCase{"NotANumber", "k1=fast", "'fast' is not a possible k1"},
                                         BadCase{"Trailing", "b=0.5x", "'0.5x' is not a possible b"},
                                         BadCase{"TooLarge", "b=1.5", "from 0 to 1"},
                                         BadCase{"Negative", "k1=-1", "'-1'"},
                                         BadCase{"NotFinite", "k1=nan", "'nan'"}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
