#include "corpus/readers/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "tests/support/read_source.h"

namespace dateline {
namespace {

class Markdown : public testing::TestWithParam<ReadCase> {};
TEST_P(Markdown, IsRead) {
  auto lines = lines_of(GetParam().file, GetParam().content);
  for (auto& line : lines) line = std::regex_replace(line, std::regex("\"id\":\"[0-9a-f]{16}\",?"), "");
  EXPECT_THAT(lines, testing::ElementsAreArray(GetParam().lines));
}
std::string row_name(const testing::TestParamInfo<ReadCase>& row) { return row.param.name; }

INSTANTIATE_TEST_SUITE_P(
    FrontMatter, Markdown,
    testing::Values(
        ReadCase{"Yaml",
                 "a.md",
                 "---\ntitle: A\ndate: 2021-08-26\n---\nOne.\n",
                 {R"({"title":"A","text":"One.","published":"2021-08-26"})"}},
        // Between the paragraphs stood U+FFFD.
        ReadCase{"HtmlAndEmptyLines",
                 "a.md",
                 "---\ntitle: A\n---\nOne <b>x</b> &amp; y\n\nTwo\n",
                 {R"({"title":"A","text":"One x & y\n\nTwo"})"}},
        // It was taken for the title, and date and tags were lost.
        ReadCase{
            "Toml",
            "a.md",
            "+++\ntitle = \"A \\\"b\\\"\"  # said\ndate = 2023-02-01T10:00:00Z\ndraft = false\n"
            "tags = [\n  \"wetter\",\n  'köln', # here\n]\n+++\n\nOne.\n",
            {R"({"title":"A \"b\"","text":"One.","published":"2023-02-01T10:00:00Z","keywords":["wetter","köln"]})"}},
        ReadCase{"TomlTables",
                 "a",
                 "+++\r\ntitle = '''A'''\r\n[taxonomies]\r\ncategories = [\"News\"]\r\n[extra]\r\n"
                 "author = \"Ana\"\r\nimage = { src = \"a.png\" }\r\n+++\r\nOne.\r\n",
                 {R"({"title":"A","text":"One.","authors":["Ana"],"keywords":["News"]})"}},
        ReadCase{"TomlTablesOfOtherThings",
                 "a.md",
                 "+++\n[[resources]]\ntitle = \"Header\"\n[author]\nname = \"Ana\"\n+++\nOne.\n",
                 {R"({"text":"One.","authors":["Ana"]})"}},
        ReadCase{"TomlEscapes",
                 "a.md",
                 "+++\ntitle = \"K\\u00f6ln\"\n+++\nOne.\n",
                 {R"({"title":"Köln","text":"One."})"}},
        ReadCase{"TomlNeverClosed",
                 "a.md",
                 "+++\ntitle = \"A\"\nOne.\n",
                 {"a.md: the front matter is never closed: write a line '+++' behind it"}},
        ReadCase{"TomlStringNeverClosed",
                 "a.md",
                 "+++\ndate = 2021\ntitle = \"A\n+++\nOne.\n",
                 {"a.md: the front matter is not TOML: line 2: Error while parsing string: encountered "
                  "end-of-file"}},
        ReadCase{"TomlListNeverClosed",
                 "a.md",
                 "+++\ntags = [1,\n+++\nOne.\n",
                 {"a.md: the front matter is not TOML: line 1: Error while parsing array: encountered "
                  "end-of-file"}},
        ReadCase{"TomlNoKey",
                 "a.md",
                 "+++\ntitle: A\n+++\nOne.\n",
                 {"a.md: the front matter is not TOML: line 1: Error while parsing key-value pair: "
                  "expected '=', saw ':'"}},
        ReadCase{"TomlTooDeep",
                 "a.md",
                 "+++\na = " + std::string(300, '[') + "\n+++\nOne.\n",
                 {"a.md: the front matter is not TOML: line 1: Error while parsing value: exceeded "
                  "maximum nested value depth of 256 (TOML_MAX_NESTED_VALUES)"}}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    NamesOfFiles, Markdown,
    testing::Values(
        // As Jekyll's posts have it.
        ReadCase{"Day",
                 "2019-03-04-hello-world.md",
                 "---\ntitle: A\n---\nOne.\n",
                 {R"({"title":"A","text":"One.","published":"2019-03-04"})"}},
        ReadCase{"DayWithoutFrontMatter",
                 "2019-03-04-hello.md",
                 "# A\n\nOne.\n",
                 {R"({"title":"A","text":"One.","published":"2019-03-04"})"}},
        ReadCase{"StatedDateCounts",
                 "2019-03-04-hello.md",
                 "---\ntitle: A\ndate: 2020-01-02\n---\nOne.\n",
                 {R"({"title":"A","text":"One.","published":"2020-01-02"})"}},
        ReadCase{
            "NoDay", "2019-13-04-hello.md", "---\ntitle: A\n---\nOne.\n", {R"({"title":"A","text":"One."})"}},
        ReadCase{
            "Number", "2019-03-045.md", "---\ntitle: A\n---\nOne.\n", {R"({"title":"A","text":"One."})"}}),
    row_name);

}  // namespace
}  // namespace dateline
