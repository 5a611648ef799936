#include "indexer/entities/records/full_names.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "tests/support/people_of_archive.h"

namespace dateline {
namespace {

std::vector<Alias> join(const NameColumn& names, std::span<const NameColumn> company) {
  PeopleOfArchive people(names, company);
  join_spellings(people);
  join_full_names(people);
  join_turned_names(people);
  return people.aliases();
}

class FullNames : public testing::TestWithParam<ArchiveCase> {};

TEST_P(FullNames, AreJoinedOnEvidence) { expect_joined(GetParam(), join); }

INSTANTIATE_TEST_SUITE_P(
    Archives, FullNames,
    testing::Values(
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
        ArchiveCase{"NeverBySurname", {"seth jones @ kabul", "sam jones @ kabul"}, ""},
        ArchiveCase{"RelativesAreNoCompany", {"ana ruiz; pablo ruiz", "ana c ruiz; pablo ruiz"}, ""},
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
        ArchiveCase{"ARankAndANumber",
                    {"queen elizabeth @ lima", "queen elizabeth ii @ lima", "queen elizabeth"},
                    "queen elizabeth ii=queen elizabeth"},
        ArchiveCase{"FatherAndSon", {"thomas hale jr @ lima; cusco", "thomas hale sr @ lima; cusco"}, ""}),
    [](const auto& row) { return std::string(row.param.name); });

/// 450 people of one family: "asanka perera", "kumar perera" in Latin or in Sinhala letters, whose first byte
/// is one. None was compared with any other.
std::vector<std::string> large_family(const std::vector<std::string>& beginnings) {
  std::vector<std::string> articles;
  for (int n = 0; n < 450; ++n) {
    const auto& beginning = beginnings[static_cast<std::size_t>(n) % beginnings.size()];
    const char end[] = {static_cast<char>('b' + n % 19), 'o', static_cast<char>('b' + n / 19 % 19), 'a',
                        '\0'};
    articles.push_back(beginning + end + " perera");
  }
  return articles;
}

TEST(LargeFamily, OfTwoLetters) {
  auto articles = large_family({"asan", "kum"});
  articles.insert(articles.end(), {"seth g perera @ kabul", "seth perera @ kabul", "seth perera"});
  EXPECT_EQ(joined_names(articles, join), "seth g perera=seth perera");
}

TEST(LargeFamily, OfLettersThatBeginWithOneByte) {
  auto articles = large_family({"අසං", "කුම"});
  articles.insert(articles.end(), {"සමන් g perera @ kabul", "සමන් perera @ kabul", "සමන් perera"});
  EXPECT_EQ(joined_names(articles, join), "සමන් g perera=සමන් perera");
}

TEST(LargeFamily, OfOneLetter) {
  auto articles = large_family({"asan"});
  articles.insert(articles.end(), {"ana g perera @ kabul", "ana perera @ kabul", "ana perera"});
  EXPECT_EQ(joined_names(articles, join), "ana g perera=ana perera");
}

}  // namespace
}  // namespace dateline
