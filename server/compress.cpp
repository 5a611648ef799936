#include "server/compress.h"

#include <libdeflate.h>

#include <memory>

#include "corpus/base/text.h"
#include "server/search_parameters.h"

namespace dateline {
namespace {

/// Fast enough that compressing costs less than the search.
constexpr int kLevel = 4;

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};
using Compressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/json") || type.ends_with("xml") ||
         type.find("xml;") != std::string_view::npos || type.find("json") != std::string_view::npos;
}

/// Whether `parameters` of a coding, such as ";q=0.0", forbid it.
bool is_forbidden(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == std::string_view::npos) return false;
  const auto weight = trimmed(parameters.substr(q + 2));
  return !weight.empty() && weight[0] == '0' && weight.find_first_of("123456789") == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  for (const auto& one : split_list(accept_encoding)) {
    const auto end = std::min(one.find(';'), one.size());
    const auto coding = trimmed(std::string_view(one).substr(0, end));
    const bool allowed = !is_forbidden(std::string_view(one).substr(end));
    if (ascii_iequal(coding, "gzip")) return allowed;
    if (coding == "*") any = allowed;
  }
  return any;
}

std::string gzipped(std::string_view bytes) {
  thread_local const Compressor compressor(libdeflate_alloc_compressor(kLevel));
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

void compress_for(std::string_view accept_encoding, HttpResponse& response) {
  if (!is_text(response.content_type) || response.body.size() < kMinCompressedBytes) return;
  response.with("Vary", "Accept-Encoding");
  if (!accepts_gzip(accept_encoding)) return;
  response.body = gzipped(response.body);
  response.with("Content-Encoding", "gzip");
}

}  // namespace dateline
