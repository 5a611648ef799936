#include "query/name_forms.h"

#include <gtest/gtest.h>

#include "indexer/analysis.h"

namespace dateline {
namespace {

struct NameCase {
  const char* name;
  const char* a;
  const char* b;
  bool same;
};
class SameName : public testing::TestWithParam<NameCase> {};
TEST_P(SameName, EitherWayRound) {
  EXPECT_EQ(same_name(value_key(GetParam().a), value_key(GetParam().b)), GetParam().same);
  EXPECT_EQ(same_name(value_key(GetParam().b), value_key(GetParam().a)), GetParam().same);
}
INSTANTIATE_TEST_SUITE_P(Names, SameName,
                         testing::Values(NameCase{"Accents", "José García", "Jose Garcia", true},
                                         NameCase{"MissingInitial", "Seth G. Jones", "Seth Jones", true},
                                         NameCase{"OtherInitial", "Seth G. Jones", "Seth H. Jones", false},
                                         NameCase{"JoinedInitials", "J. K. Rowling", "JK Rowling", true},
                                         NameCase{"InitialsWithDots", "J.K. Rowling", "J K Rowling", true},
                                         NameCase{"Hyphen", "Jean-Claude Juncker", "Jean Claude Juncker",
                                                  true},
                                         NameCase{"Apostrophe", "Dan O’Brien", "Dan O'Brien", true},
                                         NameCase{"FamilyNameOnly", "Jones", "Seth Jones", false},
                                         NameCase{"InitialOnly", "G. Jones", "Jones", false},
                                         NameCase{"OtherOrder", "Henry James", "James Henry", false}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
