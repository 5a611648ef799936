#include "indexer/entities/names/bodies.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"
#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

TEST(IsKindOfBody, SaysSoWhereNothingTellsWhich) {
  for (const auto* name :
       {"Government", "the Commission", "Bank PLC", "The Bank Group", "Ministry", "Party", "Corp", "Co Ltd"})
    EXPECT_TRUE(is_kind_of_body(name_words(name))) << name;
  for (const auto* name : {"Parliament", "Navy", "Central Bank", "Bank of Ceylon", "Ministry of Finance",
                           "Cabinet", "Congress", "Group of Seven", "The", ""})
    EXPECT_FALSE(is_kind_of_body(name_words(name))) << name;
}

struct HeadCase {
  const char* name;
  const char* written;
  const char* words;
};

class HeadLast : public testing::TestWithParam<HeadCase> {};
TEST_P(HeadLast, IsHowBodiesAreCompared) {
  EXPECT_EQ(joined(with_head_last(name_words(GetParam().written)), " "), GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    Names, HeadLast,
    testing::Values(HeadCase{"Ministry", "Ministry of Finance", "finance ministry"},
                    HeadCase{"WithAnArticle", "Department of the Interior", "interior department"},
                    HeadCase{"HeadLastAlready", "Meteorology Department", "meteorology department"},
                    // Washington University is another one.
                    HeadCase{"University", "University of Washington", "university of washington"},
                    HeadCase{"Bank", "Bank of Ceylon", "bank of ceylon"},
                    HeadCase{"NothingBehind", "Ministry of", "ministry of"},
                    HeadCase{"NothingButAnArticle", "Ministry of the", "the ministry"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
