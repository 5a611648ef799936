#include "indexer/entities/places/ties.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct TieCase {
  const char* name;
  const char* between;
  Tie tie;
};

class Ties : public testing::TestWithParam<TieCase> {};
TEST_P(Ties, OfTwoNames) { EXPECT_EQ(tie_of(GetParam().between), GetParam().tie); }

INSTANTIATE_TEST_SUITE_P(
    Words, Ties,
    testing::Values(
        TieCase{"Apposition", ", ", Tie::kInside}, TieCase{"In", " in ", Tie::kInside},
        TieCase{"InAPart", " in northeast ", Tie::kInside},
        TieCase{"InAPartOfAPart", ", in the north central ", Tie::kInside},
        TieCase{"InAnother", " in nearby ", Tie::kNone},
        TieCase{"InTheMiddleOfASentence", ", a town in ", Tie::kInside},
        TieCase{"Possessive", "'s ", Tie::kHolds}, TieCase{"CurlyPossessive", "\u2019s ", Tie::kHolds},
        TieCase{"Suburb", " suburb of ", Tie::kHolds}, TieCase{"South", ", south of ", Tie::kNear},
        TieCase{"JustOutside", ", just outside ", Tie::kNear},
        TieCase{"ASuburb", ", a suburb of ", Tie::kNear}, TieCase{"Miles", ", 20 miles from ", Tie::kNear},
        TieCase{"And", " and ", Tie::kListed}, TieCase{"Or", ", or ", Tie::kListed},
        TieCase{"NearAVerb", " said men were held near ", Tie::kNone}, TieCase{"Near", " near ", Tie::kNear},
        TieCase{"From", " from ", Tie::kNone}, TieCase{"NewSentence", ". In ", Tie::kNone},
        TieCase{"NewLine", "\n", Tie::kNone}, TieCase{"Nothing", "", Tie::kNone},
        TieCase{"Far", ", a very long way, as everybody there will tell you, north of ", Tie::kNone}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
