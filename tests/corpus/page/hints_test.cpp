#include "corpus/page/hints.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct HintCase {
  const char* name;
  const char* given;
  bool is;
};
std::string row_name(const testing::TestParamInfo<HintCase>& row) { return row.param.name; }

class Furniture : public testing::TestWithParam<HintCase> {};
TEST_P(Furniture, IsTold) { EXPECT_EQ(names_furniture(GetParam().given), GetParam().is); }
INSTANTIATE_TEST_SUITE_P(
    Names, Furniture,
    testing::Values(HintCase{"Nothing", "", false}, HintCase{"Comments", "comment-list", true},
                    HintCase{"Share", "share-bar", true}, HintCase{"SharedIsNoShareBar", "shaded-box", false},
                    HintCase{"AdAlone", "ad", true}, HintCase{"HeaderIsNoAd", "headline", false},
                    HintCase{"BodyBesideASidebar", "article-body has-sidebar", false},
                    HintCase{"TagsOfAnArticle", "article-tags", true}, HintCase{"German", "kommentare", true},
                    HintCase{"Tweet", "social-embed twitter-tweet", false}),
    row_name);

class Label : public testing::TestWithParam<HintCase> {};
TEST_P(Label, IsTold) { EXPECT_EQ(is_page_label(GetParam().given), GetParam().is); }
INSTANTIATE_TEST_SUITE_P(
    Lines, Label,
    testing::Values(HintCase{"Advertisement", "Advertisement", true},
                    HintCase{"ReadMore", "Read more: The bridge that moved", true},
                    HintCase{"Share", "Share", true},
                    HintCase{"SharesFell", "Shares of the bank fell by a tenth after the news on Monday",
                             false},
                    HintCase{"ReadMoreInAStory",
                             "Read more books, the minister told the pupils, and you will need fewer films "
                             "to explain them to you.",
                             false},
                    HintCase{"German", "Lesen Sie auch: Der Fluss", true},
                    HintCase{"Copyright", "© 2024 The Paper", true},
                    HintCase{"Sentence", "The newsletter of the village comes once a month.", false}),
    row_name);

class Follows : public testing::TestWithParam<HintCase> {};
TEST_P(Follows, IsTold) { EXPECT_EQ(begins_what_follows(GetParam().given), GetParam().is); }
INSTANTIATE_TEST_SUITE_P(Lines, Follows,
                         testing::Values(HintCase{"Related", "Related stories:", true},
                                         HintCase{"Comments", "Comments (12)", true},
                                         HintCase{"More", "More from Science", true},
                                         HintCase{"Sentence", "Comments were not to be had.", false},
                                         HintCase{"German", "Mehr zum Thema", true}),
                         row_name);

}  // namespace
}  // namespace dateline
