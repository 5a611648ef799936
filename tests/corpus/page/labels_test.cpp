#include "corpus/page/labels.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct LineCase {
  const char* name;
  const char* given;
  bool is;
};
std::string row_name(const testing::TestParamInfo<LineCase>& row) { return row.param.name; }

class Label : public testing::TestWithParam<LineCase> {};
TEST_P(Label, IsTold) { EXPECT_EQ(is_page_label(GetParam().given), GetParam().is); }
INSTANTIATE_TEST_SUITE_P(
    Lines, Label,
    testing::Values(
        LineCase{"Advertisement", "Advertisement", true},
        LineCase{"ReadMore", "Read more: The bridge that moved", true}, LineCase{"Share", "Share", true},
        LineCase{"SharesFell", "Shares of the bank fell by a tenth after the news on Monday", false},
        LineCase{"ReadMoreInAStory",
                 "Read more books, the minister told the pupils, and you will need fewer films "
                 "to explain them to you.",
                 false},
        LineCase{"Appeal", "For the latest news download our apps for iOS and Android.", true},
        LineCase{"SpanishAppeal", "Suscríbete aquí a nuestra newsletter", true},
        LineCase{"PolishLink", "Czytaj też: Rzeka", true},
        LineCase{"WaitForNews",
                 "For the latest news of the river people went to the bridge, where the mayor stood "
                 "and told them.",
                 false},
        LineCase{"German", "Lesen Sie auch: Der Fluss", true},
        LineCase{"Copyright", "© 2024 The Paper", true},
        LineCase{"Sentence", "The newsletter of the village comes once a month.", false}),
    row_name);

class Follows : public testing::TestWithParam<LineCase> {};
TEST_P(Follows, IsTold) { EXPECT_EQ(begins_what_follows(GetParam().given), GetParam().is); }
INSTANTIATE_TEST_SUITE_P(
    Lines, Follows,
    testing::Values(LineCase{"Related", "Related stories:", true},
                    LineCase{"Comments", "Comments (12)", true}, LineCase{"More", "More from Science", true},
                    LineCase{"Sentence", "Comments were not to be had.", false},
                    LineCase{"Interest", "Diese Artikel könnten euch auch interessieren:", true},
                    LineCase{"German", "Mehr zum Thema", true}),
    row_name);

}  // namespace
}  // namespace dateline
