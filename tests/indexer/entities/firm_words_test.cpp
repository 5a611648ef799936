#include "indexer/entities/firm_words.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"
#include "corpus/base/word_list.h"
#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

TEST(FirmWordsTest, HaveTheWordsOfEveryKindOfRow) {
  const auto& words = firm_words();
  EXPECT_TRUE(contains(words.endings, "Corp"));
  EXPECT_TRUE(contains(words.endings, "Morcha"));
  EXPECT_TRUE(contains(words.endings, "Kazhagam"));
  EXPECT_TRUE(contains(words.party_endings, "kazhagam"));
  EXPECT_FALSE(contains(words.party_endings, "corp"));
  EXPECT_TRUE(contains(words.firms, "credit suisse"));
}

/// A name written otherwise than name_words gives it would never be found.
TEST(FirmWordsTest, HaveFirmsAsTheyAreLookedUp) {
  for (const auto firm : firm_words().firms) EXPECT_EQ(joined(name_words(firm), " "), firm);
}

TEST(FirmWordsTest, HaveNoWordTwice) {
  auto endings = firm_words().endings;
  std::ranges::sort(endings);
  EXPECT_EQ(std::ranges::adjacent_find(endings), endings.end());
}

}  // namespace
}  // namespace dateline
