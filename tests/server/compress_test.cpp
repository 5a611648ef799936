#include "server/compress.h"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

namespace dateline {
namespace {

struct AcceptCase {
  const char* name;
  const char* field;
  const char* coding;
};
class BestCoding : public testing::TestWithParam<AcceptCase> {};
TEST_P(BestCoding, AsTheFieldSays) {
  EXPECT_EQ(coding_name(best_coding(GetParam().field)), GetParam().coding);
}
INSTANTIATE_TEST_SUITE_P(Fields, BestCoding,
                         testing::Values(AcceptCase{"None", "", ""}, AcceptCase{"Gzip", "gzip", "gzip"},
                                         AcceptCase{"Browsers", "gzip, deflate, br, zstd", "br"},
                                         AcceptCase{"GzipRather", "br;q=0.5, GZIP", "gzip"},
                                         AcceptCase{"GzipForbidden", "gzip;q=0", ""},
                                         AcceptCase{"GzipForbiddenLong", "gzip; q=0.000, *", "br"},
                                         AcceptCase{"BrotliForbidden", "br;q=0, gzip;q=0.001", "gzip"},
                                         AcceptCase{"Anything", "*", "br"},
                                         AcceptCase{"NothingElse", "identity, *;q=0", ""}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(CompressFor, TheClientGetsBackWhatWasThereFromBrotli) {
  const std::string text(5000, 'a');
  HttpResponse response{.content_type = "application/json", .body = text};
  compress_for("gzip, br", response);
  EXPECT_EQ(response.header("Content-Encoding"), "br");
  std::string back(text.size(), '\0');
  auto size = back.size();
  EXPECT_EQ(BrotliDecoderDecompress(response.body.size(),
                                    reinterpret_cast<const std::uint8_t*>(response.body.data()), &size,
                                    reinterpret_cast<std::uint8_t*>(back.data())),
            BROTLI_DECODER_RESULT_SUCCESS);
  EXPECT_EQ(back, text);
}

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
