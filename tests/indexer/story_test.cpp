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

/// Whether an article published on `day` finds one of `other_day` by its keys.
bool meet(std::string_view text, std::optional<int> day, std::string_view other,
          std::optional<int> other_day) {
  const auto date = [](std::optional<int> days) {
    return days ? std::optional(std::chrono::sys_days{std::chrono::days{*days}}) : std::nullopt;
  };
  const auto wanted = story_keys_around(shingles_of(text), date(day));
  return std::ranges::any_of(story_keys(shingles_of(other), date(other_day)), [&](const std::string& key) {
    return std::ranges::find(wanted, key) != wanted.end();
  });
}

TEST(StoryKeys, MeetWithinTheDaysOnly) {
  for (const int day : {-1000, -1, 0, 1, 18'865}) {
    for (int apart = -kStoryDays; apart <= kStoryDays; ++apart)
      EXPECT_TRUE(meet(kText, day, kText, day + apart));
    EXPECT_FALSE(meet(kText, day, kText, day + 3 * kStoryDays));
    EXPECT_FALSE(meet(kText, day, kText, std::nullopt));
  }
  EXPECT_TRUE(meet(kText, std::nullopt, kText, std::nullopt));
}

TEST(StoryKeys, MeetForALightlyEditedText) {
  EXPECT_TRUE(meet(kText, 5, replaced(std::string(kText), "sixty", "seventy"), 6));
  EXPECT_FALSE(
      meet(kText, 5,
           "A wholly other text of a length that is enough for it to have keys of its own, as all have", 5));
}

TEST(StoryKeys, AreShortWords) {
  const auto keys = story_keys(shingles_of(kText), std::nullopt);
  EXPECT_EQ(keys.size(), kStoryBands);
  for (const auto& key : keys)
    EXPECT_EQ(key.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz"), std::string::npos) << key;
  EXPECT_TRUE(story_keys(shingles_of("Too short"), std::nullopt).empty());
}

}  // namespace
}  // namespace dateline
