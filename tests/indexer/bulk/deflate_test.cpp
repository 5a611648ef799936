#include "indexer/bulk/deflate.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace dateline::glass {
namespace {

/// What zlib makes of raw deflated bytes.
std::string inflated(std::string_view deflated) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, -15), Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
  stream.avail_in = static_cast<uInt>(deflated.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

/// Words without end, each time others.
std::string words(std::size_t bytes, unsigned seed) {
  std::string text;
  while (text.size() < bytes) {
    seed = seed * 1103515245 + 12345;
    text += "word" + std::to_string(seed >> 16 & 0x3FF) + ' ';
  }
  return text.substr(0, bytes);
}

std::string every_byte() {
  std::string bytes;
  for (int n = 0; n < 1024; ++n) bytes += static_cast<char>(n * 37 >> (n & 256 ? 1 : 0));
  return bytes;
}

struct Case {
  const char* name;
  std::string tag;
  bool is_shorter;
};

class DeflateTest : public ::testing::TestWithParam<Case> {};

/// With deflate's own code, with one learned from words, and with one learned from nothing.
TEST_P(DeflateTest, ComesBack) {
  for (const int learned : {0, 1, 2}) {
    SCOPED_TRACE(learned);
    Deflater deflater;
    if (learned == 1) deflater.count(words(5000, 7));
    if (learned > 0) deflater.learn();
    Buffer out;
    out.append("before");
    const bool deflated = deflater.append(out, GetParam().tag);
    EXPECT_EQ(deflated, GetParam().is_shorter);
    const auto written = out.view().substr(6);
    EXPECT_EQ(deflated ? inflated(written) : std::string(written), GetParam().tag);
    EXPECT_LE(written.size(), GetParam().tag.size());
  }
}

INSTANTIATE_TEST_SUITE_P(Tags, DeflateTest,
                         ::testing::Values(Case{"Empty", "", false},
                                           Case{"Short", "eighteen bytes....", false},
                                           Case{"Words", words(300, 1), true},
                                           Case{"ManyWords", words(3000, 2), true},
                                           Case{"LongerThanTheWindow", words(200'000, 3), true},
                                           Case{"OneByte", std::string(7000, 'x'), true},
                                           Case{"OneBlockOfXapian", words(8192, 4), true},
                                           Case{"MayEndTooTightly", words(8193, 5), false},
                                           Case{"BehindThat", words(8192 + 4 * 258 + 1, 6), true}),
                         [](const auto& row) { return std::string(row.param.name); });

/// A code learned from a few bytes has all the others, too.
TEST(Deflater, WritesBytesThatItNeverCounted) {
  Deflater deflater;
  deflater.count("aaaa");
  deflater.learn();
  Buffer out;
  const auto tag = every_byte() + std::string(4000, 'a');
  ASSERT_TRUE(deflater.append(out, tag));
  EXPECT_EQ(inflated(out.view()), tag);
}

}  // namespace
}  // namespace dateline::glass
