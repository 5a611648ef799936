#include "indexer/entities/records/name_parts.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "tests/support/people_of_archive.h"

namespace dateline {
namespace {

std::vector<Alias> join(const NameColumn& names, std::span<const NameColumn> company) {
  PeopleOfArchive people(names, company);
  join_tails(people);
  join_letters(people);
  return people.aliases();
}

class NameParts : public testing::TestWithParam<ArchiveCase> {};

TEST_P(NameParts, AreJoinedOnEvidence) { expect_joined(GetParam(), join); }

INSTANTIATE_TEST_SUITE_P(
    Archives, NameParts,
    testing::Values(
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
                    ""}),
    [](const auto& row) { return std::string(row.param.name); });

/// Whoever states names of 60 words must not fill the memory: only the last four are looked up.
TEST(Tails, AreOfFourWordsAtMost) {
  const auto joined_to = [](const std::string& tail) {
    const std::string whole = "anura bandara cuda dulan kumara hale";
    std::vector<std::string> articles(10, whole);
    articles.push_back(whole + " @ kabul; paktia; ghor");
    articles.push_back(tail + " @ kabul; paktia; ghor");
    return joined_names(articles, join);
  };
  EXPECT_EQ(joined_to("cuda dulan kumara hale"),
            "cuda dulan kumara hale=anura bandara cuda dulan kumara hale");
  EXPECT_EQ(joined_to("bandara cuda dulan kumara hale"), "");
}

}  // namespace
}  // namespace dateline
