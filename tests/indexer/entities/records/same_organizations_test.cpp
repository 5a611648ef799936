#include "indexer/entities/records/same_organizations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "corpus/base/text.h"
#include "tests/support/name_table.h"

namespace dateline {
namespace {

using Strings = std::vector<std::string>;

/// "alias=record; …" of an archive written down, an article a line, names divided by "; ".
std::string joined_names(const Strings& articles) {
  const NameTable table(articles);
  const auto names = table.view();
  Strings shown;
  for (const auto& [name, record] : same_organizations(names))
    shown.push_back(std::string(names.names[name]) + "=" + std::string(names.names[record]));
  return joined(shown, "; ");
}

struct ArchiveCase {
  const char* name;
  Strings articles;
  const char* joined;
};

class SameOrganizations : public testing::TestWithParam<ArchiveCase> {};

TEST_P(SameOrganizations, AreJoinedOnEvidence) {
  auto articles = GetParam().articles;
  EXPECT_EQ(joined_names(articles), GetParam().joined);
  std::ranges::reverse(articles);
  EXPECT_EQ(joined_names(articles), GetParam().joined) << "in another order";
}

INSTANTIATE_TEST_SUITE_P(
    Archives, SameOrganizations,
    testing::Values(
        ArchiveCase{"Nobody", {}, ""},
        ArchiveCase{"LettersOfOneArticle",
                    {"imf; international monetary fund", "imf"},
                    "imf=international monetary fund"},
        ArchiveCase{"LettersApart", {"imf", "international monetary fund"}, ""},
        ArchiveCase{"LettersOfAnotherName", {"imf; world bank", "imf; world bank"}, ""},
        ArchiveCase{"LettersFourTimesAsFrequent",
                    {"imf; international monetary fund", "imf", "imf", "imf"},
                    "international monetary fund=imf"},
        ArchiveCase{"LettersWithSmallWords",
                    {"doj; department of justice", "boe; bank of england"},
                    "boe=bank of england; doj=department of justice"},
        ArchiveCase{
            "LettersOfTwoNames", {"adb; asian development bank", "adb; african development bank"}, ""},
        ArchiveCase{
            "LettersMostlyOfOneName",
            {"adb; asian development bank", "adb; asian development bank", "adb; asian development bank",
             "adb; asian development bank", "adb; african development bank"},
            "adb=asian development bank"},
        ArchiveCase{"TwoLettersOfOneArticle", {"ge; general electric"}, ""},
        ArchiveCase{"TwoLetters", {"ge; general electric", "ge; general electric"}, "ge=general electric"},
        ArchiveCase{"LettersThatMostArticlesDoNotExplain",
                    [] {
                      Strings articles{"pac; public accounts committee"};
                      for (int n = 0; n < 120; ++n) articles.push_back("pac");
                      return articles;
                    }(),
                    ""},
        ArchiveCase{"ALegalForm", {"chrysler; chrysler corp"}, "chrysler corp=chrysler"},
        ArchiveCase{"ALegalFormApart", {"hale corp", "hale"}, ""},
        ArchiveCase{"ALegalFormInTheSameCompany",
                    {"chrysler; ford; toyota", "chrysler corp; ford; toyota"},
                    "chrysler corp=chrysler"},
        ArchiveCase{"ALegalFormInLittleCompany", {"hale ltd; ford", "hale inc; ford"}, ""},
        ArchiveCase{
            "ALongerName", {"chrysler; chrysler financial corp", "chrysler; chrysler financial corp"}, ""},
        ArchiveCase{
            "LettersOfALegalForm",
            {"gec; general electric co", "general electric co; general electric", "gec; general electric co"},
            "gec=general electric co; general electric=general electric co"},
        // "gm corp" stayed with "gm", which had become another's alias.
        ArchiveCase{"ALegalFormOfLetters",
                    {"gm; gm corp", "gm; general motors", "gm; general motors"},
                    "gm=general motors; gm corp=general motors"},
        ArchiveCase{"ALegalFormOfFrequentLetters",
                    {"ibm; ibm corp", "ibm; international business machines", "ibm", "ibm", "ibm"},
                    "ibm corp=ibm; international business machines=ibm"},
        ArchiveCase{"ABoard",
                    {"federal reserve; federal reserve board", "federal reserve", "federal reserve"},
                    "federal reserve board=federal reserve"},
        ArchiveCase{"APartner",
                    {"royal dutch/shell group; shell", "royal dutch/shell; shell", "shell; royal dutch/shell",
                     "royal dutch/shell; royal dutch/shell group"},
                    "royal dutch/shell group=royal dutch/shell; shell=royal dutch/shell"},
        ArchiveCase{"APartnerOnce", {"royal dutch/shell; shell", "shell"}, ""},
        ArchiveCase{"AClippedWord",
                    {"fed; federal reserve", "fed; federal reserve",
                     "fed; federal reserve; federal reserve board", "fed; federal reserve board"},
                    "fed=federal reserve; federal reserve board=federal reserve"},
        ArchiveCase{"AClippedWordOfTwo",
                    {"fed; federal reserve", "fed; federal express", "fed; federal reserve"},
                    ""},
        ArchiveCase{"AWordInAnother", {"sun; sunday times", "sun; sunday times", "sun; sunday times"}, ""},
        ArchiveCase{"APartIsNone", {"shell; royal dutch shell", "shell; royal dutch shell"}, ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SameOrganizationsOrder, DoesNotMatter) {
  std::mt19937 random(7);
  const Strings names{"imf",
                      "international monetary fund",
                      "fed",
                      "federal reserve",
                      "federal reserve board",
                      "hale",
                      "hale corp",
                      "hale ltd",
                      "irish mail fund"};
  for (int round = 0; round < 200; ++round) {
    Strings articles;
    for (int n = 0; n < 14; ++n)
      articles.push_back(names[random() % names.size()] + "; " + names[random() % names.size()]);
    const auto first = joined_names(articles);
    std::ranges::shuffle(articles, random);
    ASSERT_EQ(joined_names(articles), first) << "round " << round;
  }
}

}  // namespace
}  // namespace dateline
