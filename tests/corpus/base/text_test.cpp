#include "corpus/base/text.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct TextCase {
  const char* name;
  std::string given;
  std::string expected;
};

std::string row_name(const testing::TestParamInfo<TextCase>& row) { return row.param.name; }

class CleanText : public testing::TestWithParam<TextCase> {};
TEST_P(CleanText, Keeps) { EXPECT_EQ(clean_text(GetParam().given), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(
    Texts, CleanText,
    testing::Values(TextCase{"Ascii", "a b", "a b"}, TextCase{"Crlf", "a\r\nb\rc", "a\nb\nc"},
                    TextCase{"ByteOrderMark",
                             "\xEF\xBB\xBF"
                             "a",
                             "a"},
                    TextCase{"Nfd", "e\xCC\x81", "\xC3\xA9"},
                    TextCase{"Control", std::string("a\0b\x1b[1mc", 8), "ab[1mc"},
                    TextCase{"SoftHyphen", "news\xC2\xADpaper", "newspaper"},
                    TextCase{"InvalidByte", "caf\xE9!", "caf\xEF\xBF\xBD!"},
                    TextCase{"Overlong", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
                    TextCase{"JoinerStays", "\xE0\xB6\x9A\xE2\x80\x8D", "\xE0\xB6\x9A\xE2\x80\x8D"}),
    row_name);

class Visible : public testing::TestWithParam<TextCase> {};
TEST_P(Visible, IsSafeOnATerminal) { EXPECT_EQ(visible(GetParam().given), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(Texts, Visible,
                         testing::Values(TextCase{"Plain", "Zürich", "Zürich"},
                                         TextCase{"Escape", "\x1b]0;x\a", "\\x1b]0;x\\x07"},
                                         TextCase{"C1Control",
                                                  "\xC2\x9B"
                                                  "2J",
                                                  "\\x9b2J"},
                                         TextCase{"Override",
                                                  "\xE2\x80\xAE"
                                                  "abc",
                                                  "\\u{202e}abc"},
                                         TextCase{"Invalid", "\xFF", "\\xff"},
                                         TextCase{"Newline", "a\nb", "a\\x0ab"}),
                         row_name);

class Squeezed : public testing::TestWithParam<TextCase> {};
TEST_P(Squeezed, OneBlankBetweenWords) { EXPECT_EQ(squeezed(GetParam().given), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(Texts, Squeezed,
                         testing::Values(TextCase{"Empty", "", ""}, TextCase{"OnlyBlanks", " \n\t ", ""},
                                         TextCase{"Lines", "  a\n\n b ", "a b"},
                                         TextCase{"NoBreakSpace",
                                                  "a\xC2\xA0\xC2\xA0"
                                                  "b",
                                                  "a b"}),
                         row_name);

TEST(Utf8Prefix, NeverCutsACodePoint) {
  const std::string text = "aé€😀";
  for (std::size_t bytes = 0; bytes <= text.size(); ++bytes) {
    const auto prefix = utf8_prefix(text, bytes);
    EXPECT_TRUE(is_utf8(prefix)) << bytes;
    EXPECT_LE(prefix.size(), bytes);
    EXPECT_GT(prefix.size() + 4, bytes);
  }
}

TEST(Utf8, DecodesWhatItEncodes) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string bytes;
    append_utf8(bytes, c);
    const auto read = decode_utf8(bytes, 0);
    ASSERT_TRUE(read.valid && read.value == c && read.bytes == bytes.size()) << static_cast<unsigned>(c);
  }
}

}  // namespace
}  // namespace dateline
