// What bytes on a connection are, whole requests and parts of them; tests/server/listener_test.cpp has the
// hostile ones.
#include "server/request_parser.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

using State = RequestParser::State;

const std::string kPost = "POST /a?b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
const std::string kChunked =
    "POST /a?b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\nEnd: "
    "x\r\n\r\n";

const std::string kChunksBegin = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

/// Gives `parser` all of `bytes`, as a connection does; returns what it leaves.
std::string feed(RequestParser& parser, std::string bytes) {
  for (auto before = parser.state();; before = parser.state()) {
    bytes.erase(0, parser.take(bytes));
    if (parser.state() == before) return bytes;
  }
}

TEST(RequestParser, ReadsARequestWhereverItIsCut) {
  for (const auto& bytes : {kPost, kChunked}) {
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      RequestParser parser({});
      const auto rest = feed(parser, bytes.substr(0, cut));
      EXPECT_EQ(feed(parser, rest + bytes.substr(cut) + "GET "), "GET ") << cut;
      ASSERT_EQ(parser.state(), State::kDone) << cut;
      EXPECT_EQ(parser.request().method, "POST");
      EXPECT_EQ(parser.request().target, "/a?b");
      EXPECT_EQ(parser.request().body, "abc");
      EXPECT_EQ(parser.request().header("host"), "h");
      EXPECT_EQ(parser.request().header("end"), "");  // what stands behind a body is no header
    }
  }
}

/// It ended the process in a build with asserts.
TEST(RequestParser, ReadsABodyOfNoChunksByteByByte) {
  RequestParser parser({});
  std::string rest;
  for (const char byte : kChunksBegin + "0\r\n\r\n") rest = feed(parser, rest + byte);
  EXPECT_EQ(parser.state(), State::kDone);
  EXPECT_EQ(parser.request().body, "");
}

TEST(RequestParser, StopsAtTheEndOfTheHeader) {
  RequestParser parser({});
  EXPECT_EQ(parser.take("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na"),
            69u);
  EXPECT_EQ(parser.state(), State::kBody);
  EXPECT_TRUE(parser.expects_continue());
  EXPECT_TRUE(parser.keeps_alive());
}

std::string many(std::string_view part, int count) {
  std::string all;
  for (; count > 0; --count) all += part;
  return all;
}

struct RefusedCase {
  const char* name;
  std::string bytes;
  int status;
};
class Refused : public testing::TestWithParam<RefusedCase> {};

TEST_P(Refused, ByALimitOfItsOwn) {
  for (const std::size_t piece : {1, 7, 64, 1000}) {
    RequestParser parser({.header_bytes = 100, .target_bytes = 20, .body_bytes = 10});
    std::string rest;
    for (std::size_t at = 0; at < GetParam().bytes.size(); at += piece)
      rest = feed(parser, rest + GetParam().bytes.substr(at, piece));
    ASSERT_EQ(parser.state(), State::kRefused) << piece;
    EXPECT_EQ(parser.refusal().status, GetParam().status) << piece;
    EXPECT_EQ(parser.take("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), 0u);  // nothing more is read
  }
}

INSTANTIATE_TEST_SUITE_P(
    Limits, Refused,
    testing::Values(
        RefusedCase{"Target", "GET /" + std::string(20, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414},
        RefusedCase{"RequestLine", "GET /" + std::string(200, 'a'), 414},
        RefusedCase{"Fields", "GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(200, 'a'), 431},
        // Each was within the limit, and three times as much was taken in.
        RefusedCase{"ManyFields", "GET / HTTP/1.1\r\nHost: h\r\n" + many("A: b\r\n", 20) + "\r\n", 431},
        // One program may read "chunked", another one no encoding.
        RefusedCase{"FoldedField", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:\r\n chunked\r\n\r\n",
                    400},
        RefusedCase{"FoldedByTab", "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n\tb\r\n\r\n", 400},
        RefusedCase{"Length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n", 413},
        RefusedCase{"Chunks",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                    "8\r\n12345678\r\n8\r\n12345678\r\n",
                    413},
        // None of these ended a chunk, and all was kept until the time for the body was over.
        RefusedCase{"ChunkExtension", kChunksBegin + "1;" + std::string(200, 'a'), 431},
        RefusedCase{"ChunkSize", kChunksBegin + std::string(200, '0'), 431},
        RefusedCase{"Trailer", kChunksBegin + "0\r\n" + std::string(200, 'a') + ": b\r\n", 431},
        RefusedCase{"Framing", "GET / HTTP/1.1\r\n\r\n", 400}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
