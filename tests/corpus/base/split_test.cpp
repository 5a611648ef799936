#include "corpus/base/split.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

using Parts = std::vector<std::string_view>;

struct SplitCase {
  const char* name;
  const char* text;
  Parts parts;
};
class Split : public testing::TestWithParam<SplitCase> {};
TEST_P(Split, CutsAtEverySeparator) { EXPECT_EQ(split(GetParam().text, ','), GetParam().parts); }
INSTANTIATE_TEST_SUITE_P(Texts, Split,
                         testing::Values(SplitCase{"Empty", "", {""}}, SplitCase{"None", "a b", {"a b"}},
                                         SplitCase{"Two", "a,b", {"a", "b"}},
                                         SplitCase{"NothingBetween", "a,,b", {"a", "", "b"}},
                                         SplitCase{"AtBothEnds", ",a,", {"", "a", ""}},
                                         SplitCase{"Alone", ",", {"", ""}}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
