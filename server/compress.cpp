#include "server/compress.h"

#include <brotli/encode.h>
#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include "corpus/base/text.h"
#include "server/search_parameters.h"

namespace dateline {
namespace {

/// Fast enough that compressing costs less than the search.
constexpr int kLevel = 4;
constexpr int kBestLevel = 9;  ///< for what is compressed once

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};
using Compressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/json") || type.ends_with("xml") ||
         type.find("xml;") != std::string_view::npos || type.find("json") != std::string_view::npos;
}

/// The weight that `parameters` of a coding, such as ";q=0.5", give it; 0 where that is no weight.
double weight_of(std::string_view parameters) {
  while (!parameters.empty()) {
    parameters.remove_prefix(1);  // the semicolon
    const auto end = std::min(parameters.find(';'), parameters.size());
    const auto one = trimmed(parameters.substr(0, end));
    parameters.remove_prefix(end);
    if (one.size() < 2 || !ascii_iequal(one.substr(0, 2), "q=")) continue;
    double weight = 0;
    const auto [last, error] =
        std::from_chars(one.data() + 2, one.data() + one.size(), weight, std::chars_format::fixed);
    const bool is_weight =
        error == std::errc{} && last == one.data() + one.size() && weight >= 0 && weight <= 1;
    return is_weight ? weight : 0;
  }
  return 1;
}

std::string gzipped(std::string_view bytes, int level) {
  thread_local std::array<Compressor, 10> compressors;
  auto& compressor = compressors[static_cast<std::size_t>(level)];
  if (!compressor) compressor.reset(libdeflate_alloc_compressor(level));
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

std::string brotli(std::string_view bytes, int level) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  auto size = out.size();
  const auto done = BrotliEncoderCompress(level, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                          reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                          reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(done == BROTLI_TRUE ? size : 0);
  return out;
}

}  // namespace

std::string_view coding_name(Coding coding) {
  return coding == Coding::kBrotli ? "br" : coding == Coding::kGzip ? "gzip" : "";
}

Coding best_coding(std::string_view accept_encoding) {
  double gzip = -1, br = -1, other = 0;
  for (const auto& one : split_list(accept_encoding)) {
    const auto end = std::min(one.find(';'), one.size());
    const auto coding = trimmed(std::string_view(one).substr(0, end));
    const auto weight = weight_of(std::string_view(one).substr(end));
    if (ascii_iequal(coding, "gzip")) gzip = weight;
    if (ascii_iequal(coding, "br")) br = weight;
    if (coding == "*") other = weight;
  }
  if (gzip < 0) gzip = other;
  if (br < 0) br = other;
  if (br > 0 && br >= gzip) return Coding::kBrotli;
  return gzip > 0 ? Coding::kGzip : Coding::kNone;
}

std::string compressed(std::string_view bytes, Coding coding, int level) {
  switch (coding) {
    case Coding::kBrotli:
      return brotli(bytes, level);
    case Coding::kGzip:
      return gzipped(bytes, level);
    case Coding::kNone:
      break;
  }
  return std::string(bytes);
}

namespace {

/// The coding to send `response` in, whose fields say what the choice depends on.
Coding choose_coding(std::string_view accept_encoding, HttpResponse& response) {
  if (!is_text(response.content_type) || response.body.size() < kMinCompressedBytes || response.more)
    return Coding::kNone;
  if (!response.header("Content-Encoding").empty()) return Coding::kNone;
  response.with("Vary", "Accept-Encoding");
  const auto coding = best_coding(accept_encoding);
  if (coding != Coding::kNone) response.with("Content-Encoding", std::string(coding_name(coding)));
  return coding;
}

}  // namespace

void compress_for(std::string_view accept_encoding, HttpResponse& response) {
  const auto coding = choose_coding(accept_encoding, response);
  if (coding != Coding::kNone) response.body = compressed(response.body, coding, kLevel);
}

void CompressedFiles::compress_for(std::string_view accept_encoding, HttpResponse& response) {
  const std::string etag(response.header("ETag"));
  if (etag.empty()) return dateline::compress_for(accept_encoding, response);
  const auto coding = choose_coding(accept_encoding, response);
  if (coding == Coding::kNone) return;
  const std::scoped_lock lock(mutex_);
  auto& body = bodies_[{etag, coding}];
  if (body.empty()) body = compressed(response.body, coding, kBestLevel);
  response.body = body;
}

}  // namespace dateline
