#include "query/page_json.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(PageJson, IsTheContract) {
  Hit hit{.article = {.id = "1", .url = "https://example.org/1", .title = "<b>Storm</b>", .language = "en"},
          .story = "0",
          .same_story = 3,
          .score = 1.5,
          .snippet = {.text = "wind", .highlights = {{0, 4}}},
          .title_highlights = {{3, 8}},
          .reasons = {{"word", "'storm' stands in it once", 1.5}}};
  hit.article.places = {
      {.name = "Zürich", .relation = Relation::kAbout, .country = "CH", .position = GeoPoint{47.5, 8.5}}};
  Page page{.request = {.text = "storm", .offset = 10, .limit = 5}, .understood = "storm"};
  page.notes = {{"unknown_field", "left out", {2, 4}}, {"any_word", "any", {}}};
  page.total = 11;
  page.hits = {hit};
  page.facets = {{.field = "people", .values = {{"Ana", 2}}, .distinct = 1, .missing = 9}};
  page.timeline = Timeline{.interval = Interval::kMonth, .values = {{"2021-08", 10}}, .missing = 1};
  page.took = std::chrono::microseconds{1500};
  EXPECT_EQ(
      to_json(page),
      R"({"format_version":1,"query":{"text":"storm","understood":"storm","notes":[{"code":"unknown_field","message":"left out",)"
      R"("range":[2,4]},{"code":"any_word","message":"any"}]},"total":11,"total_is_exact":true,"offset":10,"limit":5,)"
      R"("took_ms":1.5,"hits":[{"id":"1","url":"https://example.org/1","title":"\u003cb>Storm\u003c/b>","source":"",)"
      R"("section":"","authors":[],"published":null,"language":"en","story":"0","same_story":3,"score":1.5,"snippet":{"text":"wind","highlights":)"
      R"([[0,4]]},"title_highlights":[[3,8]],"people":[],"places":[{"name":"Zürich","rel":"about","from":"meta",)"
      R"("country":"CH","lat":47.5,"lon":8.5}],"organizations":[],"reasons":[{"kind":"word","message":"'storm' stands in it once","value":1.5}]}],"facets":{"people":[{"value":"Ana","count":2}]},)"
      R"("facet_totals":{"people":{"distinct":1,"missing":9,"is_exact":true}},)"
      R"("timeline":{"interval":"month","values":[{"value":"2021-08","count":10}],"missing":1}})");
}

TEST(PageJson, NamesWhatWasCorrected) {
  Page page{.request = {.text = "person:gorbatchev", .limit = 0}, .understood = "person:gorbachev"};
  page.corrections = {{.typed = "gorbatchev", .word = "Gorbachev", .field = "person", .range = {7, 17}}};
  page.corrected = "person:Gorbachev";
  page.exactly = "person:=gorbatchev";
  EXPECT_EQ(
      to_json(page),
      R"({"format_version":1,"query":{"text":"person:gorbatchev","understood":"person:gorbachev","notes":[],)"
      R"("corrected":"person:Gorbachev","exactly":"person:=gorbatchev","corrections":[{"typed":"gorbatchev",)"
      R"("word":"Gorbachev","field":"person","range":[7,17]}]},"total":0,"total_is_exact":true,"offset":0,"limit":0,)"
      R"("took_ms":0.0,"hits":[],"facets":{},"facet_totals":{}})");
}

}  // namespace
}  // namespace dateline
