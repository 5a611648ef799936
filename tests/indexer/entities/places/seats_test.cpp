#include "indexer/entities/places/seats.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct SeatCase {
  const char* name;
  const char* key;
  bool is_division;       ///< a word of the article calls it one
  double division, town;  ///< scores before
  double division_after, town_after;
};
class Seats : public testing::TestWithParam<SeatCase> {};
TEST_P(Seats, AreMeantRatherThanTheirDivisions) {
  const auto& row = GetParam();
  const auto gazetteer = Gazetteer::open(built_in_gazetteer());
  ASSERT_TRUE(gazetteer);
  const auto all = gazetteer->find(row.key);
  ArticleName name{.key = row.key,
                   .candidates = {all.begin(), all.end()},
                   .usual = gazetteer->find_usual(row.key).size(),
                   .is_division = row.is_division};
  std::vector<double> scores, expected;
  for (const auto number : name.candidates) {
    const auto kind = (*gazetteer)[number].kind;
    const bool is_division = kind == PlaceKind::kAdmin, is_town = kind == PlaceKind::kCity;
    scores.push_back(is_division ? row.division : is_town ? row.town : 0);
    expected.push_back(is_division ? row.division_after : is_town ? row.town_after : 0);
  }
  prefer_seats(*gazetteer, name, scores);
  EXPECT_EQ(scores, expected);
}
INSTANTIATE_TEST_SUITE_P(Names, Seats,
                         testing::Values(SeatCase{"TownOfTheSameName", "kunduz", false, 3, 2, 2, 3},
                                         SeatCase{"TownJustBehind", "kunduz", false, 3, 2.9, 2.5, 3},
                                         SeatCase{"TownThatIsAheadAnyway", "kunduz", false, 2, 3, 2, 3},
                                         SeatCase{"TownThatIsJustAhead", "kunduz", false, 2.9, 3, 2.5, 3},
                                         SeatCase{"CalledADivision", "kunduz", true, 3, 2, 3, 2},
                                         SeatCase{"TownOutOfTheQuestion", "kunduz", false, 3, 0, 3, 0},
                                         SeatCase{"DivisionFarLargerThanItsSeat", "quebec", false, 3, 2, 3,
                                                  2},
                                         SeatCase{"NoPlace", "xyzzyville", false, 3, 2, 3, 2}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
