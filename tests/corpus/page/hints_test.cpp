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

}  // namespace
}  // namespace dateline
