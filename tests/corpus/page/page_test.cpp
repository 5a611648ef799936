#include "corpus/page/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr const char* kOne =
    "The river rose in the night, and by morning the bridge, which had stood for ninety years, was gone.";
constexpr const char* kTwo =
    "Nobody was hurt, the mayor said, because the last bus, as so often, had not come.";

std::expected<Article, Error> read(const std::string& html) {
  std::vector<std::string> warnings;
  return read_page(html, "", warnings);
}

struct TextCase {
  const char* name;
  std::string html;
};

class MainText : public testing::TestWithParam<TextCase> {};
TEST_P(MainText, IsTheTwoParagraphs) {
  const auto article =
      read("<html><head><title>Bridge gone</title></head><body>" + GetParam().html + "</body></html>");
  ASSERT_TRUE(article) << article.error().message;
  EXPECT_EQ(article->text, std::string(kOne) + "\n\n" + kTwo);
}

std::string p(std::string_view text) { return "<p>" + std::string(text) + "</p>"; }
const std::string kStory = p(kOne) + p(kTwo);

INSTANTIATE_TEST_SUITE_P(
    Pages, MainText,
    testing::Values(
        TextCase{"Bare", kStory},
        TextCase{"Article", "<article><h1>Bridge gone</h1>" + kStory + "</article>"},
        TextCase{"Navigation", "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav><main>" +
                                   kStory + "</main>"},
        TextCase{"CookieBanner",
                 "<div class=cookie-banner><p>We use cookies, and our partners, of whom we have many, do so "
                 "too.</p></div><div>" +
                     kStory + "</div>"},
        TextCase{"Breaks", std::string("<div class=text>") + kOne + "<br><br>" + kTwo + "</div>"},
        TextCase{"Byline", "<div>" + p("By Ana Díaz") + kStory + "</div>"},
        TextCase{"ShareBar", "<div class=story>" + p(kOne) +
                                 "<div class=share-buttons><p>Share Tweet Mail</p></div>" + p(kTwo) +
                                 "</div>"},
        TextCase{"CardOverAName",
                 "<div class=story>" +
                     p("The river rose in the night, and by morning the <span>bridge<span "
                       "class=card><a href=/b>Bridge</a> <a href=/1>Bridge to be mended</a> <a "
                       "href=/2>Why the bridge is old</a></span></span>, which had stood for "
                       "ninety years, was gone.") +
                     p(kTwo) + "</div>"},
        TextCase{"QuotedPost", "<div class=story>" + p(kOne) + "<div class=social-media-embed><blockquote>" +
                                   kTwo + "</blockquote></div></div>"},
        TextCase{"Standfirst", "<article><header><h1>Bridge gone</h1><div class=teaser-text>" + p(kOne) +
                                   "</div></header><div class=body>" + p(kTwo) + "</div></article>"},
        TextCase{"Newsletter", "<div class=story>" + p(kOne) + "<aside>" +
                                   p("Sign up for news, views, and recipes, every morning.") + "</aside>" +
                                   p(kTwo) + "</div>"},
        TextCase{"ReadAlso", "<div class=story>" + p(kOne) +
                                 p("<a href=/x>Read also: The bridge that moved</a>") + p(kTwo) + "</div>"},
        TextCase{"Caption",
                 "<div class=story>" + p(kOne) +
                     "<figure><img><figcaption>The river on Monday. Photo: B. Lind</figcaption></figure>" +
                     p(kTwo) + "</div>"},
        TextCase{"Teasers", "<div class=story>" + kStory + "<h3>Related stories</h3>" +
                                p("<a href=/a>A boat in a tree</a>") + "</div>"},
        TextCase{"Comments", "<div class=story>" + kStory + "</div><div id=comments>" +
                                 p("I crossed that bridge every day, for years, with my dog.") + "</div>"},
        TextCase{"RepeatedByThePage", "<div class=story>" + kStory + p(kOne) + "</div>"},
        TextCase{"Hidden", "<div class=story>" + p(kOne) + "<div style=\"display: none\">" +
                               p("Never shown, to nobody, at any time, whatever the reason.") + "</div>" +
                               p(kTwo) + "</div>"},
        TextCase{"FurnitureNameOnTheStory", "<div class=elementor-widget-container>" + kStory + "</div>"},
        TextCase{"TableLayout", "<table><tr><td><a href=/>Home</a><br><a href=/w>World</a></td><td>" +
                                    kStory + "</td></tr></table>"},
        TextCase{"TwoPieces", "<div class=piece>" + p(kOne) +
                                  "</div><p><a href=/ad>Buy a bridge</a></p><div class=piece>" + p(kTwo) +
                                  "</div>"}),
    [](const auto& row) { return std::string(row.param.name); });

// Rows named "player" were taken for a video player, and what is said twice in a plan of meals for a repeat.
TEST(MainTextOfTables, KeepsRowsWhateverTheirNameAndShortLinesThatRecur) {
  const std::string row =
      "<tr class=player><td>Ana Lind, Bergen, with the second crew</td><td>41 points</td></tr>";
  const auto article = read("<html><body><article>" + kStory + "<table>" + row + row + "</table></article>");
  ASSERT_TRUE(article);
  const std::string line = "Ana Lind, Bergen, with the second crew 41 points";
  EXPECT_THAT(article->text, testing::HasSubstr(line + "\n\n" + line));
}

struct FieldCase {
  const char* name;
  const char* head;
  const char* json;  ///< a part of the article's JSON
};

class Metadata : public testing::TestWithParam<FieldCase> {};
TEST_P(Metadata, IsRead) {
  const auto article = read(std::string("<html lang=en><head>") + GetParam().head + "</head><body>" + kStory +
                            "</body></html>");
  ASSERT_TRUE(article);
  EXPECT_THAT(to_json(*article, false), testing::HasSubstr(GetParam().json));
}

INSTANTIATE_TEST_SUITE_P(
    Heads, Metadata,
    testing::Values(
        FieldCase{"Title", "<title>Bridge gone after flood | The Paper</title>",
                  R"("title":"Bridge gone after flood")"},
        FieldCase{
            "OpenGraph",
            "<meta property=og:title content='Bridge gone'><meta property=og:site_name content='The Paper'>",
            R"("title":"Bridge gone","source":"The Paper")"},
        FieldCase{"Canonical", "<link rel=canonical href=https://example.org/a>",
                  R"("url":"https://example.org/a")"},
        FieldCase{"Time", "<meta property=article:published_time content=2024-05-21T18:30:00+03:00>",
                  R"("published":"2024-05-21T18:30:00+03:00")"},
        FieldCase{"Tags",
                  "<meta property=article:tag content=flood><meta property=article:tag content=bridge>",
                  R"("keywords":["flood","bridge"])"},
        FieldCase{
            "LinkedData",
            R"(<script type=application/ld+json>{"@type":"NewsArticle","headline":"Gone","datePublished":"2024-05-21","author":[{"name":"Ana"},{"name":"Bo"}]}</script>)",
            R"("authors":["Ana","Bo"],"published":"2024-05-21")"},
        FieldCase{
            "LinkedGraph",
            R"(<script type=application/ld+json>{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"author":"Ana","datePublished":"2024-05-21"}]}</script>)",
            R"("authors":["Ana"],"published":"2024-05-21")"},
        FieldCase{
            "LinkedEntities",
            R"(<script type=application/ld+json>[{"@type":"NewsArticle","about":{"@type":"Person","name":"Ana"},"mentions":[{"@type":"Place","name":"Rome"}],"contentLocation":{"name":"Oban"}}]</script>)",
            R"("people":[{"name":"Ana","rel":"about","from":"meta"}],"places":[{"name":"Rome","rel":"mentions","from":"meta"},{"name":"Oban","rel":"about","from":"meta"}])"},
        FieldCase{"LinkedDataMended",
                  "<script "
                  "type=application/"
                  "ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"a\nb\",\"datePublished\":\"2024-05-21\","
                  "}</script>",
                  R"("published":"2024-05-21")"},
        FieldCase{"LinkedDataBroken",
                  "<title>Bridge gone</title><script type=application/ld+json>{\"@type\": }</script>",
                  R"("title":"Bridge gone")"},
        FieldCase{"Language", "", R"("language":"en")"}),
    [](const auto& row) { return std::string(row.param.name); });

std::string file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

TEST(SamplePages, ComeOutAsExpected) {
  int pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(DATELINE_SAMPLES) + "/pages")) {
    ++pages;
    const auto expected = nlohmann::json::parse(
        file(std::string(DATELINE_SAMPLES) + "/expected/" + entry.path().stem().string() + ".json"));
    std::vector<std::string> warnings;
    const auto article = normalized(*read_page(file(entry.path()), "", warnings), "");
    ASSERT_TRUE(article);
    EXPECT_EQ(article->title, expected["title"].get<std::string>()) << entry.path();
    EXPECT_EQ(article->text, expected["text"].get<std::string>()) << entry.path();
    EXPECT_EQ(article->authors, expected["authors"].get<std::vector<std::string>>()) << entry.path();
    EXPECT_EQ(article->published ? to_string(*article->published) : "",
              expected["published"].get<std::string>())
        << entry.path();
  }
  EXPECT_GE(pages, 5);
}

TEST(HostilePages, AreBounded) {
  std::string deep, wide;
  for (int n = 0; n < 1'000'000; ++n) deep += "<div>";
  for (int n = 0; n < 100'000; ++n) wide += "<p>Rain fell, <b>again.</b></p>";
  EXPECT_EQ(read(deep).error().code, ErrorCode::kLimit);
  EXPECT_TRUE(read(wide));
  EXPECT_EQ(read("").error().message, "the page holds no text that could be an article");
  EXPECT_EQ(read("<html><body><nav>x</nav></body></html>").error().code, ErrorCode::kFormat);
}

}  // namespace
}  // namespace dateline
