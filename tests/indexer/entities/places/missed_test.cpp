#include "indexer/entities/places/missed.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

struct MissedCase {
  const char* name;
  const char* text;
  const char* places;  ///< in order
};

class Missed : public testing::TestWithParam<MissedCase> {};
TEST_P(Missed, AreFoundWhereTheGazetteerIsSure) {
  const std::string_view text = GetParam().text;
  std::vector<Mention> mentions;
  add_missed(text, *Gazetteer::open(built_in_gazetteer()), 0, text.size(), mentions);
  std::string shown;
  for (const auto& [type, begin, end] : mentions)
    shown += (shown.empty() ? "" : "; ") + std::string(text.substr(begin, end - begin));
  EXPECT_EQ(shown, GetParam().places);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Missed,
    testing::Values(MissedCase{"LandOfTwoWords", "an envoy of the Holy See said", "Holy See"},
                    MissedCase{"BehindTheArticle", "The Holy See said", "Holy See"},
                    MissedCase{"LandOfThreeWords", "in Papua New Guinea on", "Papua New Guinea"},
                    MissedCase{"Abbreviated", "the anti-UK mood and U.S. troops", "U.S."},
                    MissedCase{"PartOfALongerName", "the Holy See Press Office said", ""},
                    MissedCase{"Town", "in Los Angeles on", ""}, MissedCase{"Money", "some US dollars", ""},
                    MissedCase{"DirectionsInAList", "in Western, North-Western and Uva provinces on",
                               "Western; North-Western"},
                    MissedCase{"DirectionOfAProvince", "the (Western Province) is", "Western"},
                    MissedCase{"DirectionOfNothing", "the North and East, Western ideas", ""},
                    MissedCase{"DirectionOfNoKnownState", "in the Western state", ""},
                    MissedCase{"OneWord", "in Texas on", ""}, MissedCase{"Nothing", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Missed, ReadsALineOfDirectionsInLinearTime) {
  std::string text = "North";
  for (int n = 0; n < 200000; ++n) text += " north";
  std::vector<Mention> mentions;
  add_missed(text, *Gazetteer::open(built_in_gazetteer()), 0, text.size(), mentions);
  EXPECT_TRUE(mentions.empty());
}

}  // namespace
}  // namespace dateline
