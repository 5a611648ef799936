// The map of the places found.
#include "server/page/map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A page whose articles name three places, one of which is nowhere.
PageView view_of(const Page& page) {
  PageView view{.request = {.text = "storm"}, .page = &page};
  view.places = {.field = "places",
                 .values = {{"Kabul", 1204}, {"Nowhere", 7}, {"Herat & \"Ghor\"", 1}},
                 .distinct = 3,
                 .positions = {GeoPoint{34.5, 69.2}, std::nullopt, GeoPoint{34.3, 62.2}}};
  return view;
}

TEST(Map, CountsTheArticlesOfTheWholeResult) {
  Page page{.total = 1300};  // of which none is a hit here
  const auto html = map_html(view_of(page));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=storm&amp;place=Kabul\" aria-label=\"Kabul: 1,204 articles\">"));
  EXPECT_THAT(html, HasSubstr("Herat &amp; &quot;Ghor&quot;: 1 article\""));
  EXPECT_THAT(html, Not(HasSubstr("Nowhere")));
  EXPECT_THAT(html, Not(HasSubstr("most named")));
}

TEST(Map, SaysWhereItIsBounded) {
  Page page;
  auto view = view_of(page);
  view.places.distinct = 1234;
  EXPECT_THAT(map_html(view), HasSubstr("The 3 most named of 1,234 places"));
}

TEST(Map, IsNotThereWithoutPositions) {
  Page page;
  auto view = view_of(page);
  view.places.positions.assign(3, std::nullopt);
  EXPECT_EQ(map_html(view), "");
  view.places = {};
  EXPECT_EQ(map_html(view), "");
}

}  // namespace
}  // namespace dateline
