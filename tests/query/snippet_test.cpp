#include "query/snippet.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

std::string marked(std::string_view text, const std::vector<Range>& ranges) {
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, end] : ranges) {
    out.append(text.substr(at, begin - at)).append("[").append(text.substr(begin, end - begin)).append("]");
    at = end;
  }
  return out.append(text.substr(at));
}

struct HighlightCase {
  const char* name;
  Highlighter highlighter;
  const char* text;
  const char* marked;
};
class Highlights : public testing::TestWithParam<HighlightCase> {};
TEST_P(Highlights, MarkWhatMatched) {
  EXPECT_EQ(marked(GetParam().text, GetParam().highlighter.highlights(GetParam().text)), GetParam().marked);
}
INSTANTIATE_TEST_SUITE_P(
    Texts, Highlights,
    testing::Values(
        HighlightCase{"Word", {.words = {"flood"}}, "The Flood, a flood.", "The [Flood], a [flood]."},
        HighlightCase{"Folded", {.words = {"zurich"}}, "In Zürich today", "In [Zürich] today"},
        HighlightCase{"PhraseAsAWhole",
                      {.phrases = {{"white", "house"}}},
                      "White paint. White House. house",
                      "White paint. [White House]. house"},
        HighlightCase{"Initials", {.words = {"us"}}, "the U.S. army", "the [U.S.] army"},
        HighlightCase{
            "Chinese", {.phrases = {{"北京", "京大", "大学"}}}, "在北京大学学习", "在[北京大学]学习"},
        HighlightCase{"Nothing", {}, "text", "text"}),
    [](const auto& row) { return std::string(row.param.name); });

std::string filler(int words) {
  std::string text;
  for (int n = 0; n < words; ++n) text += "filler ";
  return text;
}

TEST(Snippet, ShowsTheDensestPassage) {
  const auto text = filler(200) + "a flood. " + filler(200) + "The flood hit the rhine. " + filler(200);
  const auto shown = snippet(text, {.words = {"flood", "rhine"}}, 20);
  EXPECT_NE(marked(shown.text, shown.highlights).find("The [flood] hit the [rhine]"), std::string::npos)
      << shown.text;
  EXPECT_TRUE(shown.text.starts_with("… "));
  EXPECT_TRUE(shown.text.ends_with(" …"));
}

TEST(Snippet, IsTheBeginningWhereNothingMatches) {
  EXPECT_EQ(snippet("One two.\nThree", {}, 40).text, "One two. Three");
  EXPECT_EQ(snippet("", {}).text, "");
}

TEST(Snippet, NeverBreaksUtf8) {
  const auto text = "Zürich 北京大学 " + filler(30) + "São Paulo é grande";
  for (std::size_t words = 1; words < 40; ++words) {
    const auto shown = snippet(text, {.words = {"paulo"}}, words);
    EXPECT_TRUE(is_utf8(shown.text));
    for (const auto& [begin, end] : shown.highlights)
      EXPECT_EQ(shown.text.substr(begin, end - begin), "Paulo");
  }
}

}  // namespace
}  // namespace dateline
