#include "server/compress.h"

#include <gtest/gtest.h>
#include <libdeflate.h>

namespace dateline {
namespace {

struct AcceptCase {
  const char* name;
  const char* field;
  bool expected;
};
class AcceptsGzip : public testing::TestWithParam<AcceptCase> {};
TEST_P(AcceptsGzip, AsTheFieldSays) { EXPECT_EQ(accepts_gzip(GetParam().field), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(Fields, AcceptsGzip,
                         testing::Values(AcceptCase{"None", "", false}, AcceptCase{"Gzip", "gzip", true},
                                         AcceptCase{"List", "br, GZIP;q=0.5", true},
                                         AcceptCase{"Forbidden", "gzip;q=0", false},
                                         AcceptCase{"ForbiddenLong", "gzip; q=0.000, *", false},
                                         AcceptCase{"Little", "gzip;q=0.001", true},
                                         AcceptCase{"Anything", "*", true},
                                         AcceptCase{"NothingElse", "identity, *;q=0", false}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(CompressFor, TheClientGetsBackWhatWasThere) {
  const std::string text(5000, 'a');
  HttpResponse response{.content_type = "application/json", .body = text};
  compress_for("gzip", response);
  EXPECT_EQ(response.header("Content-Encoding"), "gzip");
  EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
  std::string back(text.size(), '\0');
  auto* decompressor = libdeflate_alloc_decompressor();
  EXPECT_EQ(libdeflate_gzip_decompress(decompressor, response.body.data(), response.body.size(), back.data(),
                                       back.size(), nullptr),
            LIBDEFLATE_SUCCESS);
  libdeflate_free_decompressor(decompressor);
  EXPECT_EQ(back, text);
}

TEST(CompressFor, LeavesShortBodiesAndPicturesAlone) {
  HttpResponse small{.content_type = "text/html", .body = "x"};
  compress_for("gzip", small);
  EXPECT_EQ(small.body, "x");
  HttpResponse picture{.content_type = "image/png", .body = std::string(5000, 'a')};
  compress_for("gzip", picture);
  EXPECT_EQ(picture.body.size(), 5000U);
}

}  // namespace
}  // namespace dateline
