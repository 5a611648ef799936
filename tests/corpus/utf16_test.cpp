#include "corpus/utf16.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

using namespace std::string_literals;

struct Utf16Case {
  const char* name;
  std::string bytes;
  const char* text;  ///< null: not UTF-16
};
class Utf16 : public testing::TestWithParam<Utf16Case> {};

TEST_P(Utf16, BecomesUtf8InPiecesOfAnySize) {
  const auto& [name, bytes, text] = GetParam();
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    auto decoder = Utf16Decoder::of(bytes);
    ASSERT_EQ(decoder.has_value(), text != nullptr);
    if (!decoder) return;
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += size) decoder->append(out, bytes.substr(at, size));
    EXPECT_EQ(out, text) << "pieces of " << size;
  }
}

INSTANTIATE_TEST_SUITE_P(Texts, Utf16,
                         testing::Values(Utf16Case{"Little", "\xFF\xFE\x41\x00\xF6\x00\x0A\x00"s, "Aö\n"},
                                         Utf16Case{"Big", "\xFE\xFF\x00\x41\x04\x1F"s, "AП"},
                                         Utf16Case{"Pair", "\xFF\xFE\x3D\xD8\x00\xDE\x41\x00"s, "😀A"},
                                         Utf16Case{"LoneHigh", "\xFF\xFE\x3D\xD8\x41\x00"s, "\uFFFD\x41"},
                                         Utf16Case{"LoneLow", "\xFF\xFE\x00\xDE\x41\x00"s, "\uFFFD\x41"},
                                         Utf16Case{"CutAtTheEnd", "\xFF\xFE\x41\x00\x42"s, "A"},
                                         Utf16Case{"Utf32", "\xFF\xFE\x00\x00\x41\x00\x00\x00"s, nullptr},
                                         Utf16Case{"Utf8", "\xEF\xBB\xBF\x41"s, nullptr}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
