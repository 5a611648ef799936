#include "server/cache.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

HttpResponse response(std::size_t bytes) { return {.body = std::string(bytes, 'x')}; }

TEST(ResponseCache, GivesBackWhatItKeepsForOneRevision) {
  ResponseCache cache(1 << 20);
  cache.keep("a", "r1", response(10));
  ASSERT_NE(cache.find("a", "r1"), nullptr);
  EXPECT_EQ(cache.find("a", "r1")->body.size(), 10U);
  EXPECT_EQ(cache.find("b", "r1"), nullptr);
  EXPECT_EQ(cache.find("a", "r2"), nullptr);
  EXPECT_EQ(cache.bytes(), 0U) << "what an index that changed made is dropped";
}

TEST(ResponseCache, ForgetsWhatWasUsedLongestAgo) {
  ResponseCache cache(20'000);
  for (const char* key : {"a", "b", "c", "d", "e", "f", "g"}) cache.keep(key, "r", response(1'900));
  EXPECT_NE(cache.find("a", "r"), nullptr);
  cache.keep("h", "r", response(1'900));
  cache.keep("i", "r", response(1'900));
  EXPECT_NE(cache.find("a", "r"), nullptr);
  EXPECT_EQ(cache.find("b", "r"), nullptr);
  EXPECT_LE(cache.bytes(), 20'000U);
}

TEST(ResponseCache, ReplacesAndRefusesWhatIsTooLarge) {
  ResponseCache cache(16'000);
  cache.keep("a", "r", response(100));
  const auto before = cache.bytes();
  cache.keep("a", "r", response(100));
  EXPECT_EQ(cache.bytes(), before);
  cache.keep("b", "r", response(15'000));
  EXPECT_EQ(cache.find("b", "r"), nullptr);
  EXPECT_NE(cache.find("a", "r"), nullptr);
}

TEST(ResponseCache, OfNoBytesKeepsNothing) {
  ResponseCache cache(0);
  cache.keep("a", "r", response(1));
  EXPECT_EQ(cache.find("a", "r"), nullptr);
}

}  // namespace
}  // namespace dateline
