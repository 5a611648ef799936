#include "corpus/page/scripts.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct ScriptCase {
  const char* name;
  const char* html;
  const char* left;
};
class Scripts : public testing::TestWithParam<ScriptCase> {};
TEST_P(Scripts, AreLeftOut) { EXPECT_EQ(without_scripts(GetParam().html), GetParam().left); }
INSTANTIATE_TEST_SUITE_P(
    Pages, Scripts,
    testing::Values(
        ScriptCase{"None", "<p>a < b</p>", "<p>a < b</p>"},
        ScriptCase{"Script", "a<script>if (a<b) x();</script>b", "a<script></script>b"},
        ScriptCase{"Style", "a<STYLE media=x>p > a {}</Style >b", "a<STYLE media=x></Style >b"},
        ScriptCase{"LinkedDataStays", "<script type='application/LD+json'>{}</script>",
                   "<script type='application/LD+json'>{}</script>"},
        ScriptCase{"LinkedDataAsEntities", "<script type=\"application&#x2F;ld&#x2B;json\">{}</script>",
                   "<script type=\"application&#x2F;ld&#x2B;json\">{}</script>"},
        ScriptCase{"TwoOfThem", "<script>a</script><p>x<script>b</script>",
                   "<script></script><p>x<script></script>"},
        ScriptCase{"ClosingTagInAString", "<script>'</scripts>'</script>x", "<script></script>x"},
        ScriptCase{"NeverClosed", "<script>a<p>b", "<script>a<p>b"},
        ScriptCase{"InAComment", "<!-- <script> --><p>x</p><script>a</script>",
                   "<!-- <script> --><p>x</p><script></script>"},
        ScriptCase{"EmptyComment", "<!--><script>a</script>", "<!--><script></script>"},
        ScriptCase{"InAQuotedValue", "<p title='<script>'>x</p><script>a</script>",
                   "<p title='<script>'>x</p><script></script>"},
        ScriptCase{"QuoteThatQuotesNothing", "<p it's>x</p><script>a</script><p it's>",
                   "<p it's>x</p><script></script><p it's>"},
        ScriptCase{"GreaterThanInAQuotedValue", "<script data-x=\"a>b\">c</script>",
                   "<script data-x=\"a>b\"></script>"},
        ScriptCase{"InATextArea", "<textarea><script></textarea><p>x</p><script>a</script>",
                   "<textarea><script></textarea><p>x</p><script></script>"},
        ScriptCase{"ClosedAtOnceInsideAPicture", "<svg><style/><text>a</text></svg><style>b</style>",
                   "<svg><style/><text>a</text></svg><style></style>"},
        ScriptCase{"DoubleEscaped", "<script><!-- <script>a</script> --></script>x<script>b</script>",
                   "<script><!-- <script>a</script> --></script>x<script></script>"},
        ScriptCase{"EndOfTheTagMissing", "<p>a</p><script src='x", "<p>a</p><script src='x"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
