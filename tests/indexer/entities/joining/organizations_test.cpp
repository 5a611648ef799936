#include "indexer/entities/joining/organizations.h"

#include <gtest/gtest.h>

#include "tests/support/marked_text.h"

namespace dateline {
namespace {

struct Situation {
  const char* name;
  const char* text;
  std::vector<std::string> stated;
  const char* organizations;  ///< with what else they are called, and how often they are named
};

class Organizations : public testing::TestWithParam<Situation> {};

TEST_P(Organizations, AreJoined) {
  Article article;
  for (const auto& name : GetParam().stated) article.organizations.push_back({.name = name});
  Mentions mentions;
  article.text = unmarked(GetParam().text, mentions.text);
  std::string shown;
  for (const auto& one : join_organizations(article, mentions)) {
    shown += (shown.empty() ? "" : "; ") + one.name + (one.written.empty() ? "" : " (" + one.written + ")") +
             " " + std::to_string(one.count);
  }
  EXPECT_EQ(shown, GetParam().organizations);
}

INSTANTIATE_TEST_SUITE_P(
    Articles, Organizations,
    testing::Values(
        Situation{"Letters",
                  "The {O:IMF} met. The {O:International Monetary Fund} ({O:IMF}) said so.",
                  {},
                  "International Monetary Fund (IMF) 3"},
        Situation{"TwoLettersNotExplained", "The {O:WB} is the {O:World Bank}.", {}, "WB 1; World Bank 1"},
        Situation{"LettersOfTwo",
                  "The {O:ADB} or the {O:Asian Development Bank} or the {O:African Development Bank}.",
                  {},
                  "ADB 1; Asian Development Bank 1; African Development Bank 1"},
        Situation{"LettersNotExplained",
                  "The {O:IMF} is the {O:International Monetary Fund}.",
                  {},
                  "International Monetary Fund (IMF) 2"},
        Situation{"StatedLetters",
                  "The {O:International Monetary Fund} ({O:IMF}) said so.",
                  {"imf"},
                  "imf (International Monetary Fund) 2"},
        Situation{
            "BothStated", "The {O:World Bank} ({O:WB}) said so.", {"World Bank", "WB"}, "World Bank 1; WB 1"},
        Situation{"TwoExplained",
                  "The {O:World Bank} ({O:WB}) met the {O:World Trade Fund} ({O:WTF}).",
                  {},
                  "World Bank (WB) 2; World Trade Fund (WTF) 2"},
        Situation{
            "LegalForm", "{O:Chrysler Corp} fell. {O:Chrysler} said why.", {}, "Chrysler Corp (Chrysler) 2"},
        Situation{"MinistryEitherWay",
                  "The {O:Ministry of Finance} met. The {O:Finance Ministry} agreed.",
                  {},
                  "Ministry of Finance (Finance Ministry) 2"},
        Situation{"AKindAlone", "The {O:Government} and the {O:Bank Group} agreed.", {}, ""},
        Situation{
            "TheOnlyOneOfAKind", "{O:Hale Bank PLC} fell. {O:The Bank} said why.", {}, "Hale Bank PLC 2"},
        Situation{"TheOnlyOneOfAKindInFront",
                  "The {O:Ministry of Health} met. The {O:Ministry} agreed.",
                  {},
                  "Ministry of Health 2"},
        Situation{"AKindOfTwo",
                  "{O:Hale Bank} met {O:Ruiz Bank}. The {O:Bank} said why.",
                  {},
                  "Hale Bank 1; Ruiz Bank 1"},
        Situation{"AKindThatIsStated", "The {O:Bank} said why.", {"Bank"}, "Bank 1"},
        Situation{"ABoard",
                  "The {O:Federal Reserve Board} met. The {O:Federal Reserve} said why.",
                  {},
                  "Federal Reserve Board (Federal Reserve) 2"},
        Situation{"ABoardOfOneWord", "The {O:Tea Board} met {O:Tea}.", {}, "Tea Board 1; Tea 1"},
        Situation{"APartner",
                  "{O:Royal Dutch/Shell Group} sold {O:Shell Oil Co}, {O:Shell} said.",
                  {},
                  "Royal Dutch/Shell Group (Shell) 2; Shell Oil Co 1"},
        Situation{"APartnerOfTwo",
                  "{O:Royal Dutch/Shell} and {O:Hale/Shell} met {O:Shell}.",
                  {},
                  "Royal Dutch/Shell 1; Hale/Shell 1; Shell 1"},
        Situation{"TwoLegalForms",
                  "{O:Hale Ltd} owns {O:Hale Holdings Plc}.",
                  {},
                  "Hale Holdings Plc (Hale Ltd) 2"},
        Situation{"MoreThanALegalForm",
                  "{O:Chrysler Financial Corp} fell. {O:Chrysler} said why.",
                  {},
                  "Chrysler Financial Corp 1; Chrysler 1"},
        Situation{"OnlyALegalForm", "The {O:Group} met the {O:Company}.", {}, ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
