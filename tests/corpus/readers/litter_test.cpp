#include "corpus/readers/litter.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct LineCase {
  const char* name;
  const char* line;
  bool is_litter;
};

/// The line between paragraphs of an article: is it still there?
class Line : public testing::TestWithParam<LineCase> {};
TEST_P(Line, IsLitterOrNot) {
  const std::vector<std::string> article{
      "The ferry was late again on Monday, and nobody on the pier was surprised.", "", GetParam().line, "",
      "It will be late on Tuesday too, the harbour master said in a statement."};
  EXPECT_EQ(without_litter(article, "Ferry late").size() == 3, GetParam().is_litter);
}
std::string line_name(const testing::TestParamInfo<LineCase>& row) { return row.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Goes, Line,
    testing::Values(
        LineCase{"Advertisement", "Advertisement", true},
        LineCase{"AdvertisementInCapitals", "ADVERTISEMENT", true},
        LineCase{"Share", "Share this article", true}, LineCase{"ShareCount", "Share 14", true},
        LineCase{"CountOfShares", "1,204 shares", true}, LineCase{"ThousandShares", "1.2k Shares", true},
        LineCase{"Tweet", "Tweet", true}, LineCase{"FacebookCount", "Facebook 12", true},
        LineCase{"CommentCount", "Comments (12)", true}, LineCase{"OneComment", "1 comment", true},
        LineCase{"Print", "Print", true}, LineCase{"EmailThis", "Email this article", true},
        LineCase{"Subscribe", "Subscribe", true}, LineCase{"SubscribeNow", "Subscribe now!", true},
        LineCase{"Newsletter", "Sign up for our newsletter and never miss a ferry", true},
        LineCase{"EnterEmail", "Enter your email address", true}, LineCase{"SignIn", "Sign in", true},
        LineCase{"ReadMore", "Read more", true}, LineCase{"ReadMoreDots", "Read more...", true},
        LineCase{"ReadMoreHeadline", "READ MORE: Lighthouse painted wrong shade of white", true},
        LineCase{"SeeAlso", "See also: Storm takes roof, returns it", true},
        LineCase{"Continue", "Story continues below advertisement", true},
        LineCase{"PhotoCredit", "Photo: M. Rendall/Island Echo", true},
        LineCase{"PhotoBy", "(Photo by Ana Díaz)", true},
        LineCase{"ImageCredit", "Image credit: Harbour Trust", true}, LineCase{"Getty", "Getty Images", true},
        LineCase{"Trail", "Home » News » Ferry late", true},
        LineCase{"TrailWithAngles", "Home > News > Islands", true},
        LineCase{"SkipToContent", "Skip to content", true}, LineCase{"BackToTop", "Back to top", true},
        LineCase{"Rule", "* * *", true}, LineCase{"Dashes", "-----", true},
        LineCase{"Cookies", "We use cookies to make this site better.", true},
        LineCase{"Copyright", "Copyright © 2021 Island Echo", true},
        LineCase{"EmailNotPublished",
                 "Your email address will not be published. Required fields are marked *", true},
        LineCase{"Akismet", "This site uses Akismet to reduce spam.", true},
        LineCase{"NextArrow", "Storm takes roof, returns it »", true},
        LineCase{"NextPost", "Next post: Storm takes roof", true}),
    line_name);

INSTANTIATE_TEST_SUITE_P(
    Stays, Line,
    testing::Values(
        LineCase{"SentenceOnSharing", "Share prices of the ferry line fell by four per cent on Tuesday.",
                 false},
        LineCase{"SentenceOnSubscribing",
                 "Subscribe to the library's books, she says, and you may be asked for them.", false},
        LineCase{"SentenceOnNewsletter", "Her newsletter has 400 readers on an island of 300.", false},
        LineCase{"SentenceOnComments", "No comment was given by the council on Monday.", false},
        LineCase{"SpokenNoComment", "\"No comment.\"", false},
        LineCase{"QuoteAsParagraph", "\"Print it,\" he said.", false},
        LineCase{"SentenceOnTweets", "A tweet by the harbour master drew 1,204 replies.", false},
        LineCase{"SentenceOnPhoto", "Photo by photo, the archive of the island is going online this year.",
                 false},
        LineCase{"ShortQuestion", "Why now?", false}, LineCase{"ShortAnswer", "Because.", false},
        LineCase{"Subheading", "The pier", false}, LineCase{"SubheadingNext", "What comes next", false},
        LineCase{"SubheadingPrevious", "Previous winters", false},
        LineCase{"SentenceOnAdvertising", "Advertising on the ferry is allowed from next year.", false},
        LineCase{"SentenceOnCookies", "Cookies were sold for the church roof.", false},
        LineCase{"SentenceOnRelated", "Related stories were told in the pub.", false},
        LineCase{"Number", "14", false}, LineCase{"NumberWithUnit", "14 sheep", false},
        LineCase{"Score", "Harbour 3, Fairholm 1", false}, LineCase{"HomeWin", "Home side wins again", false},
        LineCase{"SentenceOnHome", "Home is where the ferry stops.", false},
        LineCase{"Dateline", "FAIRHOLM - The school has doubled in size.", false},
        LineCase{"ListItem", "- One sheep", false},
        LineCase{"SentenceOnCopyright", "Copyright law was changed for the archive.", false},
        LineCase{"SentenceOnSigningUp", "Sign up sheets hung in the church for a week.", false},
        LineCase{"SentenceOnMore", "More rain is expected on Friday.", false},
        LineCase{"Chinese", "渡轮周一再次晚点。", false},
        LineCase{"Arabic", "تأخرت العبارة مرة أخرى يوم الاثنين", false}),
    line_name);

struct TextCase {
  const char* name;
  std::vector<std::string> lines;
  std::vector<std::string> kept;
};
const std::string kFirst = "The ferry was late again on Monday, and nobody on the pier was surprised.";
const std::string kSecond =
    "It will be late on Tuesday too, the harbour master said in a statement to the press.";

class Text : public testing::TestWithParam<TextCase> {};
TEST_P(Text, KeepsTheArticle) { EXPECT_EQ(without_litter(GetParam().lines, "Ferry late"), GetParam().kept); }

INSTANTIATE_TEST_SUITE_P(
    Blocks, Text,
    testing::Values(
        TextCase{
            "TeasersInTheMiddle",
            {kFirst, "", "You Might Like", "Sheep blocks runway", "Council buys snow plough", "", kSecond},
            {kFirst, "", kSecond}},
        TextCase{"TeasersAtTheEnd",
                 {kFirst, kSecond, "", "Related stories", "", "Sheep blocks runway", "",
                  "Council buys snow plough"},
                 {kFirst, kSecond}},
        TextCase{"HeadingWithNothingBelow", {kFirst, "", "Related", "", kSecond}, {kFirst, "", kSecond}},
        TextCase{"PreviousAndNext",
                 {kFirst, "", "Previous Lighthouse painted", "Next Storm takes roof"},
                 {kFirst}},
        TextCase{"PreviousAlone",
                 {kFirst, "", "Previous winters", "", kSecond},
                 {kFirst, "", "Previous winters", "", kSecond}},
        TextCase{"CommentsBehindALongText",
                 {kFirst, kSecond, kFirst, kSecond, kFirst, kSecond, kFirst, kSecond, "", "No Comment", "",
                  "Leave a reply", "Great ferry, I love it."},
                 {kFirst, kSecond, kFirst, kSecond, kFirst, kSecond, kFirst, kSecond}},
        TextCase{"CommentHeadTooEarlyToCutThere", {"Leave a comment", kFirst, kSecond}, {kFirst, kSecond}},
        TextCase{"TitleAgainBeforeTheText", {"Ferry late", "", kFirst}, {kFirst}},
        TextCase{"LitterAloneStays", {"Share", "Print"}, {"Share", "Print"}}, TextCase{"Nothing", {}, {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Trail, EndsInTheTitle) {
  EXPECT_EQ(without_trail("Home » News » Ferry late"), "Ferry late");
  EXPECT_EQ(without_trail("Oil > gas, says minister"), "Oil > gas, says minister");
}

}  // namespace
}  // namespace dateline
