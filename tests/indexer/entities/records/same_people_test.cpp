#include "indexer/entities/records/same_people.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "corpus/base/text.h"
#include "tests/support/name_table.h"

namespace dateline {
namespace {

/// "alias=record; …" of an archive written down: an article a line, names divided by "; ", places behind " @
/// ".
std::string joined_names(const std::vector<std::string>& articles) {
  std::vector<std::string> people_of, places_of;
  for (const auto& article : articles) {
    const auto at = article.find(" @ ");
    people_of.push_back(article.substr(0, at));
    places_of.push_back(at == article.npos ? "" : article.substr(at + 3));
  }
  const NameTable people_table(people_of), places(places_of);
  const NameColumn company[] = {places.view()};
  const auto people = people_table.view();
  std::vector<std::string> shown;
  for (const auto& [name, record] : same_people(people, company))
    shown.push_back(std::string(people.names[name]) + "=" + std::string(people.names[record]));
  return joined(shown, "; ");
}

struct ArchiveCase {
  const char* name;
  std::vector<std::string> articles;
  const char* joined;
};

class SamePeople : public testing::TestWithParam<ArchiveCase> {};

TEST_P(SamePeople, AreJoinedOnEvidence) {
  auto articles = GetParam().articles;
  EXPECT_EQ(joined_names(articles), GetParam().joined);
  std::ranges::reverse(articles);
  EXPECT_EQ(joined_names(articles), GetParam().joined) << "in another order";
}

INSTANTIATE_TEST_SUITE_P(
    Archives, SamePeople,
    testing::Values(
        ArchiveCase{"Nobody", {}, ""},
        ArchiveCase{"MiddleInitialAndCompany",
                    {"seth g jones @ kabul", "seth jones @ kabul", "seth jones @ paris"},
                    "seth g jones=seth jones"},
        ArchiveCase{"MiddleInitialWithoutCompany", {"seth g jones @ kabul", "seth jones @ paris"}, ""},
        ArchiveCase{"OtherMiddleInitials", {"ana b ruiz @ lima", "ana c ruiz @ lima"}, ""},
        ArchiveCase{"AnInitialNeedsMoreCompany", {"s jones @ kabul", "seth jones @ kabul"}, ""},
        ArchiveCase{"AnInitialWithMoreCompany",
                    {"s jones @ kabul; paktia", "seth jones @ kabul; paktia"},
                    "s jones=seth jones"},
        ArchiveCase{"AnInitialThatFitsTwo",
                    {"s jones @ kabul; paktia", "seth jones @ kabul; paktia", "sam jones @ kabul; paktia"},
                    ""},
        // One man was three records in an archive of 50,000 articles.
        ArchiveCase{"InitialsHoweverWritten",
                    {"jr hale @ kabul", "j.r. hale @ paris", "jr hale @ lima", "j. r. hale @ oslo"},
                    "j. r. hale=jr hale; j.r. hale=jr hale"},
        ArchiveCase{"InitialsThatSoundLikeAWord",
                    {"ae hale @ kabul; paktia", "a.e. hale @ kabul; paktia", "ae hale"},
                    "a.e. hale=ae hale"},
        ArchiveCase{"AlGoreIsNotALGore", {"al gore @ kabul", "a. l. gore @ paris"}, ""},
        ArchiveCase{"DeSilvaIsNotDESilva", {"de silva @ kabul", "d. e. silva @ paris"}, ""},
        ArchiveCase{"AMisspelledNameIsNoOther",
                    {"ana ruiz @ lima", "ana ruiz @ oslo", "ana ruiz @ rome", "ana maria ruiz @ lima",
                     "ana maria ruiz @ oslo", "ana maria ruiz @ rome", "ana maria ruiz", "ana maria ruiz",
                     "ana maria ruiz", "ana maria ruiz", "ana maria ruiz", "ana maria ruiz", "ana maria ruiz",
                     "ana mario ruiz @ lima"},
                    "ana ruiz=ana maria ruiz"},
        ArchiveCase{"TwoOtherNamesAreTwo",
                    {"ana ruiz @ lima", "ana maria ruiz @ lima", "ana maria ruiz", "ana mario ruiz @ lima",
                     "ana mario ruiz"},
                    ""},
        ArchiveCase{
            "TooManyInitials", {"g.g. hale @ kabul; paktia; ghor", "gerald hale @ kabul; paktia; ghor"}, ""},
        ArchiveCase{"OtherNamesBehindTheInitials",
                    {"r.m. hugo hale @ kabul; paktia; ghor", "ronald martin hale @ kabul; paktia; ghor"},
                    ""},
        ArchiveCase{"JuniorIsSomebodyElse",
                    {"seth jones @ kabul; paktia; ghor", "seth jones jr @ kabul; paktia; ghor"},
                    ""},
        ArchiveCase{"AKingWithHisNumber",
                    {"king charles iii @ kabul; paktia", "king charles @ kabul; paktia", "king charles"},
                    "king charles iii=king charles"},
        ArchiveCase{"TheEndOfAFrequentName",
                    {"kumara hale @ kabul; paktia; ghor", "anura kumara hale @ kabul; paktia; ghor",
                     "anura kumara hale", "anura kumara hale", "anura kumara hale", "anura kumara hale",
                     "anura kumara hale", "anura kumara hale", "anura kumara hale", "anura kumara hale",
                     "anura kumara hale"},
                    "kumara hale=anura kumara hale"},
        ArchiveCase{"TheEndThatIsAGivenName",
                    {"paul hale @ kabul; paktia; ghor", "john paul hale @ kabul; paktia; ghor",
                     "john paul hale", "john paul hale", "john paul hale", "john paul hale", "john paul hale",
                     "john paul hale", "john paul hale", "john paul hale", "john paul hale"},
                    ""},
        ArchiveCase{"TheEndOfARareName",
                    {"kumara hale @ kabul; paktia; ghor", "anura kumara hale @ kabul; paktia; ghor"},
                    ""},
        ArchiveCase{"LettersOfAFrequentName",
                    {"cbk @ kabul; paktia; ghor", "chandra bala khan @ kabul; paktia; ghor"},
                    "cbk=chandra bala khan"},
        ArchiveCase{"LettersInOtherCompany", {"cbk @ oslo; rome", "chandra bala khan @ kabul; paktia"}, ""},
        ArchiveCase{"KimIsNotKevinIanMoore",
                    {"kim @ seoul; busan; daegu", "kevin ian moore @ seoul; busan; daegu", "kevin ian moore"},
                    ""},
        ArchiveCase{"LettersOfTwo",
                    {"cbk @ kabul; paktia; ghor", "chandra bala khan @ kabul; paktia; ghor",
                     "carl ben kurz @ kabul; paktia; ghor"},
                    ""},
        ArchiveCase{"NeverBySurname", {"seth jones @ kabul", "sam jones @ kabul"}, ""},
        ArchiveCase{"RelativesAreNoCompany", {"ana ruiz; pablo ruiz", "ana c ruiz; pablo ruiz"}, ""},
        ArchiveCase{"AWordThatArticlesAgreeOn",
                    {"reagan; ronald reagan", "reagan; ronald reagan", "reagan", "reagan"},
                    "reagan=ronald reagan"},
        ArchiveCase{"AWordThatOneArticleKnows", {"reagan; ronald reagan", "reagan"}, ""},
        ArchiveCase{"AWordThatArticlesDisagreeOn",
                    {"reagan; ronald reagan", "reagan; ronald reagan", "reagan; nancy reagan",
                     "reagan; nancy reagan"},
                    ""},
        ArchiveCase{"AWordOfAnyName", {"lula da silva; lula", "lula da silva; lula"}, ""},
        ArchiveCase{
            "AFirstNameInMuchCompany",
            {"ranil; gota; basil; dullas @ galle", "ranil wickremesinghe; gota; basil; dullas @ galle"},
            "ranil=ranil wickremesinghe"},
        // The word was looked up as a family's, in which long ones have no a: "jonethen".
        ArchiveCase{"ALongFirstNameInMuchCompany",
                    {"jonathan; gota; basil; dullas @ galle", "jonathan hale; gota; basil; dullas @ galle"},
                    "jonathan=jonathan hale"},
        ArchiveCase{"AFirstNameInLittleCompany", {"ranil; gota", "ranil wickremesinghe; gota"}, ""},
        ArchiveCase{
            "AFirstNameOfTwo",
            {"ranil; gota; basil; dullas", "ranil wickremesinghe; gota; basil; dullas", "ranil perera; gota"},
            ""},
        ArchiveCase{"ANicknameWithCompany",
                    {"bill clinton @ lima; cusco", "bill clinton @ puno", "william clinton @ lima; cusco"},
                    "william clinton=bill clinton"},
        ArchiveCase{"ANicknameInLittleCompany", {"bill clinton @ lima", "william clinton @ lima"}, ""},
        ArchiveCase{"ANicknameOfTwo",
                    {"ted hale @ lima; cusco", "edward hale @ lima; cusco", "theodore hale @ lima; cusco"},
                    ""},
        ArchiveCase{"AnInitialOfANickname",
                    {"bob hale @ lima; cusco", "robert hale @ lima; cusco", "r hale @ oslo"},
                    "bob hale=robert hale"},
        ArchiveCase{
            "ASpellingWithCompany",
            {"mikhail gorbachev @ lima; cusco", "mikhail gorbachev", "mikhail gorbatchev @ lima; cusco"},
            "mikhail gorbatchev=mikhail gorbachev"},
        ArchiveCase{"ASpellingInLittleCompany", {"mohamed ali hale @ lima", "muhammad ali hale @ lima"}, ""},
        ArchiveCase{"FourSpellings",
                    {"volodymyr zelenskyy @ lima; cusco; puno", "volodymyr zelenskyy",
                     "vladimir zelensky @ lima; cusco", "volodymyr zelenskiy @ cusco; puno"},
                    "vladimir zelensky=volodymyr zelenskyy; volodymyr zelenskiy=volodymyr zelenskyy"},
        ArchiveCase{"NamesThatAreNotSpellings",
                    {"peter jensen @ lima; cusco", "peter jansen @ lima; cusco", "ann smith @ lima; cusco",
                     "ann smyth @ lima; cusco"},
                    ""},
        ArchiveCase{"AWordInAnotherSpelling",
                    {"gorbatchev; mikhail gorbachev", "gorbatchev; mikhail gorbachev", "gorbatchev"},
                    "gorbatchev=mikhail gorbachev"},
        ArchiveCase{"FamilyNameFirst",
                    {"orban viktor @ lima; cusco", "viktor orban @ lima; cusco", "viktor orban"},
                    "orban viktor=viktor orban"},
        ArchiveCase{"FamilyNameFirstOfAPersonWithAliases",
                    {"orban viktor @ lima; cusco", "viktor orban @ lima; cusco", "viktor m orban @ lima",
                     "viktor orban"},
                    "orban viktor=viktor orban; viktor m orban=viktor orban"},
        // Two names that are one turned around moved all of both people's names.
        ArchiveCase{"FamilyNameFirstOfTwoPeopleWithAliases",
                    {"orban viktor @ lima; cusco", "orban p viktor @ lima", "viktor orban @ lima; cusco",
                     "viktor m orban @ lima", "orban viktor", "viktor orban"},
                    "orban p viktor=orban viktor; viktor m orban=viktor orban"},
        ArchiveCase{
            "ARank",
            {"hasina; ana @ lima; cusco; puno", "sheikh hasina; ana @ lima; cusco; puno", "sheikh hasina"},
            "hasina=sheikh hasina"},
        ArchiveCase{"ARankAndANumber",
                    {"queen elizabeth @ lima", "queen elizabeth ii @ lima", "queen elizabeth"},
                    "queen elizabeth ii=queen elizabeth"},
        ArchiveCase{"FatherAndSon", {"thomas hale jr @ lima; cusco", "thomas hale sr @ lima; cusco"}, ""},
        ArchiveCase{"AnAliasOfAnAlias",
                    {"jones; seth jones @ kabul", "jones; seth jones @ kabul", "seth g jones @ kabul"},
                    "jones=seth jones; seth g jones=seth jones"}),
    [](const auto& row) { return std::string(row.param.name); });

/// Whom everybody is named with says nothing.
TEST(SamePeopleCompany, OfManyIsNone) {
  std::vector<std::string> articles{"seth g jones @ usa", "seth jones @ usa"};
  for (int n = 0; n < 40; ++n) articles.push_back("somebody @ usa");
  EXPECT_EQ(joined_names(articles), "");
}

TEST(SamePeopleOrder, DoesNotMatter) {
  std::mt19937 random(7);
  const std::vector<std::string> names{"a ruiz", "ana ruiz", "ana b ruiz", "ana c ruiz", "ruiz", "ana"};
  const std::vector<std::string> places{"lima", "cusco", "puno"};
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> articles;
    for (int n = 0; n < 12; ++n) {
      articles.push_back(names[random() % names.size()] + "; x" + std::to_string(random() % 4) + " @ " +
                         places[random() % places.size()]);
    }
    const auto first = joined_names(articles);
    std::ranges::shuffle(articles, random);
    ASSERT_EQ(joined_names(articles), first) << "round " << round;
  }
}

}  // namespace
}  // namespace dateline
