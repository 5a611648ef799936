#include "indexer/story.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dateline {
namespace {

constexpr std::string_view kText =
    "The river rose by two metres overnight and left its banks at four in the morning. Firemen brought sixty "
    "people out of a home for the old, and the mayor opened the school for those who could not go back. No "
    "train will run before Friday, the railway said, because the bridge below the mill has to be looked at.";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  return text.replace(text.find(what), what.size(), with);
}

struct CopyCase {
  const char* name;
  std::string other;
  bool is_copy;
};

class NearCopy : public testing::TestWithParam<CopyCase> {};
TEST_P(NearCopy, IsTold) {
  EXPECT_EQ(is_near_copy(shingles_of(kText), shingles_of(GetParam().other)), GetParam().is_copy);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, NearCopy,
    testing::Values(CopyCase{"Same", std::string(kText), true},
                    CopyCase{"OtherCaseAndStops",
                             replaced(std::string(kText), "The river rose", "THE RIVER - rose"), true},
                    CopyCase{"FigureCorrected", replaced(std::string(kText), "sixty", "seventy"), true},
                    CopyCase{"SentenceCut", std::string(kText.substr(0, kText.find("No train"))), true},
                    CopyCase{"AgencyNamed", "RHINEBACH (Meridian) - " + std::string(kText), true},
                    CopyCase{
                        "OtherStory",
                        "The council met for the first time since the flood and voted to mend the wall at "
                        "the mill, which "
                        "the river has left standing, before a bridge is built. The mayor voted against it.",
                        false},
                    CopyCase{"Quoted",
                             "Last year, this paper wrote, the river rose by two metres overnight and left "
                             "its banks. This year "
                             "the wall held, nobody had to leave a home, and trains ran as if it had never "
                             "rained at all in the "
                             "valley, where people came out to look at the water under the stars and to sing "
                             "until the morning.",
                             false},
                    CopyCase{"Empty", "", false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(NearCopyOf, AFormulaIsNone) {
  const auto formula = shingles_of("Qtly div 11 cts vs 11 cts prior. Pay April one.");
  EXPECT_FALSE(is_near_copy(formula, formula));
}

/// `words` with `gap` before each and behind the last.
std::string spread(std::initializer_list<std::string_view> words, std::string_view gap) {
  std::string text(gap);
  for (const auto word : words) text.append(word).append(gap);
  return text;
}

TEST(ShinglesOf, DependOnWordsAloneWhereverTheyStand) {
  const auto wanted = shingles_of("a 12345678 ÉTÉ antidisestablishmentarianism zZ9 [`{@/: 0");
  EXPECT_EQ(wanted.size(), 4u);
  for (const char separator : std::string_view("\0 \x10\x19@[`{/:\x7F", 12)) {
    for (std::size_t size = 1; size < 70; ++size) {
      EXPECT_EQ(shingles_of(spread({"A", "12345678", "ÉTÉ", "AntiDisestablishmentarianism", "Zz9", "0"},
                                   std::string(size, separator))),
                wanted)
          << size << " times " << static_cast<int>(separator);
    }
  }
}

bool meet(std::string_view text, std::string_view other) {
  const auto wanted = story_bands(shingles_of(text));
  return std::ranges::any_of(story_bands(shingles_of(other)), [&](std::uint32_t band) {
    return std::ranges::find(wanted, band) != wanted.end();
  });
}

TEST(StoryBands, MeetForALightlyEditedText) {
  EXPECT_TRUE(meet(kText, kText));
  EXPECT_TRUE(meet(kText, replaced(std::string(kText), "sixty", "seventy")));
  EXPECT_FALSE(meet(
      kText, "A wholly other text of a length that is enough for it to have bands of its own, as all have"));
}

TEST(StoryBands, AreSoManyAndComeBackFromBytes) {
  const auto bands = story_bands(shingles_of(kText));
  EXPECT_EQ(bands.size(), kStoryBands);
  EXPECT_EQ(decode_bands(encode_bands(bands)), bands);
  EXPECT_EQ(decode_bands(encode_bands(bands) + "abc"), bands);
  EXPECT_TRUE(story_bands(shingles_of("Too short")).empty());
  EXPECT_TRUE(story_bands("Too short").empty());
  EXPECT_TRUE(story_bands(std::string_view()).empty());
  std::string text(kText);
  for (int n = 0; n < 4; ++n, text += text) EXPECT_EQ(story_bands(text), story_bands(shingles_of(text)));
}

struct DaysCase {
  const char* name;
  int one, other;
  bool expected;
};
class IsNearInTime : public testing::TestWithParam<DaysCase> {};
TEST_P(IsNearInTime, OnDays) {
  EXPECT_EQ(is_near_in_time(GetParam().one, GetParam().other, -9), GetParam().expected);
  EXPECT_EQ(is_near_in_time(GetParam().other, GetParam().one, -9), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Days, IsNearInTime,
                         testing::Values(DaysCase{"Same", 5, 5, true},
                                         DaysCase{"AtMostApart", 5, 5 + kStoryDays, true},
                                         DaysCase{"FurtherApart", 5, 6 + kStoryDays, false},
                                         DaysCase{"AroundTheEpoch", -1, 1, true},
                                         DaysCase{"OneUnknown", -9, -8, false},
                                         DaysCase{"BothUnknown", -9, -9, true}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
