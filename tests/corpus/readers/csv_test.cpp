#include "corpus/readers/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "tests/support/read_source.h"

namespace dateline {
namespace {

class Csv : public testing::TestWithParam<ReadCase> {};
TEST_P(Csv, IsRead) {
  auto lines = lines_of(GetParam().file, GetParam().content);
  for (auto& line : lines)
    line = std::regex_replace(line, std::regex("\"id\":\"[0-9a-f]{16}\""), "\"id\":\"ID\"");
  EXPECT_THAT(lines, testing::ElementsAreArray(GetParam().lines));
}
std::string row_name(const testing::TestParamInfo<ReadCase>& row) { return row.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Rows, Csv,
    testing::Values(
        ReadCase{"Quoted",
                 "a.csv",
                 "id,headline,body,date\r\n1,\"A, \"\"b\"\"\",\"One.\n\nTwo.\",2021-08-26\r\n",
                 {R"({"id":"1","title":"A, \"b\"","text":"One.\n\nTwo.","published":"2021-08-26"})"}},
        ReadCase{"SemicolonsByContent",
                 "export",
                 "title;text;lang\nA;One;en\n",
                 {R"({"id":"ID","title":"A","text":"One","language":"en"})"}},
        ReadCase{"Tabs",
                 "a.tsv",
                 "id\ttitle\n1\tA\n\n2\tB\n",
                 {R"({"id":"1","title":"A"})", R"({"id":"2","title":"B"})"}},
        // As Excel saves them: the line was taken for the header, the title for something else.
        ReadCase{
            "SeparatorTold", "a.csv", "sep=|\r\nid|title\r\n1|A;B;C\r\n", {R"({"id":"1","title":"A;B;C"})"}},
        ReadCase{
            "TabTold", "a.csv", "sep=\t\r\nid\ttitle\r\n1\tA;B;C\r\n", {R"({"id":"1","title":"A;B;C"})"}},
        ReadCase{"UnicodeText",
                 "a.txt",
                 std::string("\xFF\xFEi\0d\0\t\0t\0i\0t\0l\0e\0\n\0"
                             "1\0\t\0A\0\xF6\0\n\0",
                             30),
                 {R"({"id":"1","title":"Aö"})"}},
        ReadCase{"WrongNumberOfFields",
                 "a.csv",
                 "id,title\n1,A\n2,B,C\n3,D\n",
                 {R"({"id":"1","title":"A"})",
                  "a.csv:3: the row has 3 fields, the header 2: quote fields that hold a separator",
                  R"({"id":"3","title":"D"})"}},
        ReadCase{"QuoteNeverClosed",
                 "a.csv",
                 "id,title\n1,\"A\n2,B\n",
                 {"a.csv:2: a quote is opened and not closed: write \"\" for a quote inside a field",
                  R"({"id":"2","title":"B"})"}},
        ReadCase{
            "NoTitleOrText",
            "a.csv",
            "a,b\n1,2\n",
            {"a.csv:1: 'a,b' is not a header with a title or text: name a column with --map THEIRS=text"}},
        ReadCase{
            "ProseWithCommasIsText",
            "a.txt",
            "Storm, wind, title, text\nIt came, it went.\n",
            {R"({"id":"ID","title":"Storm, wind, title, text","text":"It came, it went.","language":"en"})"}}),
    row_name);

TEST(CsvColumns, AreRenamedByMap) {
  EXPECT_THAT(lines_of("a.csv", "id,kopf\n1,A\n", {.renames = {{"kopf", "title"}}}),
              testing::ElementsAre(R"({"id":"1","title":"A"})"));
}

TEST(CsvColumns, OfNoFieldArePassedOverAndCounted) {
  // The dates of a German export went unread, and nothing said so.
  const TemporaryFolder folder;
  const auto reader = open_source(folder.file("a.csv", "title;Datum;Autor\nA;5.6.2024;\nB;6.6.2024;Anna\n"),
                                  {.renames = {{"Autor", "author"}}});
  ASSERT_TRUE(reader) << reader.error().message;
  while ((*reader)->next()) {
  }
  EXPECT_EQ(to_string((*reader)->passed_over()), "2 cells of the column 'Datum' (see --map)");
}

}  // namespace
}  // namespace dateline
