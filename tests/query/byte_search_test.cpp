#include "query/byte_search.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace dateline {
namespace {

/// Few different bytes, so that parts are found and nearly found.
std::string some_bytes(std::mt19937& random, std::size_t size) {
  std::string bytes;
  for (; size > 0; --size) bytes += "\x00\x01\x80\xFF"[random() % 4];
  return bytes;
}

TEST(ContainsBytes, SaysWhatFindSays) {
  std::mt19937 random(3);
  int found = 0;
  for (int round = 0; round < 20'000; ++round) {
    const auto bytes = some_bytes(random, random() % 60), part = some_bytes(random, random() % 6);
    const bool expected = bytes.find(part) != bytes.npos;
    ASSERT_EQ(contains_bytes(bytes, part), expected) << testing::PrintToString(bytes + "|" + part);
    found += expected;
  }
  EXPECT_GT(found, 5'000);
  EXPECT_LT(found, 18'000);
}

TEST(ContainsPair, IsOneOfTheFirstWithOneOfTheSecondDirectlyBehind) {
  std::mt19937 random(4);
  int found = 0;
  for (int round = 0; round < 20'000; ++round) {
    const auto bytes = some_bytes(random, random() % 60);
    std::vector<std::string> first, second;
    for (auto n = random() % 3; n > 0; --n) first.push_back(some_bytes(random, 1 + random() % 3));
    for (auto n = random() % 3; n > 0; --n) second.push_back(some_bytes(random, 1 + random() % 3));
    bool expected = false;
    for (const auto& a : first) {
      for (const auto& b : second) expected = expected || bytes.find(a + b) != bytes.npos;
    }
    ASSERT_EQ(contains_pair(bytes, first, second), expected) << testing::PrintToString(bytes);
    found += expected;
  }
  EXPECT_GT(found, 2'000);
  EXPECT_LT(found, 18'000);
}

}  // namespace
}  // namespace dateline
