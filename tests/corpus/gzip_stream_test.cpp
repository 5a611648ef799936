#include "corpus/gzip_stream.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <random>

namespace dateline {
namespace {

std::string zipped(const std::string& content) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, content.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string changed(std::string bytes, std::size_t at) { return bytes[at] = ~bytes[at], bytes; }

/// The content of `packed` given in pieces of `step` bytes, behind it "[damage]" for each, and "[end: why]"
/// for an early end.
std::string read(const std::string& packed, std::size_t step) {
  std::string_view rest = packed;
  GzipStream stream([&]() -> std::expected<std::string_view, std::string> {
    const auto piece = rest.substr(0, step);
    rest.remove_prefix(piece.size());
    return piece;
  });
  std::string content, end;
  for (;;) {
    const auto more = stream.next();
    if (!more) end = "[end: " + more.error() + "]";
    if (!more || more->empty()) break;
    content += *more;
  }
  for (const auto& damage : stream.take_damages()) content += "[" + damage + "]";
  return content + end;
}

const std::string kA = zipped("aaa\n"), kB = zipped("bbb\n");
const std::string kSize = std::to_string(kA.size());

struct GzipCase {
  const char* name;
  std::string packed;
  std::string read;
};
class Gzip : public testing::TestWithParam<GzipCase> {};
TEST_P(Gzip, IsUndone) { EXPECT_EQ(read(GetParam().packed, 1 << 18), GetParam().read); }
TEST_P(Gzip, IsUndoneByteByByte) { EXPECT_EQ(read(GetParam().packed, 1), GetParam().read); }
INSTANTIATE_TEST_SUITE_P(
    Members, Gzip,
    testing::Values(
        GzipCase{"Nothing", "", ""}, GzipCase{"One", kA, "aaa\n"}, GzipCase{"Two", kA + kB, "aaa\nbbb\n"},
        GzipCase{"AnEmptyOne", kA + zipped("") + kB, "aaa\nbbb\n"},
        GzipCase{"Padding", kA + std::string(600, '\0') + kB + std::string(3, '\0'), "aaa\nbbb\n"},
        GzipCase{"CutInTheMiddle", kA.substr(0, 14), "aaa[end: it ends inside the gzip member at byte 0]"},
        GzipCase{"CutInTheHeader", kA + kB.substr(0, 5),
                 "aaa\n[end: it ends inside the gzip member at byte " + kSize + "]"},
        GzipCase{"WrongChecksum", changed(kA, kA.size() - 6) + kB,
                 "aaa\n\nbbb\n[the gzip member at byte 0 is damaged: incorrect data check; reading goes on "
                 "at byte " +
                     kSize + "]"},
        GzipCase{"WrongChecksumOfTheLast", changed(kA, kA.size() - 6),
                 "aaa\n\n[end: the gzip member at byte 0 is damaged: incorrect data check]"},
        GzipCase{
            "NoDeflate", kA.substr(0, 10) + "\x07" + kA.substr(11) + kB,
            "\nbbb\n[the gzip member at byte 0 is damaged: invalid block type; reading goes on at byte " +
                kSize + "]"},
        GzipCase{"OtherBytesBetween", kA + "hello" + kB,
                 "aaa\nbbb\n[the gzip member at byte " + kSize +
                     " begins with other bytes; reading goes on at byte " + std::to_string(kA.size() + 5) +
                     "]"},
        GzipCase{"OtherBytesAtTheEnd", kA + "hello",
                 "aaa\n[end: the gzip member at byte " + kSize + " begins with other bytes]"}),
    [](const auto& row) { return std::string(row.param.name); });

// What follows a member cut short was read as its content until that made no sense, and was lost.
TEST(GzipMembers, BehindACutOneAreAllRead) {
  std::mt19937 random(7);
  std::string packed, last;
  for (int n = 0; n < 40; ++n) {
    std::string line;
    for (int k = 0; k < 2000; ++k) line += static_cast<char>('a' + random() % 26);
    const auto member = zipped(line + "\n");
    packed += n == 5 ? member.substr(0, member.size() / 2) : member;
    last = line;
  }
  const auto content = read(packed, 1000);
  EXPECT_NE(content.find("\n" + last + "\n[the gzip member at byte "), std::string::npos);
  EXPECT_GE(std::ranges::count(content, '\n'), 39);
}

}  // namespace
}  // namespace dateline
