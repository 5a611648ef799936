#include "query/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "indexer/analysis.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

Article article(std::string id, std::string title, std::string text, const char* published,
                std::vector<std::string> people, std::vector<std::string> places,
                std::string language = "en") {
  Article made{.id = std::move(id),
               .title = std::move(title),
               .text = std::move(text),
               .language = std::move(language)};
  if (published != nullptr) made.published = *parse_date(published);
  for (auto& name : people) made.people.push_back({.name = std::move(name)});
  for (auto& name : places) made.places.push_back({.name = std::move(name)});
  return made;
}

std::vector<Article> small_archive() {
  return {
      article("kabul", "Attack near Kabul airport",
              "Two blasts hit the airport. The U.S. said it knew of threats.", "2021-08-26T17:50:00+04:30",
              {"Seth G. Jones"}, {"Afghanistan", "Kabul"}),
      article("rhine", "Floods on the Rhine",
              "The river flooded towns in Germany. Flooding went on for days.", "2021-07-15",
              {"Angela Merkel"}, {"Germany"}),
      article("jones", "Jones wins again", "Emrys Jones won the race; he thanked us all.", "2019",
              {"Emrys Jones"}, {"Wales"}),
      article("zurich", "Zürich airport reopens", "Flights resumed in Zürich after the storm.", "2021-08-27",
              {}, {"Zürich", "Switzerland"}),
      article("wahl", "Wahlen in Bayern", "Die Wähler wählten. Die Wahl war knapp.", "2023-10-08",
              {"Angela MERKEL"}, {"Germany"}, "de"),
      article("undated", "White paper on house prices", "The house is white. A white house stood there.",
              nullptr, {}, {}),
      article("beijing", "北京大学开学", "新生来到北京大学。", "2022-09-01", {}, {"北京"}, "zh"),
  };
}

class SearchTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    auto writer = Writer::open(folder_->path());
    for (const auto& one : small_archive()) ASSERT_EQ(*writer->put(one, "test"), PutOutcome::kAdded);
    ASSERT_TRUE(writer->commit());
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::expected<Page, Error> search(const SearchRequest& request) {
    const auto index = Index::open(folder_->path());
    if (!index) return std::unexpected(index.error());
    return index->search(request);
  }

  static TemporaryFolder* folder_;
};
TemporaryFolder* SearchTest::folder_ = nullptr;

struct FindCase {
  const char* name;
  const char* query;
  std::vector<std::string> ids;  ///< in any order
};

class Finds : public SearchTest, public testing::WithParamInterface<FindCase> {};

TEST_P(Finds, ExactlyThese) {
  const auto page = search({.text = GetParam().query});
  ASSERT_TRUE(page) << page.error().message;
  std::vector<std::string> ids;
  for (const auto& hit : page->hits) ids.push_back(hit.article.id);
  EXPECT_THAT(ids, testing::UnorderedElementsAreArray(GetParam().ids)) << page->understood;
  EXPECT_EQ(page->total, GetParam().ids.size());
}

INSTANTIATE_TEST_SUITE_P(
    Queries, Finds,
    testing::Values(
        FindCase{"Everything", "*", {"kabul", "rhine", "jones", "zurich", "wahl", "undated", "beijing"}},
        FindCase{"Word", "airport", {"kabul", "zurich"}}, FindCase{"Stem", "airports", {"kabul", "zurich"}},
        FindCase{"StemOtherWay", "flood", {"rhine"}}, FindCase{"CapitalsAreStemmedToo", "FLOODED", {"rhine"}},
        FindCase{"GermanStem", "Wahl", {"wahl"}}, FindCase{"Accents", "zurich", {"zurich"}},
        FindCase{"BothWords", "airport zurich", {"zurich"}},
        FindCase{"AnyWordWhereNoneHasAll", "flood zurich", {"rhine", "zurich"}},
        FindCase{"Phrase", "\"white house\"", {"undated"}},
        FindCase{"PhraseNotAcross", "\"paper house\"", {}},
        FindCase{"PhraseAcrossTitleAndText", "\"airport two\"", {}},
        FindCase{"Prefix", "airp*", {"kabul", "zurich"}}, FindCase{"PrefixOfStems", "wahl*", {"wahl"}},
        FindCase{"Folded", "us", {"kabul", "jones"}}, FindCase{"ExactInitials", "=U.S.", {"kabul"}},
        FindCase{"ExactLowerCase", "=us", {"jones"}}, FindCase{"ExactNoStem", "=flooding", {}},
        FindCase{"ExactAsWritten", "=Flooding", {"rhine"}}, FindCase{"ExactAccent", "=Zürich", {"zurich"}},
        FindCase{"ExactWithoutAccent", "=Zurich", {}}, FindCase{"And", "airport AND kabul", {"kabul"}},
        FindCase{"Or", "kabul OR rhine", {"kabul", "rhine"}},
        FindCase{"Not", "airport NOT kabul", {"zurich"}},
        FindCase{"Minus", "* -airport -wahl -beijing", {"rhine", "jones", "undated", "beijing"}},
        FindCase{"Near", "airport NEAR/3 threats", {}},
        FindCase{"NearEnough", "airport NEAR/9 threats", {"kabul"}},
        FindCase{"NearEitherWay", "threats NEAR/9 airport", {"kabul"}},
        FindCase{"AdjInOrder", "airport ADJ/9 threats", {"kabul"}},
        FindCase{"AdjOtherOrder", "threats ADJ/9 airport", {}},
        FindCase{"NearItself", "white NEAR/1 white", {}},
        FindCase{"NearItselfFurther", "white NEAR/2 white", {"undated"}},
        FindCase{"NearPhrase", "\"two blasts\" NEAR/3 airport", {"kabul"}},
        FindCase{"NearAnyOf", "(blasts OR storm) NEAR/4 airport", {"kabul"}},
        FindCase{"NearOfStems", "towns NEAR/2 floods", {"rhine"}},
        FindCase{"NearNotAcrossTitleAndText", "race NEAR/50 wins", {}},
        FindCase{"NearThree", "hit NEAR/3 airport NEAR/3 blasts", {"kabul"}},
        FindCase{"PersonNearWord", "person:\"Emrys Jones\" NEAR/3 race", {"jones"}},
        FindCase{"PersonNearPlace", "person:jones NEAR place:wales", {}},
        FindCase{"NotNear", "airport NOT (airport NEAR/4 blasts)", {"zurich"}},
        FindCase{"PersonWord", "person:jones", {"kabul", "jones"}},
        FindCase{"PersonWhole", "person:\"Seth G. Jones\"", {"kabul"}},
        FindCase{"PersonWholeFolded", "person:\"ANGELA merkel\"", {"rhine", "wahl"}},
        FindCase{"PersonPartIsNotWhole", "person:\"Jones\"", {}},
        FindCase{"PlaceAndWord", "place:germany flood", {"rhine"}},
        FindCase{"FilterAlwaysHolds", "place:kabul one two three four five six airport", {"kabul"}},
        FindCase{"Language", "lang:de", {"wahl"}}, FindCase{"Id", "id:rhine", {"rhine"}},
        FindCase{"Title", "title:airport", {"kabul", "zurich"}}, FindCase{"TitleOnly", "title:flights", {}},
        FindCase{"Year", "date:2021", {"kabul", "rhine", "zurich"}},
        FindCase{"PublishersDay", "date:2021-08-26", {"kabul"}},
        FindCase{"Span", "date:2021-07..2021-08-26", {"kabul", "rhine"}},
        FindCase{"YearOnlyBeginsInJanuary", "date:2019-01-01", {"jones"}},
        FindCase{"Chinese", "北京大学", {"beijing"}}, FindCase{"ChineseWord", "大学", {"beijing"}},
        FindCase{"ChineseCharacter", "新", {"beijing"}},
        FindCase{"ChinesePlace", "place:\"北京\"", {"beijing"}}, FindCase{"Nothing", "qwertyuiop", {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(SearchTest, SortsByDateWithUndatedLast) {
  for (const auto& [sort, first] : {std::pair{Sort::kNewest, "wahl"}, {Sort::kOldest, "jones"}}) {
    const auto page = search({.text = "*", .sort = sort});
    EXPECT_EQ(page->hits.front().article.id, first);
    EXPECT_EQ(page->hits.back().article.id, "undated");
  }
}

TEST_F(SearchTest, PagesJoinWithoutGapOrRepeat) {
  std::set<std::string> seen;
  for (std::uint32_t offset = 0; offset < 7; offset += 2) {
    const auto page = search({.text = "*", .offset = offset, .limit = 2});
    for (const auto& hit : page->hits) seen.insert(hit.article.id);
  }
  EXPECT_EQ(seen.size(), 7u);
}

TEST_F(SearchTest, SaysThatAnyWordWasTakenOnlyWhereThatFoundSomething) {
  const auto some = search({.text = "flood zurich"});
  ASSERT_EQ(some->notes.size(), 1u);
  EXPECT_EQ(some->notes[0].code, "any_word");
  EXPECT_TRUE(search({.text = "qwertyuiop asdfgh"})->notes.empty());
}

TEST_F(SearchTest, TitlesCountMore) {
  EXPECT_EQ(search({.text = "airport OR storm"})->hits.front().article.id, "zurich");
}

/// They did: the storm of the article counted although it has no Rhine.
TEST_F(SearchTest, WordsOfAnAlternativeThatDoesNotMatchCountNothing) {
  const auto score = [](const char* text) {
    SearchRequest request{.text = text};
    request.ranking.neighbours = request.ranking.feedback = 0;
    const auto page = search(request);
    const auto hit = std::ranges::find(page->hits, "zurich", [](const Hit& one) { return one.article.id; });
    return hit->score;
  };
  for (const char* text : {"(storm AND rhine) OR airport", "airport OR (storm NOT zurich)",
                           "airport OR (+rhine storm)", "+airport (storm AND rhine)"})
    EXPECT_EQ(score(text), score("airport")) << text;
  EXPECT_GT(score("airport OR (storm AND zurich)"), score("airport"));
}

TEST_F(SearchTest, FacetsShowValuesAsWritten) {
  const auto page = search({.text = "*", .limit = 0, .facets = {"people", "places", "year", "month"}});
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->hits.empty());
  EXPECT_EQ(page->facets[0].values[0].value, "Angela Merkel");
  EXPECT_EQ(page->facets[0].values[0].count, 2u);
  EXPECT_EQ(page->facets[0].distinct, 3u);
  EXPECT_EQ(page->facets[1].values[0].value, "Germany");
  EXPECT_EQ(page->facets[2].values[0].value, "2023");
  EXPECT_EQ(page->facets[3].values.size(), 5u);
}

TEST_F(SearchTest, FiltersHoldBesideTheQuery) {
  EXPECT_EQ(search({.text = "airport", .filters = {{"place", {"zürich"}}}})->total, 1u);
  EXPECT_EQ(search({.text = "*", .filters = {{"place", {"Kabul", "Wales"}}}})->total, 2u);
  EXPECT_EQ(search({.text = "*", .filters = {{"place", {"Germany"}, true}}})->total, 5u);
  EXPECT_EQ(search({.text = "*", .from = "2021-08", .to = "2021"})->total, 2u);
}

TEST_F(SearchTest, FacetsLeaveTheirOwnFilterOut) {
  const SearchRequest germany{
      .text = "*", .filters = {{"place", {"Germany"}}}, .limit = 0, .facets = {"places", "people", "year"}};
  const auto page = search(germany);
  EXPECT_EQ(page->total, 2u);
  EXPECT_EQ(page->facets[0].distinct, 7u);
  EXPECT_EQ(page->facets[1].distinct, 1u);
  auto as_front_ends = germany;
  as_front_ends.facet_scope = FacetScope::kMatches;
  EXPECT_EQ(search(as_front_ends)->facets[0].distinct, 1u);
}

TEST_F(SearchTest, AnExcludedValueStaysExcludedFromItsFacet) {
  const auto page = search({.text = "*", .filters = {{"place", {"Germany"}, true}}, .facets = {"places"}});
  for (const auto& [value, count] : page->facets[0].values) EXPECT_NE(value, "Germany");
}

TEST_F(SearchTest, FacetValuesAreSearchedByTheirWords) {
  const auto page = search({.text = "*", .limit = 0, .facets = {"people"}, .facet_search = "JON"});
  ASSERT_EQ(page->facets[0].values.size(), 2u);
  EXPECT_EQ(page->facets[0].values[0].value, "Emrys Jones");
  EXPECT_EQ(page->facets[0].missing, 3u);
}

TEST_F(SearchTest, WithCountsWhoAppearsTogether) {
  const auto page =
      search({.text = "*", .with = "place:germany", .limit = 0, .facets = {"people", "places"}});
  EXPECT_EQ(page->total, 2u);
  ASSERT_EQ(page->facets[0].values.size(), 1u);
  EXPECT_EQ(page->facets[0].values[0].value, "Angela Merkel");
  EXPECT_TRUE(page->facets[1].values.empty()) << "the place asked for is left out";
  EXPECT_EQ(search({.text = "wahl", .with = "place:germany"})->total, 1u);
}

TEST_F(SearchTest, ATimelineCountsEveryMatchOnce) {
  const auto page = search({.text = "*", .limit = 0, .timeline = Interval::kMonth});
  ASSERT_TRUE(page->timeline);
  std::vector<std::string> months;
  for (const auto& [value, count] : page->timeline->values)
    months.push_back(value + "=" + std::to_string(count));
  EXPECT_EQ(months,
            (std::vector<std::string>{"2019-01=1", "2021-07=1", "2021-08=2", "2022-09=1", "2023-10=1"}));
  EXPECT_EQ(page->timeline->missing, 1u);
}

struct RefusedRequest {
  const char* name;
  SearchRequest request;
  const char* message;
};
class Refuses : public SearchTest, public testing::WithParamInterface<RefusedRequest> {};
TEST_P(Refuses, WithASentence) {
  const auto page = search(GetParam().request);
  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().message, testing::StartsWith(GetParam().message));
}
INSTANTIATE_TEST_SUITE_P(
    Requests, Refuses,
    testing::Values(RefusedRequest{"Limit",
                                   {.text = "*", .limit = 1001},
                                   "'1001' is not a possible limit: write a number up to 1000"},
                    RefusedRequest{"Facet",
                                   {.text = "*", .facets = {"colour"}},
                                   "'colour' is not a facet: write one of people, places"},
                    RefusedRequest{"Filter",
                                   {.text = "*", .filters = {{"title", {"x"}}}},
                                   "'title' is not a field to filter by: write one of"},
                    RefusedRequest{"Day", {.text = "*", .from = "soon"}, "'soon..' is not a span of days"},
                    RefusedRequest{"Strict",
                                   {.text = "flood AND", .strict = true},
                                   "byte 6 of the query: 'AND' without words on both sides"},
                    RefusedRequest{"StrictLeavesNothingOut",
                                   {.text = "flood date:soon", .strict = true},
                                   "byte 6 of the query: 'soon' is not a span of days: write YYYY, YYYY-MM, "
                                   "YYYY-MM-DD or FIRST..LAST, for "
                                   "example 2021-08..2021-09"},
                    RefusedRequest{"StrictQuotesAllThatWasTyped",
                                   {.text = "date:\"soon: left out\"", .strict = true},
                                   "byte 0 of the query: 'soon: left out' is not a span of days"},
                    RefusedRequest{"StrictReadsNothingElse",
                                   {.text = "(flood", .strict = true},
                                   "byte 0 of the query: the opening bracket has no partner"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(SearchTest, SaysWhichBudgetBit) {
  const auto prefix = search({.text = "a*", .facets = {"people"}, .budget = {.expansions = 1}});
  ASSERT_EQ(prefix->notes.size(), 1u);
  EXPECT_EQ(prefix->notes[0].code, "too_many_expansions");
  EXPECT_FALSE(prefix->total_is_exact);
  EXPECT_FALSE(prefix->facets[0].is_exact);
  const auto late = search({.text = "airport kabul", .budget = {.time = std::chrono::milliseconds(0)}});
  ASSERT_EQ(late->notes.size(), 1u);
  EXPECT_EQ(late->notes[0].code, "out_of_time");
  EXPECT_FALSE(late->total_is_exact);
  // Filters and articles like one took the time they wanted.
  const Budget none{.time = std::chrono::milliseconds(0)};
  for (const auto& filtered : {search({.filters = {{"person", {"Nobody"}}}, .budget = none}),
                               search({.with = "\"airport attack\"", .budget = none}),
                               Index::open(folder_->path())->similar("kabul", {.budget = none})}) {
    ASSERT_TRUE(filtered);
    ASSERT_EQ(filtered->notes.size(), 1u) << filtered->understood;
    EXPECT_EQ(filtered->notes[0].code, "out_of_time");
    EXPECT_FALSE(filtered->total_is_exact);
  }
  const auto excluding = search({.text = "airport NOT \"near kabul\"", .budget = none});
  EXPECT_EQ(excluding->total, 0u) << "what is excluded must not be found";
  EXPECT_EQ(excluding->notes.at(0).code, "out_of_time");
  EXPECT_EQ(search({.text = "airport kabul", .budget = {.words = 1}})->notes[0].code, "too_many_words");
  EXPECT_EQ(search({.text = "airport kabul", .budget = {.bytes = 7}})->total, 2u);
}

TEST_F(SearchTest, SaysThatNoDayIsInASpan) {
  const auto page = search({.text = "*", .from = "2022", .to = "2021-05"});
  ASSERT_EQ(page->notes.size(), 1u);
  EXPECT_EQ(page->notes[0].message, "from 2022 to 2021-05 ends before it begins: nothing was published then");
  EXPECT_EQ(page->total, 0u);
  EXPECT_TRUE(search({.text = "*", .from = "2021", .to = "2021"})->notes.empty());
  EXPECT_TRUE(search({.text = "*", .from = "2022", .to = "2021", .strict = true}))
      << "the text is understood";
}

TEST_F(SearchTest, CountsDaysFromToday) {
  const std::chrono::sys_days today = std::chrono::year(2021) / 8 / 27;
  EXPECT_EQ(search({.text = "date:yesterday", .today = today})->hits.at(0).article.id, "kabul");
  EXPECT_EQ(search({.text = "2w..", .today = today})->total, 4u);
}

TEST_F(SearchTest, SnippetsMarkTheMatches) {
  const auto page = search({.text = "flooding"});
  const auto& snippet = page->hits.at(0).snippet;
  std::vector<std::string> marked;
  for (const auto& [begin, end] : snippet.highlights)
    marked.push_back(snippet.text.substr(begin, end - begin));
  EXPECT_EQ(marked, (std::vector<std::string>{"flooded", "Flooding"}));
}

TEST(Salience, PutsArticlesAboutANameBeforeThoseThatMentionIt) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path(), {.finds_names = false});
  const auto put = [&](const char* id, Relation relation) {
    writer->put({.id = id,
                 .title = "Talks",
                 .text = "They met",
                 .published = parse_date("2021-08-2" + std::string(id)).value(),
                 .people = {{.name = "Angela Merkel", .relation = relation}},
                 .places = {{.name = "Paris", .relation = Relation::kDateline}}},
                "");
  };
  put("1", Relation::kMentions);
  put("2", Relation::kAbout);
  put("3", Relation::kMentions);
  ASSERT_TRUE(writer->commit());
  const auto index = Index::open(folder.path());
  const auto order = [&](const char* text, double about) {
    std::string ids;
    const auto page = *index->search({.text = text, .ranking = {.about = about}});
    for (const auto& hit : page.hits) ids += hit.article.id;
    return ids;
  };
  EXPECT_EQ(order("person:merkel", 0.5), "231");
  EXPECT_EQ(order("person:\"Angela Merkel\"", 0.5), "231");
  EXPECT_EQ(order("talks person:merkel", 0.5), "231");
  EXPECT_EQ(order("person:merkel", 0), "321");
  EXPECT_EQ(order("place:paris", 0.5), "321");
}

TEST(IndexOpen, SaysWhatIsMissing) {
  const TemporaryFolder folder;
  EXPECT_EQ(Index::open(folder.path()).error().code, ErrorCode::kNotFound);
}

/// It was told to be made, where there was all but one file of it.
TEST(IndexOpen, TakesAnIndexWithoutItsVersionFileForDamaged) {
  const TemporaryFolder folder;
  ASSERT_TRUE(Writer::open(folder.path())->commit());
  std::filesystem::remove(*current_generation(folder.path()) + "/iamglass");
  const auto failure = Index::open(folder.path()).error();
  EXPECT_EQ(failure.code, ErrorCode::kCorrupt);
  EXPECT_THAT(failure.message, testing::StartsWith("the index cannot be read ("));
}

TEST(IndexRefresh, SeesCommitsAndNothingElse) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  ASSERT_TRUE(writer->commit());
  auto index = Index::open(folder.path());
  ASSERT_TRUE(index) << index.error().message;
  EXPECT_EQ(index->search({.text = "*"})->total, 0u);
  writer->put({.id = "1", .title = "Storm"}, "");
  EXPECT_FALSE(*index->refresh());
  ASSERT_TRUE(writer->commit());
  EXPECT_TRUE(*index->refresh());
  EXPECT_EQ(index->search({.text = "storms"})->total, 1u);
  EXPECT_EQ(index->article("1")->title, "Storm");
  EXPECT_EQ(index->article("2").error().message, "'2' is not the id of an article here");
}

}  // namespace
}  // namespace dateline
