#include "corpus/article.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

Article full_article() {
  return {.id = "wire-1",
          .url = "https://example.org/a?b=1",
          .title = "Floods reach Zürich",
          .text = "Water rose.\n\nPeople left </script>.",
          .authors = {"Ana Díaz", "Bo Lind"},
          .published = *parse_date("2021-08-26T17:50:00+02:00"),
          .updated = *parse_date("2021-08-27"),
          .source = "Example Wire",
          .section = "World",
          .language = "en",
          .keywords = {"floods"},
          .people = {{.name = "Seth G. Jones", .relation = Relation::kAbout}},
          .places = {{.name = "Zürich",
                      .origin = Origin::kText,
                      .country = "CH",
                      .position = GeoPoint{47.37, 8.54},
                      .written = "Turicum",
                      .parents = {"Switzerland", "Europe"}}},
          .organizations = {{.name = "Red Cross", .uri = "https://example.org/rc"}},
          .is_teaser = true};
}

TEST(ArticleJson, ComesBackAsItWas) {
  const auto article = full_article();
  const auto again = article_from_json(to_json(article));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, article);
}

TEST(ArticleJson, IsSafeInsideAScriptElement) {
  EXPECT_EQ(to_json(full_article()).find("</"), std::string::npos);
}

TEST(ArticleJson, LeavesEmptyFieldsOut) {
  EXPECT_EQ(to_json({.id = "1", .title = "Storm"}), R"({"id":"1","title":"Storm"})");
}

struct WrittenCase {
  const char* name;
  std::string given, written;
};
class WrittenText : public testing::TestWithParam<WrittenCase> {};

TEST_P(WrittenText, IsJson) {
  const Article article{.id = "1", .title = GetParam().given};
  const auto json = to_json(article);
  EXPECT_EQ(json, R"({"id":"1","title":")" + GetParam().written + R"("})");
  EXPECT_EQ(article_from_json(json)->title, GetParam().given);
}

INSTANTIATE_TEST_SUITE_P(Texts, WrittenText,
                         testing::Values(WrittenCase{"Quoted", R"(a "b" \c)", R"(a \"b\" \\c)"},
                                         WrittenCase{"Blanks", "a\n\tb\r", R"(a\n\tb\r)"},
                                         WrittenCase{"Controls", std::string("\x01\x1f\b\f", 4),
                                                     R"(\u0001\u001f\b\f)"},
                                         WrittenCase{"ScriptEnd", "</script>", R"(\u003c/script>)"},
                                         WrittenCase{"BeyondAscii", "Zürich 東京 🙂", "Zürich 東京 🙂"}),
                         [](const auto& row) { return std::string(row.param.name); });

struct DamagedCase {
  const char* name;
  std::string_view json;
};
class DamagedArticle : public testing::TestWithParam<DamagedCase> {};

TEST_P(DamagedArticle, IsRefused) {
  const auto article = article_from_json(GetParam().json);
  ASSERT_FALSE(article);
  EXPECT_EQ(article.error().code, ErrorCode::kFormat);
}

INSTANTIATE_TEST_SUITE_P(
    Objects, DamagedArticle,
    testing::Values(DamagedCase{"Nothing", ""}, DamagedCase{"List", "[]"}, DamagedCase{"Cut", R"({"id":"1")"},
                    DamagedCase{"CutString", R"({"id":"1)"}, DamagedCase{"CutEscape", "{\"id\":\"\\"},
                    DamagedCase{"CutUnit", R"({"id":"\u00)"}, DamagedCase{"UnknownEscape", R"({"id":"\x"})"},
                    DamagedCase{"NoHexadecimal", R"({"id":"\u00zz"})"},
                    DamagedCase{"Control", "{\"id\":\"\n\"}"}, DamagedCase{"NotUtf8", "{\"id\":\"\xff\"}"},
                    DamagedCase{"NoString", R"({"id":1})"}, DamagedCase{"UnknownKey", R"({"idea":"1"})"},
                    DamagedCase{"NoComma", R"({"id":"1""title":"t"})"}, DamagedCase{"Rest", R"({"id":"1"}})"},
                    DamagedCase{"NoTruth", R"({"is_teaser":maybe})"},
                    DamagedCase{"NoNumber", R"({"places":[{"name":"p","lat":north}]})"},
                    DamagedCase{"Nameless", R"({"people":[{"rel":"about","from":"text"}]})"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ArticleJson, WritesPointsSoThatTheyStayTheSame) {
  for (const double number : {0.0, 12.0, -0.1, 47.37, 1e-7, 1.0 / 3}) {
    const Article article{
        .id = "1", .title = "t", .places = {{.name = "p", .position = GeoPoint{number, -number}}}};
    EXPECT_EQ(*article_from_json(to_json(article)), article) << number;
  }
}

TEST(Normalized, CleansListsAndLines) {
  Article article{.id = "1", .title = " Storm\n hits ", .text = "a\r\nb\n", .language = "en-GB"};
  article.authors = {"Ana", " Ana ", ""};
  article.people = {
      {.name = "Jones"}, {.name = " Jones", .relation = Relation::kAbout, .uri = "q1"}, {.name = ""}};
  const auto clean = normalized(article, "x");
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->title, "Storm hits");
  EXPECT_EQ(clean->text, "a\nb");
  EXPECT_EQ(clean->language, "en");
  EXPECT_EQ(clean->authors, std::vector<std::string>{"Ana"});
  ASSERT_EQ(clean->people.size(), 1u);
  EXPECT_EQ(clean->people[0].relation, Relation::kAbout);
  EXPECT_EQ(clean->people[0].uri, "q1");
}

TEST(Normalized, GivesAnIdThatStaysTheSame) {
  const auto by_url = normalized({.url = "https://example.org/a", .title = "Storm"}, "x");
  EXPECT_EQ(by_url->id, stable_id("https://example.org/a"));
  const auto by_path = normalized({.title = "Storm"}, "x");
  EXPECT_EQ(by_path->id, normalized({.title = "Storm"}, "x")->id);
  EXPECT_NE(by_path->id, normalized({.title = "Storm"}, "y")->id);
}

TEST(Normalized, RefusesARecordWithoutTitleAndText) {
  EXPECT_EQ(normalized({.id = "1", .title = " ", .text = "\n"}, "x").error().message,
            "the record is not an article: it has neither title nor text");
}

TEST(BehindTitle, IsWhatIsNotTheTitleOnceMore) {
  struct Row {
    const char* text;
    const char* title;
    const char* rest;
  };
  const Row rows[] = {
      {"Storm hits\n\nIt rained.", "Storm hits", "It rained."},
      {" Storm \u00a0hits\tIt rained.", "Storm hits", "It rained."},
      {"Storm hits", "Storm hits", "Storm hits"},
      {"Storm hits\n", "Storm hits", "Storm hits\n"},
      {"Storm hits. It rained.", "Storm hits", "Storm hits. It rained."},
      {"Stormhits It rained.", "Storm hits", "Stormhits It rained."},
      {"Storm hit", "Storm hits", "Storm hit"},
      {"It rained.", "", "It rained."},
      {"", "Storm", ""},
  };
  for (const auto& [text, title, rest] : rows) EXPECT_EQ(behind_title(text, title), rest) << text;
}

TEST(StableId, IsFnv1a) { EXPECT_EQ(stable_id(""), "cbf29ce484222325"); }

}  // namespace
}  // namespace dateline
