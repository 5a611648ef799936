#include "query/snippet.h"

#include <gtest/gtest.h>

#include <random>

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
        // A short word between them was once passed over as if it were one character of Chinese.
        HighlightCase{"NotAcrossAnotherWord",
                      {.phrases = {{"the", "flood"}}},
                      "the U.S. flood, the flood",
                      "the U.S. flood, [the flood]"},
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

TEST(Snippet, ShowsTwoPassagesWhereTheyShowMore) {
  const auto text = "Opening words. " + filler(60) + "end.\n\nA flood came.  " + filler(200) +
                    "done. The rhine rose\n\nin May. " + filler(60);
  const auto shown = snippet(text, {.words = {"flood", "rhine"}}, 12);
  EXPECT_EQ(marked(shown.text, shown.highlights), "… A [flood] came. … The [rhine] rose in May. …");
}

TEST(Snippet, KeepsQuotesWithTheirSentence) {
  const auto text = filler(30) + "end. “A flood came.” " + filler(30);
  EXPECT_EQ(snippet(text, {.words = {"flood"}}, 6).text, "… “A flood came.” …");
}

TEST(Snippet, ShowsOnePassageWhereItHasAll) {
  const auto text =
      filler(60) + "done. A flood of the rhine. " + filler(60) + "done. The rhine. " + filler(60);
  const auto shown = snippet(text, {.words = {"flood", "rhine"}}, 12);
  EXPECT_EQ(marked(shown.text, shown.highlights), "… A [flood] of the [rhine]. …");
}

TEST(Snippet, GoesBackToTheBeginningOfItsSentence) {
  const auto text =
      filler(30) + "end. Officials said on Monday that the flood hit the banks of the rhine. " + filler(30);
  const auto shown = snippet(text, {.words = {"flood", "rhine"}}, 12);
  EXPECT_EQ(marked(shown.text, shown.highlights),
            "… Officials said on Monday that the [flood] hit the banks of the [rhine]. …");
}

TEST(Snippet, GoesOnToTheEndOfItsSentence) {
  const auto text = filler(30) + "end. The flood came and the water rose in every old town. " + filler(30);
  EXPECT_EQ(snippet(text, {.words = {"flood"}}, 10).text,
            "… The flood came and the water rose in every old town. …");
}

TEST(Snippet, TakesTheDotOfATitleForNoEnd) {
  const auto text = filler(30) + "end. The flood was seen by Mr. Smith and others. " + filler(30);
  EXPECT_EQ(snippet(text, {.words = {"flood"}}, 8).text, "… The flood was seen by Mr. Smith and others. …");
}

TEST(Snippet, FormsOfOneWordAreOneWord) {
  const auto text =
      "Floods flooded flooding here. " + filler(100) + "end. The flood hit the rhine. " + filler(60);
  const auto shown = snippet(text,
                             {.words = {"flood", "floods", "flooded", "flooding", "rhine"},
                              .alike = {{"flood", "floods", "flooded", "flooding"}}},
                             10);
  EXPECT_NE(marked(shown.text, shown.highlights).find("The [flood] hit the [rhine]."), std::string::npos)
      << shown.text;
}

TEST(Snippet, KeepsAPhraseWhole) {
  const auto text = filler(30) + "the white house stood " + filler(30);
  for (std::size_t words = 1; words < 20; ++words) {
    const auto shown = snippet(text, {.phrases = {{"white", "house"}}}, words);
    EXPECT_NE(marked(shown.text, shown.highlights).find("[white house]"), std::string::npos) << words;
  }
}

/// Random texts and queries: what every snippet has to hold.
TEST(Snippet, IsAlwaysTrueToTheText) {
  constexpr const char* kWords[] = {"flood",    "Zürich", "the", "White", "house",
                                    "北京大学", "U.S.",   "São", "rhine", "й"};
  constexpr const char* kGaps[] = {" ", "  ", ". ", ".\n\n", ", ", "\t", "? "};
  const Highlighter highlighters[] = {
      {.words = {"flood", "rhine"}},
      {.phrases = {{"white", "house"}}},
      {.words = {"zurich", "us"}, .phrases = {{"the", "flood"}, {"北京", "京大", "大学"}}},
      {.words = {"sao"}},
      {}};
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t n = 0, count = random() % 120; n < count; ++n)
      text.append(kWords[random() % std::size(kWords)]).append(kGaps[random() % std::size(kGaps)]);
    const auto& highlighter = highlighters[random() % std::size(highlighters)];
    const auto shown = snippet(text, highlighter, 1 + random() % 40);
    SCOPED_TRACE(text + "\n-> " + shown.text);
    ASSERT_TRUE(is_utf8(shown.text));
    ASSERT_EQ(shown.text, squeezed(shown.text));
    // Its parts stand in the text, in order; there are at most two.
    const auto whole = squeezed(text);
    std::size_t parts = 0, at = 0;
    std::string_view rest = shown.text;
    while (!rest.empty()) {
      const auto joint = std::min(rest.find("…"), rest.size());
      const auto part = trimmed(rest.substr(0, joint));
      rest.remove_prefix(std::min(joint + std::string_view("…").size(), rest.size()));
      if (part.empty()) continue;
      ++parts;
      at = whole.find(part, at);
      ASSERT_NE(at, std::string::npos) << part;
    }
    ASSERT_LE(parts, 2);
    // What is marked is what matches there, and something is wherever something matches.
    std::uint32_t before = 0;
    for (const auto& [begin, end] : shown.highlights) {
      ASSERT_TRUE(before <= begin && begin < end && end <= shown.text.size());
      before = end;
      const auto part = shown.text.substr(begin, end - begin);
      ASSERT_EQ(highlighter.highlights(part), (std::vector<Range>{{0, end - begin}})) << part;
    }
    ASSERT_EQ(shown.highlights.empty(), highlighter.highlights(text).empty());
  }
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
