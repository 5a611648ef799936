#include "corpus/base/word_list.h"

#include <gtest/gtest.h>

#include <array>

namespace dateline {
namespace {

struct WordCase {
  const char* name;
  const char* word;
  bool is_in;
};
class WordList : public testing::TestWithParam<WordCase> {};

TEST_P(WordList, HasItsWordsOnly) {
  static constexpr std::array<std::string_view, 3> kInAnyOrder{"sea", "air", "seaside"};
  static constexpr std::string_view kSorted[] = {"air", "sea", "seaside"};
  EXPECT_EQ(contains(kInAnyOrder, GetParam().word), GetParam().is_in);
  EXPECT_EQ(contains_sorted(kSorted, GetParam().word), GetParam().is_in);
}

INSTANTIATE_TEST_SUITE_P(Words, WordList,
                         testing::Values(WordCase{"First", "air", true}, WordCase{"Last", "seaside", true},
                                         WordCase{"Beginning", "se", false},
                                         WordCase{"Longer", "seas", false},
                                         WordCase{"AnotherCase", "Sea", false}, WordCase{"Empty", "", false}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
