#include "indexer/entities/join.h"

#include <gtest/gtest.h>

#include <ctime>

#include "tests/support/marked_text.h"

namespace dateline {
namespace {

std::string shown(const std::vector<Entity>& entities) {
  std::string out;
  for (const auto& entity : entities) {
    if (entity.origin != Origin::kText) continue;
    out += (out.empty() ? "" : "; ") + entity.name + (entity.relation == Relation::kAbout ? "*" : "");
  }
  return out;
}

struct JoinCase {
  const char* name;
  const char* title;
  const char* text;
  std::vector<std::string> stated;
  const char* people;  ///< with * behind those that the article is about
};

class People : public testing::TestWithParam<JoinCase> {};
TEST_P(People, AreJoined) {
  Mentions mentions;
  Article article;
  article.title = unmarked(GetParam().title, mentions.title);
  article.text = unmarked(GetParam().text, mentions.text);
  for (const auto& name : GetParam().stated) article.people.push_back({.name = name});
  add_mentioned(article, mentions, *Gazetteer::open(built_in_gazetteer()));
  EXPECT_EQ(shown(article.people), GetParam().people);
}

INSTANTIATE_TEST_SUITE_P(
    Articles, People,
    testing::Values(
        JoinCase{"FullNameOnce", "", "We met {P:Ana Díaz}.", {}, "Ana Díaz*"},
        JoinCase{"SurnameJoins",
                 "",
                 "{P:Seth G. Jones} spoke. {P:Jones} left. {P:Jones} slept.",
                 {},
                 "Seth G. Jones*"},
        JoinCase{
            "SurnameBeforeFullName", "{P:Jones} wins", "It was {P:Emrys Jones} again.", {}, "Emrys Jones*"},
        JoinCase{
            "MiddleInitialJoins", "", "{P:Seth Jones} and, later, {P:Seth G. Jones}.", {}, "Seth G. Jones*"},
        JoinCase{"FirstInitialJoins", "", "{P:S. Jones} and, later, {P:Seth Jones}.", {}, "Seth Jones*"},
        JoinCase{"TwoJonesesStayTwo",
                 "",
                 "{P:Seth Jones} met {P:Emrys Jones}. {P:Jones} laughed.",
                 {},
                 "Seth Jones; Emrys Jones"},
        JoinCase{"MiddleNamesDiffer",
                 "",
                 "{P:Ana B. Ruiz} is not {P:Ana C. Ruiz}.",
                 {},
                 "Ana B. Ruiz; Ana C. Ruiz"},
        JoinCase{"LoneSurnameIsNoPerson", "", "A man called {P:Smith} came.", {}, ""},
        JoinCase{"RepeatedSurnameIs", "", "{P:Lula} spoke. {P:Lula} left.", {}, "Lula*"},
        JoinCase{"StatedWins", "", "{P:Seth Jones} spoke; {P:Jones} left.", {"Seth G. Jones"}, ""},
        JoinCase{"StatedInverted", "", "{P:Seth Jones} spoke.", {"Jones, Seth"}, ""},
        JoinCase{"StatedAsSlug", "", "{P:James Baker} spoke. {P:Baker} left.", {"james-baker"}, ""},
        JoinCase{"StatedSurnameOnly", "", "President {P:Reagan} spoke.", {"reagan"}, ""},
        JoinCase{
            "AnotherBesideTheStated", "", "{P:Ana Díaz} met {P:Seth Jones}.", {"Seth Jones"}, "Ana Díaz"},
        JoinCase{"CapitalsBecomeReadable", "", "{P:JEAN-LUC MOREAU} measured.", {}, "Jean-Luc Moreau*"},
        JoinCase{"MixedCaseIsKept",
                 "{P:MOREAU} MEASURES",
                 "{P:Jean-Luc Moreau} measured.",
                 {},
                 "Jean-Luc Moreau*"},
        JoinCase{"AtMostThreeAbout",
                 "{P:A One} {P:B Two} {P:C Three} {P:D Four}",
                 "x",
                 {},
                 "A One*; B Two*; C Three*; D Four"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(People, StatedByOneWordKnowTheirFullName) {
  Mentions mentions;
  Article article;
  article.text = unmarked("President {P:Ronald Reagan} spoke. {P:Seth Jones} left.", mentions.text);
  article.people = {{.name = "reagan"}, {.name = "Seth G. Jones"}};
  add_mentioned(article, mentions, *Gazetteer::open(built_in_gazetteer()));
  EXPECT_EQ(article.people[0].name, "reagan");
  EXPECT_EQ(article.people[0].written, "Ronald Reagan");
  EXPECT_EQ(article.people[1].written, "");
}

struct ManyCase {
  const char* name;
  std::vector<std::string> stated;
  std::string (*person)(std::uint32_t number);
  std::size_t people;
};

class Many : public testing::TestWithParam<ManyCase> {};

/// Joining every name with every other one took the better part of a minute; this takes a second, and
/// under sanitizers, without optimization, fifteen.
TEST_P(Many, AreJoinedInLinearTime) {
  constexpr std::uint32_t kNames = 50'000;
  Mentions mentions;
  Article article;
  for (const auto& name : GetParam().stated) article.people.push_back({.name = name});
  for (std::uint32_t n = 0; n < kNames; ++n) {
    const auto name = GetParam().person(n);
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += name + ". ";
    mentions.text.push_back({MentionType::kPerson, begin, begin + static_cast<std::uint32_t>(name.size())});
  }
  const auto begun = std::clock();  // of this process, not of what else the machine does
  add_mentioned(article, mentions, *Gazetteer::open(built_in_gazetteer()));
  EXPECT_LT(std::clock() - begun, 30 * CLOCKS_PER_SEC);
  EXPECT_EQ(article.people.size(), GetParam().people);
}

std::string of_a_family_each(std::uint32_t number) { return "Ann Name" + std::to_string(number); }
std::string of_one_family(std::uint32_t number) { return "Name" + std::to_string(number) + " Smith"; }

INSTANTIATE_TEST_SUITE_P(People, Many,
                         testing::Values(ManyCase{"OfAFamilyEach", {}, of_a_family_each, 50'000},
                                         ManyCase{"OfOneFamily", {}, of_one_family, 50'000},
                                         ManyCase{
                                             "OfOneFamilyThatIsStated", {"Smith"}, of_one_family, 50'001}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Places, AreJoinedByWhereTheyAre) {
  Mentions mentions;
  Article article;
  article.text =
      unmarked("{L:KABUL} - The {L:U.S.} left {L:Kabul}. The {L:US} said {L:Sar-e-Pol}. {O:NATO} agreed.",
               mentions.text);
  article.places = {{.name = "sar-e pol"}};
  add_mentioned(article, mentions, *Gazetteer::open(built_in_gazetteer()));
  EXPECT_EQ(shown(article.places), "United States; Kabul");
  EXPECT_EQ(article.places[1].written, "U.S.");
  EXPECT_EQ(shown(article.organizations), "NATO");
}

TEST(Organizations, InCapitalsAreReadable) {
  Mentions mentions;
  Article article;
  article.text = unmarked(
      "THE {O:SUPREME COURT} AND THE {O:US STATE DEPARTMENT} ASKED {O:NATO} AND THE {O:BBC}.", mentions.text);
  add_mentioned(article, mentions, *Gazetteer::open(built_in_gazetteer()));
  EXPECT_EQ(shown(article.organizations), "Supreme Court; US State Department; NATO; BBC");
}

TEST(Places, StatedOnesAreLocatedAndKeepTheirWriting) {
  Article article{.text = "Prices rose."};
  article.places = {{.name = "usa"}, {.name = "west-germany"}, {.name = "qwertyville"}};
  add_mentioned(article, {}, *Gazetteer::open(built_in_gazetteer()));
  EXPECT_EQ(article.places[0].name, "United States");
  EXPECT_EQ(article.places[0].written, "usa");
  EXPECT_EQ(article.places[0].country, "US");
  EXPECT_EQ(article.places[0].parents, std::vector<std::string>{"North America"});
  EXPECT_EQ(article.places[1].name, "West Germany");
  EXPECT_EQ(article.places[1].parents, (std::vector<std::string>{"Germany", "Europe"}));
  EXPECT_EQ(article.places[2].name, "qwertyville");
  EXPECT_FALSE(article.places[2].position);
}

TEST(Mentions, NameTheirRecord) {
  Mentions mentions;
  Article article;
  article.text = unmarked("{P:Seth G. Jones} left {L:Kiev}. {P:Jones} saw {P:Wu}.", mentions.text);
  const auto named = add_mentioned(article, mentions, *Gazetteer::open(built_in_gazetteer()));
  ASSERT_EQ(named.size(), 4u);
  EXPECT_EQ(named[0].name, "Seth G. Jones");
  EXPECT_EQ(named[1].name, "Kyiv");
  ASSERT_TRUE(named[1].position);
  EXPECT_NEAR(named[1].position->latitude, 50.45, 0.05);
  EXPECT_EQ(named[2].name, "Seth G. Jones");
  EXPECT_EQ(named[3].name, "") << "a lone surname names nobody";
}

}  // namespace
}  // namespace dateline
