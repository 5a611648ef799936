#include "indexer/entities/places/division_words.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct CalledCase {
  const char* name;
  const char* rest;  ///< the text behind a name
  const char* kind;
  bool in_list;
};

class Called : public testing::TestWithParam<CalledCase> {};
TEST_P(Called, ByTheWordsBehind) {
  const auto called = called_division(GetParam().rest);
  EXPECT_EQ(called.kind, GetParam().kind);
  EXPECT_EQ(called.in_list, GetParam().in_list);
}

INSTANTIATE_TEST_SUITE_P(
    Rests, Called,
    testing::Values(CalledCase{"OneInSmallLetters", " province on Monday", "province", false},
                    CalledCase{"OneInCapitals", " Province.", "province", false},
                    CalledCase{"TwoByOneWord", " and Sabaragamuwa provinces", "province", true},
                    CalledCase{"ThreeByOneWord", ", Eastern and North Central Provinces and", "province",
                               true},
                    CalledCase{"LastOfTheList", " Provinces", "province", true},
                    CalledCase{"WithAComma", ", Uva, and North-Western districts", "district", true},
                    CalledCase{"MiddleOfAName", " Central Provinces", "province", true},
                    CalledCase{"AnAdjectiveBetween", " Indian states of Bihar", "", false},
                    CalledCase{"ACountryOfStates", ", West Virginia, United States was", "", false},
                    CalledCase{"OneThatGoesOn", " statement", "", false},
                    CalledCase{"ListOfOthers", " and East of the island", "", false},
                    CalledCase{"ManyOfNothing", " and provinces", "", false},
                    CalledCase{"OneBehindAnother", " and Kunar province", "", false},
                    CalledCase{"AnotherSentence", ". Eastern Provinces", "", false},
                    CalledCase{"Nothing", "", "", false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(CalledDivision, LooksAtADozenNamesOnly) {
  std::string rest;
  for (int n = 0; n < 1000; ++n) rest += ", Northern";
  EXPECT_FALSE(called_division(rest + " provinces"));
}

TEST(InSingular, KnowsWordsForDivisions) {
  EXPECT_EQ(in_singular("north central provinces"), "north central province");
  EXPECT_EQ(in_singular("orange counties"), "orange county");
  EXPECT_EQ(in_singular("los angeles"), "los angeles");
  EXPECT_EQ(in_singular("provinces"), "provinces");
}

TEST(IsNeverTown, IsSaidOfProvincesNotOfDistricts) {
  EXPECT_TRUE(is_never_town("province"));
  EXPECT_FALSE(is_never_town("district"));
  EXPECT_FALSE(is_never_town(""));
}

}  // namespace
}  // namespace dateline
