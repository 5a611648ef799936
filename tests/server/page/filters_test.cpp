// The side of the page.
#include "server/page/filters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::Not;

Page page_with_areas() {
  Page page{.total = 9};
  page.facets = {{.field = "places", .values = {{"Accra", 4}, {"Ghana", 3}}, .distinct = 2},
                 {.field = "countries", .values = {{"Ghana", 5}}, .distinct = 1},
                 {.field = "regions",
                  .values = {{"Ashanti", 2}, {"B", 1}, {"C", 1}, {"D", 1}, {"E", 1}, {"F", 1}, {"G", 1}},
                  .distinct = 30},
                 {.field = "towns", .values = {{"Accra", 4}, {"Kumasi", 2}}, .distinct = 2}};
  return page;
}

struct AreaCase {
  const char* name;
  const char* field;  ///< of a filter; "": none
  const char* countries;
  const char* regions;
  const char* towns;
};
class Areas : public testing::TestWithParam<AreaCase> {};

TEST_P(Areas, OpenBelowWhatIsChosen) {
  const auto page = page_with_areas();
  PageView view{.page = &page};
  if (*GetParam().field != '\0') view.request.filters = {{.field = GetParam().field, .values = {"Ghana"}}};
  const auto html = sidebar(view);
  EXPECT_THAT(html,
              HasSubstr(std::string(GetParam().countries) + "<summary>By country <span class=\"n\">(1)"));
  EXPECT_THAT(html, HasSubstr(std::string(GetParam().regions) + "<summary>By region <span class=\"n\">(30)"));
  EXPECT_THAT(html, HasSubstr(std::string(GetParam().towns) + "<summary>By town <span class=\"n\">(2)"));
}

INSTANTIATE_TEST_SUITE_P(
    Filters, Areas,
    testing::Values(AreaCase{"None", "", "<details class=\"area\">", "<details class=\"area\">",
                             "<details class=\"area\">"},
                    AreaCase{"Country", "country", "<details class=\"area\" open>",
                             "<details class=\"area\" open>", "<details class=\"area\">"},
                    AreaCase{"Region", "region", "<details class=\"area\">", "<details class=\"area\" open>",
                             "<details class=\"area\" open>"},
                    AreaCase{"Town", "town", "<details class=\"area\">", "<details class=\"area\">",
                             "<details class=\"area\" open>"},
                    AreaCase{"Place", "place", "<details class=\"area\">", "<details class=\"area\">",
                             "<details class=\"area\">"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Areas, CountAndLead) {
  const auto page = page_with_areas();
  const auto html = sidebar({.request = {.text = "gold"}, .page = &page});
  EXPECT_THAT(
      html,
      HasSubstr(
          "<a href=\"/?q=gold&amp;region=Ashanti\"><bdi class=\"value\">Ashanti</bdi> <span class=\"n\">2<"));
  EXPECT_THAT(html, HasSubstr("<summary>1 more</summary>"));
  EXPECT_THAT(html, HasSubstr("and 23 others"));
  EXPECT_THAT(html, Not(HasSubstr("<h3>Sections")));
}

TEST(Sidebar, IsNotThereWithoutValues) {
  const Page page;
  EXPECT_EQ(sidebar({.page = &page}), "");
}

}  // namespace
}  // namespace dateline
