#include "indexer/entities/names.h"

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

struct PairCase {
  const char* name;
  const char* one;
  const char* other;
  bool compatible;
};

class Pairs : public testing::TestWithParam<PairCase> {};

TEST_P(Pairs, AreCompatibleBothWays) {
  const auto a = name_words(GetParam().one), b = name_words(GetParam().other);
  EXPECT_EQ(compatible_names(a, b), GetParam().compatible);
  EXPECT_EQ(compatible_names(b, a), GetParam().compatible);
}

INSTANTIATE_TEST_SUITE_P(Names, Pairs,
                         testing::Values(PairCase{"Same", "Seth Jones", "Seth Jones", true},
                                         PairCase{"MiddleInitial", "Seth G. Jones", "Seth Jones", true},
                                         PairCase{"FirstInitial", "S. Jones", "Seth Jones", true},
                                         PairCase{"MiddleWritten", "Seth G. Jones", "Seth Gerald Jones",
                                                  true},
                                         PairCase{"OtherMiddle", "Seth G. Jones", "Seth B. Jones", false},
                                         PairCase{"OtherFirst", "Sam Jones", "Seth Jones", false},
                                         PairCase{"OtherLast", "Seth Jones", "Seth James", false},
                                         PairCase{"SurnameAlone", "Jones", "Seth Jones", false}),
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
