#include "indexer/entities/names/names.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

struct WordsCase {
  const char* name;
  const char* written;
  const char* words;
};

class NameWords : public testing::TestWithParam<WordsCase> {};

TEST_P(NameWords, AreFolded) { EXPECT_EQ(joined(name_words(GetParam().written), "|"), GetParam().words); }

INSTANTIATE_TEST_SUITE_P(Names, NameWords,
                         testing::Values(WordsCase{"Plain", "Seth Jones", "seth|jones"},
                                         WordsCase{"Initial", "Seth G. Jones", "seth|g|jones"},
                                         WordsCase{"Inverted", "Jones, Seth", "seth|jones"},
                                         WordsCase{"TwoCommas", "Jones, Seth, Dr", "jones,|seth,|dr"},
                                         WordsCase{"Slug", "james-baker", "james|baker"},
                                         WordsCase{"Apostrophe", "Sinéad O'Connor", "sinéad|oconnor"},
                                         WordsCase{"Empty", " - ", ""}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(TurnedName, BehindASingleComma) {
  EXPECT_EQ(turned_name("Jones, Seth G."), "Seth G. Jones");
  EXPECT_EQ(turned_name("Seth Jones"), "");
  EXPECT_EQ(turned_name("Jones, Seth, Jr."), "");
  EXPECT_EQ(turned_name("Jones,"), "");
  EXPECT_EQ(turned_name("Jones, Jr."), "");
  EXPECT_EQ(turned_name("Jones, Ph.D."), "");
}

}  // namespace
}  // namespace dateline
