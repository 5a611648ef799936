#include "query/stop_words.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(StopWords, BelongToALanguage) {
  EXPECT_TRUE(is_stop_word("en", "the"));
  EXPECT_TRUE(is_stop_word("de", "die"));
  EXPECT_FALSE(is_stop_word("en", "die"));
  EXPECT_FALSE(is_stop_word("en", "president"));
  EXPECT_FALSE(is_stop_word("xx", "the"));
}

}  // namespace
}  // namespace dateline
