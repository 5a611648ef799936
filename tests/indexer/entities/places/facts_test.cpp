#include "indexer/entities/places/facts.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct BadCase {
  const char* name;
  const char* line;
  const char* message;  ///< part of it
};

class Facts : public testing::TestWithParam<BadCase> {};

TEST_P(Facts, AreRefusedWithTheirLine) {
  GazetteerBuilder builder;
  const auto added = add_facts(std::string("# comment\n\n") + GetParam().line, builder);
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().message.find("line 3: "), std::string::npos) << added.error().message;
  EXPECT_NE(added.error().message.find(GetParam().message), std::string::npos) << added.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, Facts,
    testing::Values(BadCase{"UnknownKind", "planet\tA\tB\t1\t2\t", "'planet' is not a kind of line"},
                    BadCase{"TooFewCells", "region\tBalkans\t43\t21", "'region' has 4 cells: write 6"},
                    BadCase{"NoNumber", "region\tBalkans\tnorth\t21\tEU\t", "a number that cannot be read"},
                    BadCase{"NotOnEarth", "region\tBalkans\t143\t21\tEU\t", "a number that cannot be read"},
                    BadCase{"NoWordsForPeople", "people\tXX", "'people' has 2 cells: write 3"},
                    BadCase{"BadPopulation", "city\tXK\t\tPristina\t42\t21\tmany\t", "a number"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
