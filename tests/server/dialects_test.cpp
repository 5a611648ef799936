#include "server/dialects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/fake_backend.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

FakeBackend small_backend() {
  FakeBackend backend;
  Hit hit{.article = {.id = "a1",
                      .url = "https://example.org/1",
                      .title = "A <b>storm</b>",
                      .authors = {"Ann Author"},
                      .source = "Wire",
                      .language = "en"},
          .score = 2,
          .snippet = {.text = "wind and rain", .highlights = {{0, 4}}},
          .title_highlights = {{5, 10}}};
  hit.article.published = *parse_date("2021-08-26T00:00:00Z");
  hit.article.people = {{.name = "Obama, Barack"}, {.name = "Ann: \"X\""}};
  backend.page.hits = {hit};
  backend.page.total = 45;
  backend.page.facets = {{.field = "people", .values = {{"Obama, Barack", 7}, {"Bo Li", 2}}, .distinct = 2}};
  return backend;
}

Json ask(FakeBackend& backend, std::expected<std::string, Error> (*answer)(SearchBackend&, std::string_view),
         const std::string& body) {
  const auto text = answer(backend, body);
  return text ? Json::parse(*text) : Json(text.error().message);
}

std::expected<std::string, Error> meilisearch(SearchBackend& backend, std::string_view body) {
  return answer_meilisearch(backend, "news", body);
}
std::expected<std::string, Error> meilisearch_facet(SearchBackend& backend, std::string_view body) {
  return answer_meilisearch_facet(backend, "news", body);
}

std::string filters_of(const SearchRequest& request) {
  std::string out;
  for (const auto& filter : request.filters) {
    out += filter.field + (filter.exclude ? "!=" : "=");
    for (const auto& value : filter.values) out += "[" + value + "]";
    out += " ";
  }
  return out + request.from + ".." + request.to;
}

// What is written around every match of every hit makes a small request a very large answer.
#define TAG_BYTES "<bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb>"
#define LONG_TAG TAG_BYTES TAG_BYTES TAG_BYTES TAG_BYTES

struct FilterCase {
  const char* name;
  const char* params;
  const char* expected;  ///< filters, or the error
};

class AlgoliaFilters : public testing::TestWithParam<FilterCase> {};
TEST_P(AlgoliaFilters, BecomeOurs) {
  auto backend = small_backend();
  const auto answer =
      ask(backend, answer_instantsearch,
          std::string(R"({"requests":[{"indexName":"n","params":)") + GetParam().params + "}]}");
  EXPECT_EQ(answer.is_string() ? answer.get<std::string>() : filters_of(backend.asked), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Params, AlgoliaFilters,
    testing::Values(
        FilterCase{"None", "{}", ".."},
        FilterCase{"And", R"({"facetFilters":["people:A","places:B"]})", "person=[A] place=[B] .."},
        FilterCase{"Or", R"({"facetFilters":[["people:A","people:B"]]})", "person=[A][B] .."},
        FilterCase{"OneText", R"({"facetFilters":"people:A"})", "person=[A] .."},
        FilterCase{"Excluded", R"({"facetFilters":["people:-A"]})", "person!=[A] .."},
        FilterCase{"DashInValue", R"({"facetFilters":["people:\\-A"]})", "person=[-A] .."},
        FilterCase{"ColonInValue", R"x({"facetFilters":["people:Ann: \"X\", (y)"]})x",
                   "person=[Ann: \"X\", (y)] .."},
        FilterCase{"NonLatin", R"({"facetFilters":["places:北京"]})", "place=[北京] .."},
        FilterCase{"Numbers", R"({"numericFilters":["published_timestamp>=1630000000"]})", "2021-08-26.."},
        FilterCase{"Around", R"({"aroundLatLng":"45.76, 4.84","aroundRadius":20000})",
                   "near=[45.76, 4.84~20km] .."},
        FilterCase{"AroundUsually", R"({"aroundLatLng":"45.76,4.84"})", "near=[45.76,4.84] .."},
        FilterCase{"AroundAll", R"({"aroundLatLng":"45.76,4.84","aroundRadius":"all"})", ".."},
        // The filters of a page's Configure were passed over: it showed articles that it should not.
        FilterCase{"Expression", R"x({"filters":"source:\"A: B\" AND NOT people:C"})x",
                   "source=[A: B] person!=[C] .."},
        FilterCase{"BrokenExpression", R"({"filters":"source:"})",
                   "'source:' is not a filter: write a value instead of the end"},
        FilterCase{"Box", R"({"insideBoundingBox":[[1,2,3,4]]})",
                   "'insideBoundingBox' is more than this engine filters by"},
        FilterCase{"LongTag", R"({"highlightPreTag":")" LONG_TAG R"("})",
                   "'" TAG_BYTES "<bbbbbbbbbbbbb…' is not a tag around matches: write at most 200 bytes"},
        FilterCase{"UnknownKeys", R"({"clickAnalytics":true,"tagFilters":""})", ".."},
        FilterCase{"OrOfTwoAttributes", R"({"facetFilters":[["people:A","places:B"]]})",
                   "'places:B' joins more than values of one attribute by OR: that is not supported"},
        FilterCase{"NoColon", R"({"facetFilters":["people"]})",
                   "'people' is not a facet filter: write attribute:value"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Instantsearch, GivesResultsInTheOrderAsked) {
  auto backend = small_backend();
  const auto answer =
      ask(backend, answer_instantsearch,
          R"({"requests":[{"indexName":"n","params":{"query":"storm","page":2,"hitsPerPage":20,)"
          R"("facets":["people","nonsense"],"highlightPreTag":"__ais-highlight__","highlightPostTag":)"
          R"("__/ais-highlight__"}},{"indexName":"n","params":{"query":"x","hitsPerPage":0}}]})");
  ASSERT_EQ(answer["results"].size(), 2U);
  const auto& first = answer["results"][0];
  EXPECT_EQ(first["nbHits"], 45);
  EXPECT_EQ(first["page"], 2);
  EXPECT_EQ(first["nbPages"], 3);
  EXPECT_EQ(first["facets"]["people"]["Obama, Barack"], 7);
  const auto& hit = first["hits"][0];
  EXPECT_EQ(hit["objectID"], "a1");
  EXPECT_EQ(hit["published_timestamp"], 1629936000);
  EXPECT_EQ(hit["_highlightResult"]["title"]["value"], "A <b>__ais-highlight__storm__/ais-highlight__</b>");
  EXPECT_EQ(hit["_highlightResult"]["title"]["matchLevel"], "full");
  EXPECT_EQ(hit["_highlightResult"]["people"][0]["value"], "Obama, Barack");
  EXPECT_EQ(hit["_snippetResult"]["text"]["value"], "__ais-highlight__wind__/ais-highlight__ and rain");
  EXPECT_EQ(answer["results"][1]["query"], "x");
  EXPECT_EQ(answer["results"][1]["hitsPerPage"], 0);
}

TEST(Instantsearch, FindsValuesOfFacetsInBothForms) {
  for (const char* form :
       {R"({"requests":[{"params":{"facetName":"people","facetQuery":"bar"}}]})",
        R"({"requests":[{"type":"facet","facet":"people","params":{"facetQuery":"bar"}}]})"}) {
    auto backend = small_backend();
    const auto by_name = std::string_view(form).find("type") == std::string_view::npos;
    const auto answer = ask(backend, by_name ? answer_instantsearch_facets : answer_instantsearch, form);
    const auto& hits = by_name ? answer[0]["facetHits"] : answer["results"][0]["facetHits"];
    EXPECT_EQ(backend.asked.facet_search, "bar");
    ASSERT_EQ(hits.size(), 2U) << form;
    EXPECT_EQ(hits[0]["value"], "Obama, Barack");
    EXPECT_EQ(hits[0]["count"], 7);
  }
}

TEST(Meilisearch, AnswersBothKindsOfPaging) {
  auto backend = small_backend();
  const auto by_offset = ask(backend, meilisearch, R"({"q":"storm","offset":5,"limit":7})");
  EXPECT_EQ(by_offset["estimatedTotalHits"], 45);
  EXPECT_EQ(by_offset["offset"], 5);
  EXPECT_FALSE(by_offset.contains("totalPages"));
  const auto by_page = ask(backend, meilisearch, R"({"q":"storm","page":3,"hitsPerPage":10})");
  EXPECT_EQ(backend.asked.offset, 20U);
  EXPECT_EQ(by_page["totalPages"], 5);
  EXPECT_EQ(by_page["totalHits"], 45);
}

TEST(Meilisearch, FormatsWhatInstantMeilisearchAsksFor) {
  auto backend = small_backend();
  const auto answer = ask(
      backend, answer_meilisearch_multi,
      R"({"queries":[{"indexUid":"news","q":"storm","facets":["people"],"attributesToHighlight":["*"],)"
      R"("highlightPreTag":"__ais-highlight__","highlightPostTag":"__/ais-highlight__","limit":21,"offset":0,)"
      R"("filter":[["\"people\"=\"Obama, Barack\""],["\"places\"=\"A\"","\"places\"=\"B\""]]}]})");
  EXPECT_EQ(filters_of(backend.asked), "person=[Obama, Barack] place=[A][B] ..");
  const auto& result = answer["results"][0];
  EXPECT_EQ(result["indexUid"], "news");
  EXPECT_EQ(result["facetDistribution"]["people"]["Bo Li"], 2);
  EXPECT_EQ(result["hits"][0]["_formatted"]["title"], "A <b>__ais-highlight__storm__/ais-highlight__</b>");
  EXPECT_EQ(result["hits"][0]["_formatted"]["published_timestamp"], "1629936000");
  EXPECT_EQ(result["hits"][0]["people"][1], "Ann: \"X\"");
}

TEST(Meilisearch, SortsByDate) {
  auto backend = small_backend();
  ask(backend, meilisearch, R"({"sort":["published_timestamp:desc"]})");
  EXPECT_EQ(backend.asked.sort, Sort::kNewest);
}

TEST(Meilisearch, FindsValuesOfFacets) {
  auto backend = small_backend();
  const auto answer = ask(backend, meilisearch_facet, R"({"facetName":"people","facetQuery":"ob"})");
  EXPECT_EQ(backend.asked.facet_search, "ob");
  ASSERT_EQ(answer["facetHits"].size(), 2U);
  EXPECT_EQ(answer["facetHits"][0]["value"], "Obama, Barack");
}

struct RefusalCase {
  const char* name;
  const char* body;
  const char* error;
};
class MeilisearchRefusals : public testing::TestWithParam<RefusalCase> {};
TEST_P(MeilisearchRefusals, SayWhatIsNotRead) {
  auto backend = small_backend();
  EXPECT_EQ(ask(backend, meilisearch, GetParam().body), GetParam().error);
}
INSTANTIATE_TEST_SUITE_P(
    Bodies, MeilisearchRefusals,
    testing::Values(
        RefusalCase{"Order", R"({"sort":["title:asc"]})",
                    "'title:asc' is not an order: write published_timestamp:desc or published_timestamp:asc"},
        RefusalCase{"FilterThatIsANumber", R"({"filter":5})",
                    "5 is not a filter: write an expression or a list of them"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Meilisearch, SaysThatItDoesNotFederate) {
  auto backend = small_backend();
  EXPECT_EQ(ask(backend, answer_meilisearch_multi, R"({"federation":{},"queries":[{"q":"a"}]})"),
            "'federation' is not read here: leave it out, and join the results");
}

TEST(Stats, AreThoseOfTheYears) {
  auto backend = small_backend();
  backend.page.facets = {{.field = "year", .values = {{"2021", 3}, {"2019", 1}}, .distinct = 2}};
  const auto years = Json::parse(R"({"year":{"min":2019,"max":2021,"avg":2020.5,"sum":8082.0}})");
  EXPECT_EQ(ask(backend, answer_instantsearch, R"({"requests":[{}]})")["results"][0]["facets_stats"], years);
  EXPECT_EQ(ask(backend, meilisearch, R"({"facets":["year"]})")["facetStats"], years);
  backend.page.facets[0].distinct = 200;  // the first year is not among them
  EXPECT_EQ(ask(backend, answer_instantsearch, R"({"requests":[{}]})")["results"][0]["facets_stats"],
            Json::object());
}

struct BodyCase {
  const char* name;
  std::string body;
};
class BadBodies : public testing::TestWithParam<BodyCase> {};
TEST_P(BadBodies, AreErrorsInEveryDialect) {
  auto backend = small_backend();
  for (const auto answer : {answer_instantsearch, answer_instantsearch_facets, answer_meilisearch_multi})
    EXPECT_FALSE(answer(backend, GetParam().body));
}
INSTANTIATE_TEST_SUITE_P(Bodies, BadBodies,
                         testing::Values(BodyCase{"Empty", ""}, BodyCase{"NotJson", "{"},
                                         BodyCase{"Text", "\"x\""}, BodyCase{"NoList", "{}"},
                                         BodyCase{"EmptyList", R"({"requests":[]})"},
                                         BodyCase{"NotObjects", R"({"requests":[1],"queries":[1]})"},
                                         BodyCase{"Deep", std::string(100'000, '[')},
                                         BodyCase{"DeepObject",
                                                  [] {
                                                    std::string text;
                                                    for (int n = 0; n < 10'000; ++n) text += R"({"a":)";
                                                    return text;
                                                  }()}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
