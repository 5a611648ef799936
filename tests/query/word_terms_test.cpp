#include "query/word_terms.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(WordTerms, KnowsWhatWasSetAndNothingElse) {
  WordTerms table;
  table.set(7, 1);
  table.set(1000, 2);
  EXPECT_EQ(table.view()[7], 1);
  EXPECT_EQ(table.view()[1000], 2);
  for (const WordNumber word : {0u, 6u, 8u, 999u, 1001u, kNoWord}) EXPECT_EQ(table.view()[word], 0) << word;
}

TEST(WordTerms, ForgetsWhatWasSetBefore) {
  {
    WordTerms().set(5, 9);
  }
  WordTerms next;
  next.set(6, 1);
  EXPECT_EQ(next.view()[5], 0);
  EXPECT_EQ(next.view()[6], 1);
}

TEST(WordTerms, TwoAtATimeAreApart) {
  WordTerms first, second;
  first.set(3, 1);
  second.set(4, 2);
  EXPECT_EQ(first.view()[4], 0);
  EXPECT_EQ(second.view()[3], 0);
  EXPECT_EQ(second.view()[4], 2);
}

}  // namespace
}  // namespace dateline
