#include "query/byte_search.h"

#include <gtest/gtest.h>

#include <algorithm>
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

/// `count` parts of 1 to `longest` bytes.
std::vector<std::string> some_parts(std::mt19937& random, std::size_t count, std::size_t longest) {
  std::vector<std::string> parts;
  for (; count > 0; --count) parts.push_back(some_bytes(random, 1 + random() % longest));
  return parts;
}

TEST(ByteFinder, FindsWhatStringsFind) {
  std::mt19937 random(3);
  int found = 0;
  for (int round = 0; round < 20'000; ++round) {
    const auto bytes = some_bytes(random, random() % 80);
    const auto parts = some_parts(random, random() % 3, round % 100 == 0 ? 40 : 6);
    ByteFinder finder;
    for (const auto& part : parts) finder.add(part);
    const bool expected =
        std::ranges::any_of(parts, [&](const auto& part) { return bytes.find(part) != bytes.npos; });
    ASSERT_EQ(finder.any_in(bytes), expected) << testing::PrintToString(bytes);
    found += expected;
  }
  EXPECT_GT(found, 5'000);
  EXPECT_LT(found, 18'000);
}

TEST(ByteFinder, FindsOneOfTheFirstWithOneOfTheSecondDirectlyBehind) {
  std::mt19937 random(4);
  int found = 0;
  for (int round = 0; round < 20'000; ++round) {
    const auto bytes = some_bytes(random, random() % 80);
    ByteFinder finder;
    bool expected = false;
    for (auto pairs = random() % 3; pairs > 0; --pairs) {
      const auto first = some_parts(random, random() % 4, 3), second = some_parts(random, random() % 4, 3);
      finder.add_pair(first, second);
      for (const auto& a : first) {
        for (const auto& b : second) expected = expected || bytes.find(a + b) != bytes.npos;
      }
    }
    ASSERT_EQ(finder.any_in(bytes), expected) << testing::PrintToString(bytes);
    found += expected;
  }
  EXPECT_GT(found, 2'000);
  EXPECT_LT(found, 18'000);
}

TEST(ByteFinder, FindsAPartWhereverItStandsAmongManyBytes) {
  for (const std::string part : {"a", "ab", "abcde"}) {
    ByteFinder finder;
    finder.add(part);
    for (std::size_t size = part.size(); size < 200; size += 7) {
      const std::string nearly(size, part.size() == 1 ? 'b' : 'a');
      ASSERT_FALSE(finder.any_in(nearly)) << size;
      for (std::size_t place = 0; place + part.size() <= size; ++place) {
        auto bytes = nearly;
        bytes.replace(place, part.size(), part);
        ASSERT_TRUE(finder.any_in(bytes)) << part << " at " << place << " of " << size;
      }
    }
  }
}

}  // namespace
}  // namespace dateline
