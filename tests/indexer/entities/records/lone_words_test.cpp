#include "indexer/entities/records/lone_words.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "tests/support/people_of_archive.h"

namespace dateline {
namespace {

std::vector<Alias> join(const NameColumn& names, std::span<const NameColumn> company) {
  PeopleOfArchive people(names, company);
  join_lone_words(people);
  return people.aliases();
}

class LoneWords : public testing::TestWithParam<ArchiveCase> {};

TEST_P(LoneWords, AreJoinedOnEvidence) { expect_joined(GetParam(), join); }

INSTANTIATE_TEST_SUITE_P(
    Archives, LoneWords,
    testing::Values(
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
        ArchiveCase{"AWordInAnotherSpelling",
                    {"gorbatchev; mikhail gorbachev", "gorbatchev; mikhail gorbachev", "gorbatchev"},
                    "gorbatchev=mikhail gorbachev"},
        ArchiveCase{
            "ARank",
            {"hasina; ana @ lima; cusco; puno", "sheikh hasina; ana @ lima; cusco; puno", "sheikh hasina"},
            "hasina=sheikh hasina"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
