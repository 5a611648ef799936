#include "corpus/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/base/text.h"
#include "corpus/read_options.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// Everything a source gives, a line each: "title|text", or "PLACE: message".
std::vector<std::string> read_all(const TemporaryFolder& folder, const std::string& name,
                                  const ReadOptions& options = {}) {
  auto reader = open_source(folder.path(name), options);
  if (!reader) return {reader.error().message};
  std::vector<std::string> lines;
  while (const auto read = (*reader)->next()) {
    if (*read) {
      lines.push_back((*read)->title + "|" + (*read)->text);
    } else {
      auto where = to_string(read->error().where);
      where.erase(0, folder.path().size() + 1);
      lines.push_back(where + ": " + read->error().error.message);
    }
  }
  return lines;
}

struct SourceCase {
  const char* name;
  const char* file;
  std::string content;
  std::vector<std::string> read;
};

class Sources : public testing::TestWithParam<SourceCase> {};
TEST_P(Sources, AreRead) {
  const TemporaryFolder folder;
  folder.file(GetParam().file, GetParam().content);
  EXPECT_THAT(read_all(folder, GetParam().file), testing::ElementsAreArray(GetParam().read));
}
std::string row_name(const testing::TestParamInfo<SourceCase>& row) { return row.param.name; }

INSTANTIATE_TEST_SUITE_P(
    PlainText, Sources,
    testing::Values(
        SourceCase{"FirstParagraphIsTheTitle",
                   "a.txt",
                   "Storm\n\nWind came.\nRain too.\n\nEnd.\n",
                   {"Storm|Wind came.\nRain too.\n\nEnd."}},
        SourceCase{"ByteOrderMarkAndCrlf", "a.txt", "\xEF\xBB\xBFStorm\r\n\r\nWind.\r\n", {"Storm|Wind."}},
        SourceCase{"Latin1", "a.txt", "Z\xFCrich\n\nWind.\n", {"Zürich|Wind."}},
        SourceCase{"Windows1252",
                   "a.txt",
                   "\x93Storm\x94 \x96 it cost \x80"
                   "5\n\nWind.\n",
                   {"“Storm” – it cost €5|Wind."}},
        SourceCase{"Utf16", "a.txt", std::string("\xFF\xFES\0t\0\n\0\n\0W\0", 12), {"St|W"}},
        SourceCase{"NoHeadline",
                   "a.txt",
                   "The storm came at night.\r\nIt left.\r\n",
                   {"|The storm came at night.\n\nIt left."}},
        SourceCase{"HeadlineOnItsOwnLine", "a.txt", "Storm comes\nIt left.\n", {"Storm comes|It left."}},
        SourceCase{"OnlyATitle", "a.txt", "Storm\n", {"Storm|"}},
        SourceCase{"NoExtension", "story", "Storm\n\nWind.\n", {"Storm|Wind."}},
        SourceCase{"Blank", "a.txt", "\n \n", {"a.txt: the file holds no words: there is nothing to read"}},
        SourceCase{"Empty", "a.txt", "", {"a.txt: the file is empty: there is nothing to read"}},
        SourceCase{"Binary",
                   "a.bin",
                   std::string("\x7f"
                               "ELF\0\0",
                               6),
                   {"a.bin: the file is of no format that holds articles: name one with --from if it does"}}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Json, Sources,
    testing::Values(
        SourceCase{"Lines", "a.jsonl", "{\"title\":\"A\"}\n{\"title\":\"B\"}\n", {"A|", "B|"}},
        SourceCase{"Array", "a.json", "[{\"title\":\"A\"},\n {\"title\":\"B\"}]\n", {"A|", "B|"}},
        SourceCase{"TwoOnALine",
                   "a.jsonl",
                   "{\"title\":\"A\"} {\"title\":\"B\"}\r\n{\"title\":\"C\"} \n",
                   {"A|", "B|", "C|"}},
        SourceCase{"LongLine",
                   "a.jsonl",
                   "{\"title\":\"" + std::string(70'000, 'A') + "\"}\n{\"title\":\"B\"}\n",
                   {std::string(70'000, 'A') + "|", "B|"}},
        SourceCase{"OneObject", "a", "{\n  \"title\": \"A\",\n  \"text\": \"{x}\\\"]\"\n}\n", {"A|{x}\"]"}},
        SourceCase{"ByteOrderMark", "a.json", "\xEF\xBB\xBF{\"title\":\"A\"}", {"A|"}},
        SourceCase{"BrokenLineCostsItself",
                   "a.jsonl",
                   "{\"title\":\"A\"}\n{\"title\":\n{\"title\":\"B\"}\n",
                   {"A|",
                    "a.jsonl:2: byte 10 of the record is not JSON: syntax error while parsing value - "
                    "unexpected end of input; expected '[', '{', or a literal",
                    "B|"}},
        SourceCase{"UnclosedString",
                   "a.jsonl",
                   "{\"title\":\"A\n{\"title\":\"B\"}\n",
                   {"a.jsonl:1: byte 12 of the record is not JSON: syntax error while parsing value - "
                    "invalid string: missing closing quote",
                    "B|"}},
        SourceCase{"NotAnObject",
                   "a.jsonl",
                   "{\"title\":\"A\"}\noops\n{\"title\":\"B\"}\n",
                   {"A|",
                    "a.jsonl:2: byte 1 of the record is not JSON: syntax error while parsing value - invalid "
                    "literal",
                    "B|"}},
        SourceCase{"ArraysTooDeep",
                   "a.json",
                   "[\n" + std::string(5000, '[') + "1",
                   {"a.json:2: the record is nested deeper than 100: flatten it",
                    "a.json:2: the record is not an object with named fields"}},
        SourceCase{"ObjectsTooDeep",
                   "a.jsonl",
                   "{\"title\":\"A\"}\n{\"a\":" + std::string(5000, '[') + "\n{\"title\":\"B\"}\n",
                   {"A|", "a.jsonl:2: the record is nested deeper than 100: flatten it", "B|"}},
        SourceCase{"NoArticle",
                   "a.jsonl",
                   "{\"colour\":\"red\"}\n",
                   {"a.jsonl:1: the record is not an article: it has neither title nor text"}}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Markdown, Sources,
    testing::Values(
        SourceCase{"FrontMatter",
                   "a.md",
                   "---\ntitle: \"Storm\"\ndate: 2021-08-26\n---\n\n# Head\n\nSome **bold** [link](http://x) "
                   "text.\n",
                   {"Storm|Head\n\nSome bold link text."}},
        SourceCase{"FirstHeading", "a.md", "# Storm\n\n* one\n* two\n", {"Storm|one\n\ntwo"}},
        SourceCase{"Shortcodes",
                   "a.md",
                   "---\ntitle: S\n---\n{{< img \"x\" >}}Wind{{% /x %}} &amp; <b>rain</b>\n",
                   {"S|Wind & rain"}},
        SourceCase{
            "SnakeCaseStays", "a.md", "---\ntitle: S\n---\nthe snake_case word\n", {"S|the snake_case word"}},
        SourceCase{"NeverClosed",
                   "a.md",
                   "---\ntitle: S\n",
                   {"a.md: the front matter is never closed: write a line '---' behind it"}},
        SourceCase{"NotYaml",
                   "a.md",
                   "---\ntitle: [S\n---\nx\n",
                   {"a.md: the front matter is not YAML: line 1: end of sequence flow not found"}},
        SourceCase{"AliasBomb",
                   "a.md",
                   "---\na: &a [x,x]\nb: [*a,*a]\n---\nx\n",
                   {"a.md: the front matter repeats '&a' by an alias: write it out"}}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Pages, Sources,
    testing::Values(
        SourceCase{"Simple",
                   "a.html",
                   "<html><title>Storm</title><nav><p>Menu here</p></nav><article><h1>Storm</h1><p>Wind "
                   "&amp; rain.</p><p>End.</p></article></html>",
                   {"Storm|Wind & rain.\n\nEnd."}},
        SourceCase{"DeclaredCharset",
                   "a.html",
                   "<html><head><meta charset=\"iso-8859-2\"><title>\xA3\xF3"
                   "d\xBC</title></head><body><p>Wind came to \xA3\xF3"
                   "d\xBC.</p></body></html>",
                   {"Łódź|Wind came to Łódź."}},
        SourceCase{"NoText",
                   "a.html",
                   "<html><body><nav>x</nav></body></html>",
                   {"a.html: the page holds no text that could be an article"}}),
    row_name);

const std::string kStory =
    "<REUTERS TOPICS=\"YES\" NEWID=\"7\">\n<DATE>26-FEB-1987 "
    "15:01:01.79</DATE>\n<PLACES><D>usa</D><D>west-germany</D></PLACES>\n"
    "<PEOPLE><D>james-baker</D></PEOPLE>\n<TEXT>&#2;\n<TITLE>BAHIA &lt;BHI> REVIEW</TITLE>\n<DATELINE>    "
    "SALVADOR, Feb 26 - "
    "</DATELINE><BODY>Showers continued\nin the zone.\n    The dry period ended.\n "
    "REUTER\n&#3;</BODY></TEXT>\n</REUTERS>\n";

INSTANTIATE_TEST_SUITE_P(
    ReutersSgml, Sources,
    testing::Values(SourceCase{"Story",
                               "a.sgm",
                               "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n" + kStory,
                               {"BAHIA <BHI> REVIEW|SALVADOR, Feb 26 - Showers continued\nin the "
                                "zone.\n\nThe dry period ended.\nREUTER"}},
                    SourceCase{"Unclosed",
                               "a.sgm",
                               "<REUTERS NEWID=\"1\">\n<TEXT>x\n" + kStory,
                               {"a.sgm:1: the story is not closed: write </REUTERS> behind it",
                                "BAHIA <BHI> REVIEW|SALVADOR, Feb 26 - Showers continued\nin the "
                                "zone.\n\nThe dry period ended.\nREUTER"}},
                    SourceCase{"NoNumber",
                               "a.sgm",
                               "<REUTERS TOPICS=\"NO\">\n</REUTERS>\n",
                               {"a.sgm:1: the story has no NEWID: write NEWID=\"1\" in its <REUTERS> tag"}},
                    SourceCase{"NoWords",
                               "a.sgm",
                               "<REUTERS NEWID=\"1\">\n<DATE>2-MAR-1987</DATE><TEXT "
                               "TYPE=\"UNPROC\">&#2;\n&#3;</TEXT>\n</REUTERS>\n",
                               {"(no headline)|"}}),
    row_name);

TEST(ReutersEntities, AreWhatTheDeskSays) {
  const TemporaryFolder folder;
  folder.file("a.sgm", kStory);
  const auto article = *(*open_source(folder.path("a.sgm"), {}))->next();
  ASSERT_TRUE(article);
  EXPECT_EQ(article->id, "7");
  EXPECT_EQ(to_string(*article->published), "1987-02-26T15:01:01Z");
  ASSERT_EQ(article->places.size(), 2u);
  EXPECT_EQ(article->places[1], (Entity{.name = "west-germany", .relation = Relation::kAbout}));
  EXPECT_EQ(article->people[0].name, "james-baker");
}

TEST(Folders, AreReadInOrderOfTheirPaths) {
  const TemporaryFolder folder;
  folder.file("in/b/2.txt", "Two\n\nx\n");
  folder.file("in/a/1.json", "{\"title\":\"One\"}");
  folder.file("in/.git/config", "hidden");
  folder.file("in/c.md", "# Three\n\nx\n");
  EXPECT_THAT(read_all(folder, "in"), testing::ElementsAre("One|", "Two|x", "Three|x"));
}

TEST(Folder, IsReadInPart) {
  const TemporaryFolder folder;
  for (const char* name : {"in/a.txt", "in/b.txt", "in/c/d.txt", "in/.e.txt"})
    folder.file(name, "Storm\n\nWind.\n");
  const auto ids = [&](const ReadOptions& options) {
    std::vector<std::string> found;
    const auto reader = *open_source(folder.path("in"), options);
    while (const auto read = reader->next())
      found.push_back(*read ? (*read)->id : read->error().error.message);
    return found;
  };
  const auto all = ids({});
  const std::vector paths{folder.path("in/c/d.txt"), folder.path("in/a.txt"), folder.path("in/.e.txt"),
                          folder.path("in/gone.txt"), folder.path("in/c")};
  EXPECT_THAT(ids({.files = paths}), testing::ElementsAre(all[0], all[2]));
  EXPECT_THAT(ids({.files = std::vector<std::string>()}), testing::IsEmpty());
}

/// It was passed over without a word.
TEST(Folder, RefusesAFileThatCannotBeLookedAt) {
  const TemporaryFolder folder;
  folder.file("in/a.txt", "Storm\n\nWind.\n");
  std::filesystem::create_symlink("loop", folder.path("in/loop"));
  EXPECT_THAT(read_all(folder, "in", {.files = std::vector{folder.path("in/loop/b.txt")}}),
              testing::ElementsAre(testing::HasSubstr("in/loop/b.txt: the file is not readable")));
}

TEST(Folder, SaysWhetherItHasSitemaps) {
  const TemporaryFolder folder;
  folder.file("in/a.txt", "Storm\n\nWind.\n");
  EXPECT_FALSE((*open_source(folder.path("in"), {}))->has_sitemaps());
  folder.file(
      "in/sitemap.xml",
      "<urlset "
      "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://x.org/1</loc></url></urlset>");
  EXPECT_TRUE((*open_source(folder.path("in"), {}))->has_sitemaps());
}

TEST(ShareRead, GrowsToOne) {
  const TemporaryFolder folder;
  for (const char* name : {"in/a.txt", "in/b.txt", "in/c.txt"}) folder.file(name, "Storm\n\nWind.\n");
  auto reader = *open_source(folder.path("in"), {});
  double before = 0;
  while (reader->next()) {
    EXPECT_GE(*reader->share_read(), before);
    before = *reader->share_read();
  }
  EXPECT_EQ(*reader->share_read(), 1.0);
}

TEST(OpenSource, SaysWhatIsMissing) {
  EXPECT_EQ(open_source("/nonexistent", {}).error().message,
            "'/nonexistent' is not a file or folder that is there");
  EXPECT_THAT(open_source("/", {.format = "pdf"}).error().message,
              testing::StartsWith("'pdf' is not a format: write one of csv, feed, html, "));
}

TEST(Articles, KeepTheirIdsWhereverTheFolderStands) {
  const TemporaryFolder one, other;
  for (const auto* folder : {&one, &other}) folder->file("in/a.txt", "Storm\n\nWind.\n");
  const auto id = [](const std::string& path) { return (*(*open_source(path, {}))->next())->id; };
  EXPECT_EQ(id(one.path("in")), id(other.path("in")));
  EXPECT_EQ(id(one.path("in")), id(one.path("in") + "/"));
  EXPECT_EQ(id(one.path("in/a.txt")), id(other.path("in/a.txt")));
  other.file("in/b.txt", "Storm\n\nWind.\n");
  EXPECT_NE(id(other.path("in/b.txt")), id(other.path("in/a.txt")));
}

}  // namespace
}  // namespace dateline
