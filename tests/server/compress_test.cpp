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
                                         AcceptCase{"WeightOfItsName", "br;seq=0, gzip;q=0.9", "br"},
                                         AcceptCase{"SecondParameter", "br;x=1;q=0.1, gzip;q=0.2", "gzip"},
                                         // "05" and "-1" are no weights, and were taken for 5 and 0.
                                         AcceptCase{"NoWeight", "br;q=05, gzip;q=-1, *;q=0.5", ""},
                                         AcceptCase{"UpperCaseWeight", "br;Q=0, gzip", "gzip"},
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

TEST(CompressedFiles, GivesEachItsOwnInEveryCoding) {
  CompressedFiles files;
  const auto sent = [&](const char* etag, char letter, const char* accepts) {
    HttpResponse response{
        .content_type = "text/css", .body = std::string(5000, letter), .headers = {{"ETag", etag}}};
    files.compress_for(accepts, response);
    return response;
  };
  const auto first = sent("\"1\"", 'a', "gzip");
  EXPECT_EQ(first.header("Content-Encoding"), "gzip");
  EXPECT_EQ(first.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(sent("\"1\"", 'a', "gzip").body, first.body);
  EXPECT_EQ(sent("\"1\"", 'a', "br").header("Content-Encoding"), "br");
  EXPECT_NE(sent("\"1\"", 'a', "br").body, first.body);
  EXPECT_NE(sent("\"2\"", 'b', "gzip").body, first.body);
  EXPECT_EQ(sent("\"1\"", 'a', "").body, std::string(5000, 'a'));
}

TEST(CompressedFiles, KeepsNothingWithoutAnETag) {
  CompressedFiles files;
  for (const char letter : {'a', 'b'}) {
    HttpResponse response{.content_type = "text/css", .body = std::string(5000, letter)}, alike = response;
    files.compress_for("gzip", response);
    compress_for("gzip", alike);
    EXPECT_EQ(response.body, alike.body);
  }
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
