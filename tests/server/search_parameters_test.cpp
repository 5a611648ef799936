#include "server/search_parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string error_of(const std::string& query) {
  const auto request = read_search_parameters(parse_target("/?" + query)->parameters);
  return request ? "" : request.error().message;
}

struct ErrorCase {
  const char* name;
  const char* query;
  const char* message;
};
class Refuses : public testing::TestWithParam<ErrorCase> {};
TEST_P(Refuses, WithWhatToWrite) { EXPECT_EQ(error_of(GetParam().query), GetParam().message); }
INSTANTIATE_TEST_SUITE_P(
    Values, Refuses,
    testing::Values(
        ErrorCase{"Fine", "q=a&person=b&sort=newest&limit=0&from=2021&to=2021-08-01", ""},
        ErrorCase{"EmptyValuesAreAbsent", "q=&person=&from=&sort=&limit=", ""},
        ErrorCase{"UnknownName", "persn=x", "'persn' is not a parameter here: did you mean 'person'?"},
        ErrorCase{"NotEvenClose", "Limits=x", "'Limits' is not a parameter here: did you mean 'limit'?"},
        ErrorCase{"Negative", "limit=-1",
                  "'-1' is not a value of 'limit': write a whole number from 0 to 1000"},
        ErrorCase{"TooMany", "limit=1001",
                  "'1001' is not a value of 'limit': write a whole number from 0 to 1000"},
        ErrorCase{"TooFar", "offset=99999999999",
                  "'99999999999' is not a value of 'offset': write a whole number from 0 to 1000000"},
        ErrorCase{"Words", "offset=ten",
                  "'ten' is not a value of 'offset': write a whole number from 0 to 1000000"},
        ErrorCase{"Sort", "sort=date",
                  "'date' is not a value of 'sort': write one of relevance, newest, oldest"},
        ErrorCase{"Day", "from=yesterday",
                  "'yesterday' is not a value of 'from': write YYYY, YYYY-MM or YYYY-MM-DD"},
        ErrorCase{"NoSuchDay", "to=2023-02-29",
                  "'2023-02-29' is not a value of 'to': write YYYY, YYYY-MM or YYYY-MM-DD"},
        ErrorCase{"RangeInADay", "from=2021..2022",
                  "'2021..2022' is not a value of 'from': write YYYY, YYYY-MM or YYYY-MM-DD"},
        ErrorCase{"Explain", "explain=yes",
                  "'yes' is not a value of 'explain': write one of 0, 1, false, true"},
        ErrorCase{"Strict", "strict=yes", "'yes' is not a value of 'strict': write one of 0, 1"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ReadSearchParameters, RepeatedFiltersMustAllHold) {
  const auto request =
      read_search_parameters({{"person", "Jones"}, {"person", "Merkel"}, {"place", " Kabul "}});
  ASSERT_EQ(request->filters.size(), 3U);
  EXPECT_EQ(request->filters[1].field, "person");
  EXPECT_EQ(request->filters[1].values, std::vector<std::string>{"Merkel"});
  EXPECT_EQ(request->filters[2].values, std::vector<std::string>{"Kabul"});
}

TEST(ReadSearchParameters, FacetsAreAListWithoutRepetitions) {
  const auto request = read_search_parameters({{"facets", "people, places,,people"}});
  EXPECT_THAT(request->facets, testing::ElementsAre("people", "places"));
}

TEST(ReadSearchParametersLeniently, NotesWhatItLeavesOut) {
  const auto lenient = read_search_parameters_leniently(
      {{"q", "a"}, {"utm_source", "x"}, {"limit", "many"}, {"sort", "oldest"}});
  EXPECT_EQ(lenient.request.text, "a");
  EXPECT_EQ(lenient.request.sort, Sort::kOldest);
  ASSERT_EQ(lenient.notes.size(), 1U);
  EXPECT_EQ(lenient.notes[0].code, "invalid_parameter");
}

TEST(SearchParameters, AreReadBackAsTheyWereInOneOrder) {
  const std::string canonical =
      "q=oil&person=b&person=a&place=c&keyword=k&from=2021&to=2022&sort=newest&match=all&offset=20&limit=5&"
      "facets=people%2Cyear&facet_limit=3&explain=1&strict=1";
  const auto there = read_search_parameters(parse_target("/?" + canonical)->parameters);
  EXPECT_EQ(query_string(search_parameters(*there)), canonical);
  const auto shuffled =
      read_search_parameters(parse_target("/?limit=5&explain=true&strict=1&facet_limit=3&facets=people,year&"
                                          "offset=20&match=all&sort=newest&to=2022&"
                                          "from=2021&keyword=k&place=c&person=b&person=a&q=oil")
                                 ->parameters);
  EXPECT_EQ(query_string(search_parameters(*shuffled)), canonical);
}

TEST(SearchParameters, LeaveDefaultsOut) { EXPECT_TRUE(search_parameters({}).empty()); }

}  // namespace
}  // namespace dateline
