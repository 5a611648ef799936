#include "indexer/entities/places/other_places.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

class OtherPlacesTest : public testing::Test {
 protected:
  std::uint32_t number(std::string_view key) const { return gazetteer_.find(key).front(); }
  Gazetteer gazetteer_ = *Gazetteer::open(built_in_gazetteer());
  OtherPlaces others_{gazetteer_};
};

TEST_F(OtherPlacesTest, ATownCountsForAllItLiesIn) {
  others_.add(number("houston"), 1);
  EXPECT_EQ(others_.in_country("US", {}), 1);
  EXPECT_EQ(others_.in_country("CA", {}), 0);
  EXPECT_EQ(others_.in_division(number("texas"), {}), 1);
  EXPECT_EQ(others_.around({29.9, -95.2}, {}), 1);
  EXPECT_EQ(others_.around({33, -95.2}, {}), 0);
}

TEST_F(OtherPlacesTest, OnesOwnPartDoesNotCount) {
  const auto houston = number("houston");
  others_.add(houston, 1);
  EXPECT_EQ(others_.in_country("US", houston), 0);
  EXPECT_EQ(others_.in_division(number("texas"), houston), 0);
  EXPECT_EQ(others_.around({29.9, -95.2}, houston), 0);
}

TEST_F(OtherPlacesTest, SurroundingsReachAcrossTheDateLine) {
  others_.add(number("suva"), 1);  // 178.4 east
  EXPECT_EQ(others_.around({-18.2, 179.5}, {}), 1);
  EXPECT_EQ(others_.around({-18.2, -179.9}, {}), 0);
}

/// A town counted for its own surroundings on the other side of the date line.
TEST_F(OtherPlacesTest, OnesOwnPartDoesNotCountAcrossTheDateLine) {
  const auto labasa = number("labasa");  // 179.4 east
  others_.add(labasa, 1);
  EXPECT_EQ(others_.around({-16.4, -179.9}, {}), 1);
  EXPECT_EQ(others_.around({-16.4, -179.9}, labasa), 0);
}

}  // namespace
}  // namespace dateline
