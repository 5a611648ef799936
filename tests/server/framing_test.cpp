#include "server/framing.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(HeaderText, FramesTheBodyInOneWay) {
  const HttpResponse response{.content_type = "text/plain", .body = "abc"};
  EXPECT_NE(header_text(response, true, 11).find("Content-Length: 3\r\n"), std::string::npos);
  const auto chunked = header_text(response, true, 11, Framing::kChunked);
  EXPECT_NE(chunked.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_EQ(chunked.find("Content-Length"), std::string::npos);
  const auto closed = header_text(response, false, 10, Framing::kClose);
  EXPECT_EQ(closed.find("Content-Length"), std::string::npos);
  EXPECT_NE(closed.find("Connection: close\r\n"), std::string::npos);
}

TEST(IsFolded, WhereALineBeginsWithABlank) {
  EXPECT_TRUE(is_folded("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"));
  EXPECT_TRUE(is_folded("GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n"));
  EXPECT_FALSE(is_folded("GET / HTTP/1.1\r\nA: b \r\nC: \td\r\n\r\n"));
}

TEST(Chunk, SaysItsLengthInHexadecimal) {
  EXPECT_EQ(chunk(std::string(26, 'x')), "1a\r\n" + std::string(26, 'x') + "\r\n");
  EXPECT_EQ(chunk(""), "0\r\n\r\n");
}

}  // namespace
}  // namespace dateline
