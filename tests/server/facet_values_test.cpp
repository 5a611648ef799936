#include "server/facet_values.h"

#include <gtest/gtest.h>

#include "tests/support/fake_backend.h"

namespace dateline {
namespace {

struct BeginCase {
  const char* name;
  const char* value;
  const char* typed;
  bool expected;
};
class WordsBegin : public testing::TestWithParam<BeginCase> {};
TEST_P(WordsBegin, CaseAndAccentsAside) {
  EXPECT_EQ(words_begin(GetParam().value, GetParam().typed), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Values, WordsBegin,
                         testing::Values(BeginCase{"First", "Seth G. Jones", "se", true},
                                         BeginCase{"Last", "Seth G. Jones", "JON", true},
                                         BeginCase{"Both", "Seth G. Jones", "jones s", true},
                                         BeginCase{"Middle", "Seth G. Jones", "eth", false},
                                         BeginCase{"OneOfTwo", "Seth G. Jones", "seth k", false},
                                         BeginCase{"Accents", "Zoë O’Brien", "zoe", true},
                                         BeginCase{"Nothing", "x", "", true}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(FacetValues, AreFilteredAndCutAfterAll) {
  FakeBackend backend;
  backend.page.total = 9;
  backend.page.facets = {{.field = "people",
                          .values = {{"Ana Cruz", 5}, {"Bo Li", 4}, {"Cy Anand", 3}, {"Anton", 1}},
                          .distinct = 4}};
  const auto values = facet_values(backend, {.facet_limit = 2}, "people", "an");
  EXPECT_EQ(
      to_json(*values),
      R"({"facet":"people","total":9,"distinct":4,"complete":true,"values":[{"value":"Ana Cruz","count":5},)"
      R"({"value":"Cy Anand","count":3}]})");
  EXPECT_EQ(backend.asked.facet_limit, kMaxFacetLimit);
  EXPECT_EQ(backend.asked.limit, 0U);
}

}  // namespace
}  // namespace dateline
