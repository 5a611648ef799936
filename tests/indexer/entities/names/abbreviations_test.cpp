#include "indexer/entities/names/abbreviations.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

struct TextCase {
  const char* name;
  const char* text;
  const char* found;  ///< "letters=name; …"
};

class Abbreviations : public testing::TestWithParam<TextCase> {};

TEST_P(Abbreviations, AreFound) {
  const std::string_view text = GetParam().text;
  std::vector<std::string> shown;
  for (const auto& [begin, end, short_begin, short_end] : abbreviations(text)) {
    shown.push_back(std::string(text.substr(short_begin, short_end - short_begin)) + "=" +
                    std::string(text.substr(begin, end - begin)));
  }
  EXPECT_EQ(joined(shown, "; "), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Abbreviations,
    testing::Values(
        TextCase{"Plain", "the International Monetary Fund (IMF) said", "IMF=International Monetary Fund"},
        TextCase{"SmallWordsLeftOut", "the Department of Justice (DOJ) said; the Bank of England (BE)",
                 "DOJ=Department of Justice; BE=Bank of England"},
        TextCase{"SmallWordsTaken", "the Bank of England (BoE) said", "BoE=Bank of England"},
        TextCase{"SomeSmallWordsTaken",
                 "The Commission to Investigate Allegations of Bribery or Corruption (CIABOC) asked",
                 "CIABOC=Commission to Investigate Allegations of Bribery or Corruption"},
        TextCase{"Hyphen", "of Asia-Pacific Economic Cooperation (APEC) and the Anglo-Irish Bank (AB)",
                 "APEC=Asia-Pacific Economic Cooperation; AB=Anglo-Irish Bank"},
        TextCase{"Dots", "the U.S. Patent and Trademark Office (USPTO)",
                 "USPTO=U.S. Patent and Trademark Office"},
        TextCase{"Possessive", "the General Services Administration’s (GSA) new page",
                 "GSA=General Services Administration"},
        TextCase{"Plural", "Non Governmental Organizations (NGOs) said",
                 "NGO=Non Governmental Organizations"},
        TextCase{"TheOtherWayRound", "who wrestled for WWE (World Wrestling Entertainment) there",
                 "WWE=World Wrestling Entertainment"},
        TextCase{"LettersOfLetters", "that HNB General Insurance Limited (HNBGI) has",
                 "HNBGI=HNB General Insurance Limited"},
        TextCase{"OtherLetters", "the World Bank (IMF) said", ""},
        TextCase{"SmallLettersInTheName", "the gross domestic product (GDP) fell", ""},
        TextCase{"AWordInBrackets", "the World Bank (Washington) said", ""},
        TextCase{"OneLetter", "Bank (B) and", ""}, TextCase{"AcrossAStop", "in the World. Bank Of (WBO", ""},
        TextCase{"AcrossAComma", "in the World, Bank Office (WBO)", ""},
        TextCase{"NothingBefore", "(IMF) said", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Initials, AreThoseOfAllWordsAndOfThoseThatCount) {
  EXPECT_EQ(joined(initials("bank of england"), " "), "boe be");
  EXPECT_EQ(joined(initials("international monetary fund"), " "), "imf");
  EXPECT_EQ(joined(initials("nato"), " "), "");
}

}  // namespace
}  // namespace dateline
