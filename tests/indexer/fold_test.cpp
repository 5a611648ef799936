#include "indexer/fold.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct FoldCase {
  const char* name;
  const char* word;
  const char* folded;
};
class Folds : public testing::TestWithParam<FoldCase> {};
TEST_P(Folds, OneWord) { EXPECT_EQ(fold(GetParam().word), GetParam().folded); }
INSTANTIATE_TEST_SUITE_P(
    Words, Folds,
    testing::Values(FoldCase{"Ascii", "McGregor", "mcgregor"}, FoldCase{"Accents", "Ångström", "angstrom"},
                    FoldCase{"AccentThatStandsApart", "e\u0301te\u0301", "ete"},
                    FoldCase{"LettersUnicodeKeepsWhole", "Øłđßæœþı", "oldssaeoethi"},
                    FoldCase{"Ligature", "ﬁnance", "finance"}, FoldCase{"FullWidth", "ＮＨＫ", "nhk"},
                    FoldCase{"RussianShortI", "Й", "й"}, FoldCase{"RussianYo", "Ё", "е"},
                    FoldCase{"GreekFinalSigma", "Ὀδός", "οδοσ"}, FoldCase{"Hebrew", "שָׁלוֹם", "שלום"},
                    FoldCase{"VowelSignsOfIndiaStay", "தமிழ்", "தமிழ்"}, FoldCase{"Empty", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
