#include "query/lexemes.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct WordsCase {
  const char* name;
  const char* text;
  std::size_t skipped, count;
  const char* expected;
};
class NextWords : public testing::TestWithParam<WordsCase> {};
TEST_P(NextWords, AreAsTyped) {
  const auto& row = GetParam();
  std::vector<Note> notes;
  Lexemes lexemes(lexemes_of(row.text, notes));
  lexemes.skip(row.skipped);
  EXPECT_EQ(lexemes.words(row.count), row.expected);
}
INSTANTIATE_TEST_SUITE_P(Texts, NextWords,
                         testing::Values(WordsCase{"First", "New York City", 0, 2, "New York"},
                                         WordsCase{"Later", "New York City", 1, 2, "York City"},
                                         WordsCase{"WithTheBlanksBetween", "last   3  days", 0, 3,
                                                   "last   3  days"},
                                         WordsCase{"MoreThanThereAre", "New York", 0, 3, ""},
                                         WordsCase{"NotOverAnOperator", "New OR York", 0, 2, ""},
                                         WordsCase{"NotOverAQuotation", "New \"York\"", 0, 2, ""},
                                         WordsCase{"NotOverABracket", "New (York", 0, 2, ""},
                                         WordsCase{"NotOverAField", "New person:York", 0, 2, ""},
                                         WordsCase{"OfNothing", "", 0, 1, ""}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Lexemes, EndBehindTheLast) {
  std::vector<Note> notes;
  Lexemes lexemes(lexemes_of("storm -flood", notes));
  EXPECT_EQ(lexemes.end(), 12u);
  EXPECT_EQ(lexemes.take().text, "storm");
  EXPECT_EQ(lexemes.symbol(), Symbol::kMinus);
  lexemes.skip(2);
  EXPECT_EQ(lexemes.symbol(), Symbol::kEnd);
}

}  // namespace
}  // namespace dateline
