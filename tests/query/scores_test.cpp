#include "query/scores.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Scores, AreZeroAgainForTheNextSearch) {
  for (int round = 0; round < 3; ++round) {
    Scores scores(5'000);
    for (const DocId document : {0u, 1u, 1'023u, 1'024u, 5'000u}) {
      EXPECT_EQ(scores[document], 0) << document;
      scores.add(document, 1.5f);
      scores.add(document, 1);
      EXPECT_EQ(scores[document], 2.5f);
      scores.set(document, 7);
    }
  }
}

TEST(Scores, CopiesStandAlone) {
  Scores scores(10);
  scores.add(3, 1);
  auto copy = scores;
  copy.add(3, 1);
  EXPECT_EQ(scores[3], 1);
  EXPECT_EQ(copy[3], 2);
  scores = copy;
  EXPECT_EQ(scores[3], 2);
}

TEST(Scores, GrowWithTheIndex) {
  {
    Scores small(10);
    small.add(10, 1);
  }
  Scores large(100'000);
  EXPECT_EQ(large[10], 0);
  EXPECT_EQ(large[100'000], 0);
}

}  // namespace
}  // namespace dateline
