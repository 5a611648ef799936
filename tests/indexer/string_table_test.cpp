#include "indexer/string_table.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(StringTable, FindsWhatItHolds) {
  for (const int size : {0, 1, 2, 5, 1'000}) {
    Strings strings;
    for (int n = 0; n < size; ++n)
      strings.add(std::string(static_cast<std::size_t>(n % 9), 'x') + std::to_string(n));
    const auto table = strings.view();
    const auto slots = slots_of(table);
    ASSERT_EQ(table.size(), static_cast<std::size_t>(size));
    for (std::uint32_t n = 0; n < table.size(); ++n)
      EXPECT_EQ(find_string(table, slots, table[n]), n) << table[n];
    EXPECT_EQ(find_string(table, slots, "y"), std::nullopt);
    EXPECT_EQ(find_string(table, slots, ""), std::nullopt);
  }
}

/// As in a damaged file.
TEST(StringTable, SlotsOfNothingFindNothing) {
  Strings strings;
  strings.add("a");
  EXPECT_EQ(find_string(strings.view(), {}, "a"), std::nullopt);
  const std::vector<std::uint32_t> wild{7, 9};
  EXPECT_EQ(find_string(strings.view(), wild, "a"), std::nullopt);
}

TEST(StringTable, WhatLeadsOutsideIsEmpty) {
  const std::vector<std::uint32_t> begin{0, 2, 1, 9};
  const StringTable table{begin, "abcd"};
  EXPECT_EQ(table[0], "ab");
  EXPECT_EQ(table[1], "") << "ends before it begins";
  EXPECT_EQ(table[2], "") << "ends behind the bytes";
  EXPECT_EQ(table[3], "") << "there is none";
  EXPECT_EQ(StringTable()[0], "");
}

}  // namespace
}  // namespace dateline
