#include "corpus/language.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

constexpr auto kGerman = "Der Sturm kam in der Nacht und nahm das Dach der Kirche mit. ";
constexpr auto kFigures = "1,204.50 +0.3 = 98.6 / 12.25 ";

struct LanguageCase {
  const char* name;
  std::string text;
  const char* language;
};
class Language : public testing::TestWithParam<LanguageCase> {};
TEST_P(Language, IsFound) { EXPECT_EQ(language_of(GetParam().text), GetParam().language); }

INSTANTIATE_TEST_SUITE_P(
    Texts, Language,
    testing::Values(
        LanguageCase{"English", "The storm came at night and took the roof of the church.", "en"},
        LanguageCase{"German", "Der Sturm kam in der Nacht und nahm das Dach der Kirche mit.", "de"},
        LanguageCase{"French", "La tempête est arrivée la nuit et a emporté le toit de l'église.", "fr"},
        LanguageCase{"Russian", "Буря пришла ночью и сорвала крышу церкви.", "ru"},
        LanguageCase{"Chinese", "暴风雨在夜里来临，掀翻了教堂的屋顶。", "zh"},
        LanguageCase{"Hebrew", "הסערה הגיעה בלילה ולקחה את גג הכנסייה.", "he"},
        LanguageCase{"BehindATable", repeated(kFigures, kEnoughLanguageBytes) + repeated(kGerman, 500), "de"},
        LanguageCase{"TooFarBehindATable", repeated(kFigures, kMaxLanguageBytes) + repeated(kGerman, 500),
                     ""},
        LanguageCase{"BehindMostOfATable",
                     repeated(kFigures, kEnoughLanguageBytes) + "Der Sturm kam in der Nacht.", ""},
        LanguageCase{"OfItsBeginning", repeated(kGerman, kEnoughLanguageBytes) + "The storm came at night.",
                     "de"},
        LanguageCase{"TooShort", "Storm", ""},
        LanguageCase{"Numbers", "12 34 56 78 90 12 34 56 78 90 12 34", ""}),
    [](const auto& row) { return std::string(row.param.name); });

struct NameCase {
  const char* name;
  const char* called;
  const char* language;
};
class LanguageName : public testing::TestWithParam<NameCase> {};
TEST_P(LanguageName, IsKnown) { EXPECT_EQ(language_called(GetParam().called), GetParam().language); }

INSTANTIATE_TEST_SUITE_P(Names, LanguageName,
                         testing::Values(NameCase{"English", "German", "de"},
                                         NameCase{"Small", "sinhala", "si"},
                                         NameCase{"ItsOwn", "Deutsch", "de"},
                                         NameCase{"ItsOwnLetters", "Русский", "ru"},
                                         NameCase{"Code", "de", ""}, NameCase{"None", "klingonese", ""},
                                         NameCase{"Empty", "", ""}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
