#include "query/records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "corpus/base/text.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

Article article(std::string id, std::string text, std::vector<std::string> people,
                std::vector<std::string> places) {
  Article made{.id = std::move(id), .title = "Report", .text = std::move(text)};
  for (auto& name : people) made.people.push_back({.name = std::move(name)});
  for (auto& name : places) made.places.push_back({.name = std::move(name)});
  return made;
}

/// Two names of one man who keep the same company, another man, and one who is filed by his surname.
std::vector<Article> articles() {
  return {article("1", "Seth G. Jones spoke in Paktia.", {"Seth G. Jones"}, {"Paktia"}),
          article("2", "Seth Jones wrote from Paktia.", {"Seth Jones"}, {"Paktia"}),
          article("3", "Seth Jones stayed.", {"Seth Jones"}, {}),
          article("4", "Emrys Jones sang.", {"Emrys Jones"}, {}),
          article("5", "Ronald Reagan met Jane Roe.", {"reagan", "Ronald Reagan", "Jane Roe"}, {}),
          article("6", "Ronald Reagan left.", {"reagan", "Ronald Reagan"}, {}),
          article("7", "The president slept.", {"reagan"}, {}),
          article("8", "A verdict about Jane Roe, nobody else.", {"So"}, {})};
}

class RecordsTest : public testing::Test {
 protected:
  void SetUp() override {
    auto writer = *Writer::open(folder_.path("index"), {.finds_names = false});
    for (const auto& one : articles()) ASSERT_TRUE(writer.put(one, ""));
    ASSERT_TRUE(writer.commit());
    ASSERT_TRUE(writer.renew_files());
    index_.emplace(*Index::open(folder_.path("index")));
  }

  void rule(std::string_view text) {
    std::ofstream(folder_.path("index") + "/authority") << text;
    ASSERT_TRUE(*index_->refresh());
  }

  /// "name count; …"
  std::string facet() {
    std::vector<std::string> shown;
    const auto page = *index_->search({.facets = {"people"}});
    for (const auto& [value, count] : page.facets[0].values)
      shown.push_back(value + " " + std::to_string(count));
    return joined(shown, "; ");
  }

  std::string found(const std::string& query) {
    auto page = *index_->search({.text = query, .sort = Sort::kOldest});
    std::vector<std::string> ids;
    for (const auto& hit : page.hits) ids.push_back(hit.article.id);
    std::ranges::sort(ids);
    return joined(ids, " ");
  }

  std::vector<std::string> people_of(const std::string& id) {
    std::vector<std::string> names;
    const auto article = *index_->article(id);
    for (const auto& person : article.people) names.push_back(person.name);
    return names;
  }

  TemporaryFolder folder_;
  std::optional<Index> index_;
};

TEST_F(RecordsTest, AreCountedOnce) {
  EXPECT_EQ(facet(), "Ronald Reagan 3; Seth Jones 3; Emrys Jones 1; Jane Roe 1; So 1");
}

TEST_F(RecordsTest, AreFoundByAnyName) {
  EXPECT_EQ(found("person:\"Ronald Reagan\""), "5 6 7");
  EXPECT_EQ(found("person:reagan"), "5 6 7");
  EXPECT_EQ(found("person:\"Seth G. Jones\""), "1 2 3");
}

/// What a facet shows selects exactly what it counts.
TEST_F(RecordsTest, FilterWhatTheFacetCounts) {
  const auto page = *index_->search({.facets = {"people"}});
  for (const auto& [value, count] : page.facets[0].values)
    EXPECT_EQ(index_->search({.filters = {{"person", {value}}}})->total, count) << value;
}

TEST_F(RecordsTest, NameThePeopleOfAnArticle) {
  EXPECT_EQ(people_of("7"), std::vector<std::string>{"Ronald Reagan"});
  EXPECT_EQ(people_of("5"), (std::vector<std::string>{"Ronald Reagan", "Jane Roe"}));
}

TEST_F(RecordsTest, NameThoseWhoAreFiledWithTheFamilyNameFirst) {
  auto writer = *Writer::open(folder_.path("index"), {.finds_names = false});
  ASSERT_TRUE(writer.put(article("9", "Jones slept in Paktia.", {"Jones, Seth"}, {"Paktia"}), ""));
  ASSERT_TRUE(writer.commit());
  ASSERT_TRUE(writer.renew_files());
  ASSERT_TRUE(*index_->refresh());
  EXPECT_EQ(people_of("9"), std::vector<std::string>{"Seth Jones"});
  rule("suppress person \"Seth Jones\"");
  EXPECT_THAT(people_of("9"), testing::IsEmpty()) << "nor is the name shown that way where it is suppressed";
}

TEST_F(RecordsTest, AreSuggestedByAnyName) {
  const auto suggestions = *index_->suggest("seth g", 5);
  ASSERT_FALSE(suggestions.empty());
  EXPECT_EQ(suggestions[0].value, "Seth Jones");
  EXPECT_EQ(suggestions[0].count, 3u);
}

TEST_F(RecordsTest, AreMergedByTheArchivist) {
  rule("merge person \"Seth Jones\" \"Emrys Jones\"\n");
  EXPECT_EQ(facet(), "Seth Jones 4; Ronald Reagan 3; Jane Roe 1; So 1");
  EXPECT_EQ(found("person:\"Emrys Jones\""), "1 2 3 4");
}

TEST_F(RecordsTest, GiveWordsOfTheirNamesOtherSpellings) {
  rule("merge person \"Emrys Jones\" \"Emrhys Jones\" \"Sir Emrhyss Jones\"");
  EXPECT_EQ(found("emrhys jones"), "4");
  EXPECT_EQ(found("emrhys jones sang"), "4");
  EXPECT_EQ(found("(emrhys jones) OR slept"), "4 7");
  EXPECT_EQ(found("emrhys NEAR/3 jones"), "4");
  EXPECT_EQ(found("\"emrhys jones\""), "");
  EXPECT_EQ(found("=emrhys AND jones"), "");
  EXPECT_EQ(found("sir emrhyss jones AND sang"), "") << "a name of more words";
  const auto page = index_->search({.text = "emrhys jones"});
  ASSERT_EQ(page->notes.size(), 1u);
  EXPECT_EQ(page->notes[0].message, "also found: Emrys; search exactly =emrhys");
  EXPECT_EQ(page->hits[0].snippet.highlights.size(), 2u);
  EXPECT_EQ(index_->search({.text = "emrhys jones emrhys jones"})->notes.size(), 1u) << "told once";
  EXPECT_EQ(index_->search({.text = "emrhys AND sang"})->notes[0].code, "corrected") << "no name by itself";
}

/// A corrected word was the only one that stood for no other name of its record.
TEST_F(RecordsTest, AreFoundByAllNamesOfAMisspeltOne) {
  rule("merge person reagan \"Emrys Jones\"");
  EXPECT_EQ(found("person:reagan"), "4 5 6 7");
  EXPECT_EQ(found("person:reagann sang"), "4");
}

struct OtherNameCase {
  const char* name;
  const char* rules;
  const char* query;
  const char* found;
};
class OtherNames : public RecordsTest, public testing::WithParamInterface<OtherNameCase> {};
TEST_P(OtherNames, AreNoSpellings) {
  rule(GetParam().rules);
  EXPECT_EQ(found(GetParam().query), GetParam().found);
}
INSTANTIATE_TEST_SUITE_P(
    Records, OtherNames,
    testing::Values(
        OtherNameCase{"TurnedRound", "merge person \"Emrys Jones\" \"Jones Emrys\"", "emrys jones", "4"},
        OtherNameCase{"Initial", "merge person \"Seth Jones\" \"E Jones\"", "seth jones", "1 2 3"},
        OtherNameCase{"AnotherMan", "merge person \"Ronald Reagan\" \"Seth Jones\"", "seth jones", "1 2 3"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(RecordsTest, AreMergedUnderANewName) {
  rule("merge person \"The Joneses\" \"Seth Jones\" \"Emrys Jones\"\n");
  EXPECT_EQ(facet(), "The Joneses 4; Ronald Reagan 3; Jane Roe 1; So 1");
  EXPECT_EQ(found("person:\"The Joneses\""), "1 2 3 4");
}

TEST_F(RecordsTest, AreFoundByNamesThatOnlyTheArchivistGives) {
  rule("merge person \"Emrys Jones\" \"Amlys Jones\"\n");
  EXPECT_EQ(found("person:\"Amlys Jones\""), "4");
  EXPECT_EQ(facet(), "Ronald Reagan 3; Seth Jones 3; Emrys Jones 1; Jane Roe 1; So 1");
}

TEST_F(RecordsTest, AreSplit) {
  rule("split person \"Seth G. Jones\"\n");
  EXPECT_EQ(facet(), "Ronald Reagan 3; Seth Jones 2; Emrys Jones 1; Jane Roe 1; Seth G. Jones 1; So 1");
  EXPECT_EQ(people_of("1"), std::vector<std::string>{"Seth G. Jones"});
}

TEST_F(RecordsTest, AreSplitFromTheirRecord) {
  rule("split person \"Ronald Reagan\"\n");
  EXPECT_EQ(facet(), "reagan 3; Seth Jones 3; Ronald Reagan 2; Emrys Jones 1; Jane Roe 1; So 1");
}

TEST_F(RecordsTest, AreRenamed) {
  rule("rename person \"reagan\" \"Ronald Wilson Reagan\"\n");
  EXPECT_EQ(facet().substr(0, 22), "Ronald Wilson Reagan 3");
  EXPECT_EQ(found("person:\"Ronald Wilson Reagan\""), "5 6 7");
  EXPECT_EQ(people_of("6"), std::vector<std::string>{"Ronald Wilson Reagan"});
}

TEST_F(RecordsTest, AreDenied) {
  rule("deny person So\n");
  EXPECT_EQ(facet(), "Ronald Reagan 3; Seth Jones 3; Emrys Jones 1; Jane Roe 1");
  EXPECT_EQ(found("person:\"So\""), "");
  EXPECT_EQ(found("verdict"), "8");
}

TEST_F(RecordsTest, AreSuppressed) {
  rule("suppress person \"Jane Roe\"\n");
  EXPECT_EQ(facet(), "Ronald Reagan 3; Seth Jones 3; Emrys Jones 1; So 1");
  for (const auto* query : {"person:\"Jane Roe\"", "person:roe", "\"jane roe\"", "jane roe",
                            "roe jane verdict", "ja* ro*", "about:\"Jane Roe\""})
    EXPECT_EQ(found(query), "") << query;
  EXPECT_TRUE(index_->suggest("jane r", 5)->empty());
  EXPECT_EQ(people_of("5"), std::vector<std::string>{"Ronald Reagan"});
  EXPECT_EQ(found("verdict"), "8");
  EXPECT_EQ(found("met person:reagan"), "5");
  const auto page = *index_->search({.text = "jane roe"});
  ASSERT_FALSE(page.notes.empty());
  EXPECT_EQ(page.notes.front().code, "suppressed");
}

TEST_F(RecordsTest, AreSuppressedUnderAllTheirNames) {
  rule("merge person \"Jane Roe\" \"Emrys Jones\" \"Amlys Jones\"\nsuppress person \"Emrys Jones\"");
  EXPECT_EQ(facet(), "Ronald Reagan 3; Seth Jones 3; So 1");
  for (const auto* query : {"jane roe", "\"Emrys Jones\"", "amlys AND jones", "person:\"Amlys Jones\""})
    EXPECT_EQ(found(query), "") << query;
}

TEST_F(RecordsTest, AreSuppressedInEveryFormThatWouldFindThem) {
  rule("suppress person \"Jane Roe\"");
  for (const auto* query : {"jane AND roes", "janes AND roe's", "jane AND roee", "person:roes", "person:roe*",
                            "person:\"Jane Ro\"", "jane NEAR/3 roe"})
    EXPECT_EQ(found(query), "") << query;
  EXPECT_EQ(found("jane"), "5 8") << "a first name is others' as well";
}

TEST_F(RecordsTest, ChangeTheRevision) {
  const auto before = index_->revision();
  rule("deny person So\n");
  EXPECT_NE(index_->revision(), before);
  EXPECT_FALSE(*index_->refresh());
}

TEST_F(RecordsTest, BadRulesCostNothingElse) {
  rule(
      "nonsense\ndeny person \"So\n"
      "deny person \"Nobody At All\"\nmerge person \"X Y\" \"Z Q\"\n");
  EXPECT_EQ(facet(), "Ronald Reagan 3; Seth Jones 3; Emrys Jones 1; Jane Roe 1; So 1");
}

/// Without a column file the records are made when first asked for.
TEST_F(RecordsTest, NeedNoColumnFile) {
  std::filesystem::remove(*current_generation(folder_.path("index")) + "/columns");
  rule("deny person So\n");
  EXPECT_EQ(facet(), "Ronald Reagan 3; Seth Jones 3; Emrys Jones 1; Jane Roe 1");
}

}  // namespace
}  // namespace dateline
