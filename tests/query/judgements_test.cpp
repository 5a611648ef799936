#include "query/judgements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace dateline {
namespace {

TEST(ReadTopics, IdAndQueryByTab) {
  std::istringstream input("1\tflood rhine\n\n2\tthe\ttabbed\n");
  const auto topics = read_topics(input, "topics");
  ASSERT_TRUE(topics);
  ASSERT_EQ(topics->size(), 2);
  EXPECT_EQ((*topics)[1].id, "2");
  EXPECT_EQ((*topics)[1].text, "the\ttabbed");
}

TEST(ReadTopics, SaysWhichLineIsNone) {
  std::istringstream input("1\tflood\nrhine\n");
  EXPECT_EQ(read_topics(input, "topics").error().message,
            "topics:2: 'rhine' is not a topic: write ID<TAB>QUERY");
}

TEST(ReadJudgements, KeepsTopicsWithSomethingRelevant) {
  std::istringstream input("1 0 a 2\n1\t0\tb\t0\n2 0 a 0\n\n3 Q0 c -1\n3 Q0 d 0\n3 Q0 d 1\n");
  const auto judgements = read_judgements(input, "qrels");
  ASSERT_TRUE(judgements);
  EXPECT_THAT(*judgements, testing::ElementsAre(testing::Pair("1", Grades{{"a", 2}, {"b", 0}}),
                                                testing::Pair("3", Grades{{"c", -1}, {"d", 1}})));
}

struct BadCase {
  const char* name;
  const char* text;
  const char* message;
};

class ReadJudgementsRefuses : public testing::TestWithParam<BadCase> {};

TEST_P(ReadJudgementsRefuses, WithTheLine) {
  std::istringstream input(GetParam().text);
  const auto judgements = read_judgements(input, "qrels");
  ASSERT_FALSE(judgements);
  EXPECT_EQ(judgements.error().message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ReadJudgementsRefuses,
    testing::Values(
        BadCase{"ThreeCells", "1 0 a 1\n1 a 1\n",
                "qrels:2: '1 a 1' is not a judgement: write TOPIC 0 ARTICLE GRADE"},
        BadCase{"FiveCells", "1 0 a 1 x\n",
                "qrels:1: '1 0 a 1 x' is not a judgement: write TOPIC 0 ARTICLE GRADE"},
        BadCase{"NoNumber", "1 0 a yes\n",
                "qrels:1: '1 0 a yes' is not a judgement: write TOPIC 0 ARTICLE GRADE"},
        BadCase{"NothingRelevant", "1 0 a 0\n",
                "qrels: no article is judged relevant: write TOPIC 0 ARTICLE GRADE with a grade above 0"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
