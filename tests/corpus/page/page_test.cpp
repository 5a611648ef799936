#include "corpus/page/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/page/tree.h"

namespace dateline {
namespace {

constexpr std::string_view kFirst =
    "<p>The ferry to the island was late on Tuesday because a walrus had lain down on the ramp.</p>";
constexpr std::string_view kFirstText =
    "The ferry to the island was late on Tuesday because a walrus had lain down on the ramp.";

/// A page of `inside`, and the text that it should give.
struct TextCase {
  const char* name;
  std::string inside;
  std::string text;
};

class PageText : public testing::TestWithParam<TextCase> {};

TEST_P(PageText, IsTheArticle) {
  std::vector<std::string> warnings;
  const auto page = read_page("<html><body>" + GetParam().inside + "</body></html>", "", warnings);
  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_EQ(page->text, GetParam().text);
}

const std::string kArticle(kFirst);
const std::string kText(kFirstText);

INSTANTIATE_TEST_SUITE_P(
    Pages, PageText,
    testing::Values(
        TextCase{"Plain", kArticle, kText},
        TextCase{"Navigation", "<nav><ul><li><a href=/>Home</a></ul></nav>" + kArticle, kText},
        TextCase{"RelatedByClass",
                 kArticle + "<div class='related-stories'><p>Nothing else to see.</p></div>", kText},
        TextCase{"CommentsByCamelCase", kArticle + "<div id=readerComments><p>First one here!</p></div>",
                 kText},
        TextCase{"NoCommentsIsNoComment", "<div class='no-comments'>" + kArticle + "</div>", kText},
        TextCase{"ArticleInsideAForm", "<form>" + kArticle + "</form>", kText},
        TextCase{"HeadingAndList", kArticle + "<h2>What it wanted</h2><ul><li>Fish, it is thought.</li></ul>",
                 kText + "\n\nWhat it wanted\n\nFish, it is thought."},
        TextCase{"HeadingOfNothing", kArticle + "<h3>Most read</h3>", kText},
        TextCase{"RepeatedParagraph", kArticle + kArticle, kText},
        TextCase{"LinkInASentence",
                 "<p>The ferry was <a href=/>late on Tuesday</a>, and nobody knew why.</p>",
                 "The ferry was late on Tuesday, and nobody knew why."},
        TextCase{"Caption", kArticle + "<figure><figcaption>A walrus.</figcaption></figure>", kText},
        TextCase{"ReadMore", kArticle + "<p>Read more: our guide to ferries.</p>", kText},
        TextCase{"Hidden", kArticle + "<p style='display:none'>Unseen words, quite a few of them.</p>",
                 kText},
        TextCase{"DateLine", "<p>9 March 2019</p>" + kArticle, kText},
        TextCase{"BreaksAsParagraphs", kText + "<br><br>It left at noon, without haste.",
                 kText + "\n\nIt left at noon, without haste."},
        TextCase{"BodyOfJsonLd",
                 R"(<script type="application/ld+json">{"@type":"NewsArticle","articleBody":")" + kText +
                     R"("}</script><p>Subscribe to read.</p>)",
                 kText}),
    [](const auto& row) { return std::string(row.param.name); });

Article read_with(const std::string& head) {
  std::vector<std::string> warnings;
  const auto page =
      read_page("<html><head>" + head + "</head><body>" + kArticle + "</body></html>", "", warnings);
  return page.value_or(Article{});
}

std::string json_ld(const std::string& json) {
  return "<script type='application/ld+json'>" + json + "</script>";
}

struct LinkedCase {
  const char* name;
  std::string json;
};

class PageJsonLd : public testing::TestWithParam<LinkedCase> {};

TEST_P(PageJsonLd, NamesTheAuthor) {
  EXPECT_THAT(read_with(json_ld(GetParam().json)).authors, testing::ElementsAre("Ida Moe"));
}

INSTANTIATE_TEST_SUITE_P(
    Forms, PageJsonLd,
    testing::Values(
        LinkedCase{"Object", R"({"@type":"NewsArticle","author":{"@type":"Person","name":"Ida Moe"}})"},
        LinkedCase{"Text", R"({"@type":"Article","author":"Ida Moe"})"},
        LinkedCase{"List",
                   R"([{"@type":"WebSite"},{"@type":["NewsArticle"],"author":[{"name":"Ida Moe"}]}])"},
        LinkedCase{"Graph", R"({"@graph":[{"@type":"BlogPosting","author":"Ida Moe"}]})"},
        LinkedCase{"RawLineBreak", "{\"@type\":\"Article\",\"headline\":\"a\nb\",\"author\":\"Ida Moe\"}"},
        LinkedCase{"CommaAtTheEnd", R"({"@type":"Article","author":"Ida Moe",})"},
        LinkedCase{"Commented", "<!-- {\"@type\":\"Article\",\"author\":\"Ida Moe\"} -->"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(PageMetadata, TellsPeopleFromPlacesAndHowStrongly) {
  const auto article = read_with(json_ld(
      R"({"@type":"NewsArticle","about":{"@type":"Person","name":"Ida Moe"},"contentLocation":{"name":"Oslo"},)"
      R"("mentions":[{"@type":"Country","name":"Chad"},{"@type":"Organization","name":"NATO"}]})"));
  EXPECT_THAT(article.people, testing::ElementsAre(Entity{.name = "Ida Moe", .relation = Relation::kAbout}));
  EXPECT_THAT(article.places,
              testing::UnorderedElementsAre(Entity{.name = "Oslo", .relation = Relation::kAbout},
                                            Entity{.name = "Chad", .relation = Relation::kMentions}));
  EXPECT_THAT(article.organizations, testing::ElementsAre(Entity{.name = "NATO"}));
}

TEST(Page, RefusesTagsNestedTooDeep) {
  std::string html;
  for (int n = 0; n < 1'000'000; ++n) html += "<div>";
  std::vector<std::string> warnings;
  const auto page = read_page(html, "", warnings);
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().code, ErrorCode::kLimit);
}

}  // namespace
}  // namespace dateline
