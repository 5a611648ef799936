#include "corpus/page/standfirst.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace dateline {
namespace {

const std::string kLead = "The bridge stood for ninety years; the river took it in one night.";
const std::string kStory = "<main><p>story</p></main>";

struct StandfirstCase {
  const char* name;
  std::string html;
  std::vector<std::string> lines;
};
class Standfirst : public testing::TestWithParam<StandfirstCase> {};
TEST_P(Standfirst, IsFound) {
  const auto tree = *parse_page("<body>" + GetParam().html + kStory + "</body>");
  const auto first = std::ranges::find(tree.nodes, "story", &PageNode::text);
  ASSERT_NE(first, tree.nodes.end());
  EXPECT_THAT(standfirst(tree, "Bridge gone", static_cast<NodeId>(first - tree.nodes.begin())),
              testing::ElementsAreArray(GetParam().lines));
}
std::string with(const std::string& between) { return "<h1>Bridge gone</h1>" + between; }
const std::string kP = "<p>" + kLead + "</p>";

INSTANTIATE_TEST_SUITE_P(
    Pages, Standfirst,
    testing::Values(
        StandfirstCase{"Paragraph", with(kP), {kLead}},
        StandfirstCase{"InAnElementOfItsOwn", with("<div class=article-teaser>" + kP + "</div>"), {kLead}},
        StandfirstCase{"NamedHeading", with("<h2 class=subtitle>" + kLead + "</h2>"), {kLead}},
        StandfirstCase{
            "NamedWithoutFullStop",
            with("<div class=chapo>In Salford a bridge of ninety years is gone, and a mayor stays</div>"),
            {"In Salford a bridge of ninety years is gone, and a mayor stays"}},
        StandfirstCase{"HeadlineThatIsNoH1", "<h2>Bridge gone</h2>" + kP, {kLead}},
        StandfirstCase{"NoHeadline", "<h2>News</h2>" + kP, {}},
        StandfirstCase{"BeforeTheHeadline", kP + "<h1>Bridge gone</h1>", {}},
        StandfirstCase{"BehindTheLastHeadline",
                       "<h1>Daily</h1><p>Our motto is that nothing ever stays as it was.</p>" + with(kP),
                       {kLead}},
        StandfirstCase{"UnnamedHeading", with("<h2>" + kLead + "</h2>"), {}},
        StandfirstCase{"CaptionWithoutFullStop",
                       with("<div>The bridge of Salford in an older picture of the archive/Getty</div>"),
                       {}},
        StandfirstCase{"Figure", with("<figure>" + kP + "</figure>"), {}},
        StandfirstCase{"Navigation", with("<nav class=intro>" + kP + "</nav>"), {}},
        StandfirstCase{"ShareBar", with("<div class=share-bar>" + kP + "</div>"), {}},
        StandfirstCase{"Links", with("<p class=intro><a href=/x>" + kLead + "</a></p>"), {}},
        StandfirstCase{"Short", with("<p class=intro>Updated at noon.</p>"), {}},
        StandfirstCase{"TooMuchForOne",
                       with("<p>" + std::string(900, 'x') + ".</p><p>" + std::string(900, 'y') + ".</p>"),
                       {}}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
