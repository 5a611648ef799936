#include "server/html.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct EscapeCase {
  const char* name;
  std::string text;
  std::string html;
};
class Escaped : public testing::TestWithParam<EscapeCase> {};
TEST_P(Escaped, CannotBeReadAsMarkup) { EXPECT_EQ(escaped(GetParam().text), GetParam().html); }
INSTANTIATE_TEST_SUITE_P(Texts, Escaped,
                         testing::Values(EscapeCase{"Plain", "Zürich 北京", "Zürich 北京"},
                                         EscapeCase{"Script", "<script>alert('x')</script>",
                                                    "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"},
                                         EscapeCase{"Attribute", "\" onmouseover=\"x",
                                                    "&quot; onmouseover=&quot;x"},
                                         EscapeCase{"Ampersand", "&lt;", "&amp;lt;"},
                                         EscapeCase{"Override", "abc\u202Egpj.exe", "abcgpj.exe"},
                                         EscapeCase{"Isolate", "\u2066x\u2069", "x"},
                                         EscapeCase{"Control", "a\x01\x1b[31mb", "a[31mb"},
                                         EscapeCase{"NotUtf8",
                                                    "a\xff"
                                                    "b",
                                                    "a\uFFFDb"},
                                         EscapeCase{"JoinersStay", "می‌خواهم", "می‌خواهم"},
                                         EscapeCase{"LineFeed", "a\nb", "a\nb"}),
                         [](const auto& row) { return std::string(row.param.name); });

struct MarkCase {
  const char* name;
  std::string text;
  std::vector<Range> highlights;
  std::string html;
};
class Marked : public testing::TestWithParam<MarkCase> {};
TEST_P(Marked, ShowsWhatMatched) {
  EXPECT_EQ(marked(GetParam().text, GetParam().highlights), GetParam().html);
}
INSTANTIATE_TEST_SUITE_P(
    Ranges, Marked,
    testing::Values(MarkCase{"None", "a<b", {}, "a&lt;b"},
                    MarkCase{
                        "Two", "one two three", {{0, 3}, {8, 13}}, "<mark>one</mark> two <mark>three</mark>"},
                    MarkCase{"InsideMarkup", "<b>x</b>", {{3, 4}}, "&lt;b&gt;<mark>x</mark>&lt;/b&gt;"},
                    MarkCase{"PastTheEnd", "ab", {{1, 9}}, "ab"}, MarkCase{"Backwards", "ab", {{2, 1}}, "ab"},
                    MarkCase{"Overlapping", "abcd", {{0, 2}, {1, 3}}, "<mark>ab</mark>cd"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Grouped, ByThrees) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1204), "1,204");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

// A title of ten megabytes made every page, feed and list of suggestions that had it as long.
TEST(Line, IsCutWhereNobodyReadsOn) {
  EXPECT_EQ(escaped_line("a < b"), "a &lt; b");
  EXPECT_EQ(escaped_line(std::string(1000, 'x')), std::string(1000, 'x'));
  EXPECT_EQ(escaped_line(std::string(10'000'000, 'x')), std::string(1000, 'x') + "…");
  EXPECT_EQ(escaped_line(std::string(999, 'x') + "éa"), std::string(999, 'x') + "…");
  EXPECT_EQ(marked_line("ab" + std::string(1000, 'x'), {{0, 2}, {900, 1001}}),
            "<mark>ab</mark>" + std::string(998, 'x') + "…");
}

}  // namespace
}  // namespace dateline
