// What stands above and in the list of hits; that hostile text stays text is in tests/server/api_test.cpp.
#include "server/page/hits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Chips, LeadToTheSearchWithoutThem) {
  const SearchRequest request{.text = "flood",
                              .filters = {{.field = "person", .values = {"A", "B"}},
                                          {.field = "source", .values = {"C"}, .exclude = true}},
                              .from = "2021"};
  const auto html = chips(request);
  EXPECT_THAT(html, HasSubstr("<span class=\"what\">Person</span> <bdi>A or B</bdi>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"what\">Not Source</span> <bdi>C</bdi>"));
  EXPECT_THAT(html, HasSubstr("since 2021"));
  EXPECT_THAT(html, HasSubstr("href=\"/?q=flood&amp;fq=-source%3A%28%22C%22%29&amp;from=2021\""));
}

TEST(Chips, NameAStoryAndTheAreas) {
  const SearchRequest request{
      .filters = {{.field = "country", .values = {"Ghana"}}, {.field = "in", .values = {"Kent"}}},
      .with = "story:\"a\""};
  const auto html = chips(request);
  EXPECT_THAT(html, HasSubstr("<span class=\"what\">Country</span> <bdi>Ghana</bdi>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"what\">In</span> <bdi>Kent</bdi>"));
  EXPECT_THAT(html, HasSubstr("href=\"/?in=Kent&amp;country=Ghana\" title=\"Remove this filter\"><span "
                              "class=\"what\">Only</span> <bdi>one story</bdi>"));
}

TEST(Correction, LinksToBothSearches) {
  Page page{.notes = {{"corrected", "results for airport; search exactly =airprot", {0, 7}}}};
  page.corrected = "airport attack";
  page.exactly = "=airprot attack";
  const PageView view{.request = {.text = "airprot attack", .offset = 10}, .page = &page};
  const auto html = correction_html(view);
  EXPECT_THAT(
      html,
      HasSubstr("Searching for <a href=\"/?q=airport%20attack\"><bdi>airport attack</bdi></a> instead"));
  EXPECT_THAT(
      html,
      HasSubstr("Search exactly for <a href=\"/?q=%3Dairprot%20attack\"><bdi>airprot attack</bdi></a>"));
  EXPECT_EQ(notes_html(page.notes), "");
  page.exactly.clear();
  EXPECT_EQ(correction_html(view), "");
}

TEST(Correction, NamesOtherSpellingsThatWereFoundToo) {
  Page page{.notes = {{"spellings", "also found: Kyiv; search exactly =kiev", {0, 4}}}};
  page.corrections = {{.typed = "kiev", .word = "Kyiv", .also = true, .range = {0, 4}}};
  page.exactly = "=kiev";
  const PageView view{.request = {.text = "kiev"}, .page = &page};
  EXPECT_EQ(correction_html(view),
            "<div class=\"correction\"><p class=\"exactly\">Also found: <bdi>Kyiv</bdi>. Search exactly for "
            "<a href=\"/?q=%3Dkiev\"><bdi>kiev</bdi></a></p></div>\n");
  EXPECT_EQ(notes_html(page.notes), "");
}

struct StoryCase {
  const char* name;
  std::uint32_t others;
  const char* story;
  const char* part;  ///< "": no link
};
class VersionsOf : public testing::TestWithParam<StoryCase> {};

TEST_P(VersionsOf, AreOneLinkFromTheFirstOn) {
  Page page{.request = {.group_stories = true}};
  page.hits = {
      {.article = {.id = "b", .title = "Storm"}, .story = GetParam().story, .same_story = GetParam().others}};
  const SearchRequest request{
      .text = "gale", .filters = {{.field = "source", .values = {"Wire"}}}, .from = "2021", .offset = 20};
  const auto html = hits_html({.request = request, .page = &page});
  EXPECT_EQ(html.find("class=\"versions\"") != std::string::npos, *GetParam().part != '\0');
  EXPECT_THAT(html, HasSubstr(GetParam().part));
}

INSTANTIATE_TEST_SUITE_P(
    Stories, VersionsOf,
    testing::Values(
        StoryCase{"None", 0, "b", ""}, StoryCase{"One", 1, "wire-17", "1 more article tells this story"},
        // The link left the query and the filters behind, though the number counts with them.
        StoryCase{
            "Many", 1204, "wire-17",
            "<a "
            "href=\"/?q=gale&amp;source=Wire&amp;from=2021&amp;sort=oldest&amp;with=story%3A%22wire-17%22\">"
            "1,204 more articles tell"},
        StoryCase{"NotToBeWritten", 2, "a\"b", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Versions, AreNotNamedWhereEachIsAHit) {
  Page page;
  page.hits = {{.article = {.id = "b", .title = "Storm"}, .story = "b", .same_story = 1}};
  EXPECT_THAT(hits_html({.page = &page}), Not(HasSubstr("versions")));
}

TEST(WiderPlace, SaysHowManyArticlesItHas) {
  const Page page;
  PageView view{.page = &page};
  EXPECT_EQ(wider_html(view), "");
  view.wider = WiderPlace{.place = "Kent & Sussex", .request = {.text = "in:\"Kent\""}, .total = 41};
  EXPECT_THAT(wider_html(view),
              HasSubstr("<a href=\"/?q=in%3A%22Kent%22\">41 articles</a> name <bdi>Kent &amp; Sussex</bdi>"));
}

TEST(Nothing, OffersAnyOfSeveralWords) {
  const Page page;
  PageView view{.request = {.text = "flood rhine"}, .page = &page, .articles = 3};
  EXPECT_THAT(nothing_html(view), HasSubstr("<a href=\"/?q=flood%20rhine&amp;match=any\">"));
  view.request.text = "flood";
  EXPECT_THAT(nothing_html(view), Not(HasSubstr("match=any")));
}

TEST(Paging, EndsWithAPageThatIsNotFull) {
  Page page{.total = 100};
  page.hits.resize(10);
  const SearchRequest request{.text = "a", .offset = 10};
  EXPECT_THAT(paging({.request = request, .page = &page}), HasSubstr("Next"));
  page.hits.resize(2);  // a hundred articles that tell twelve stories
  const auto last = paging({.request = request, .page = &page});
  EXPECT_THAT(last, HasSubstr("Previous"));
  EXPECT_THAT(last, Not(HasSubstr("Next")));
  EXPECT_THAT(last, Not(HasSubstr("Page 3")));
}

TEST(CountLine, NamesThePage) {
  Page page{.total = 204};
  page.hits.resize(10);
  EXPECT_THAT(count_line({.request = {.text = "a"}, .page = &page}),
              HasSubstr("<strong>204</strong> articles</p>"));
  EXPECT_THAT(count_line({.request = {.text = "a", .offset = 10}, .page = &page}),
              HasSubstr("articles, page 2</p>"));
}

}  // namespace
}  // namespace dateline
