#include "indexer/bulk/deflate.h"

#include <libdeflate.h>

#include "indexer/bulk/format.h"

namespace dateline::glass {

void Deflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Deflater::Deflater(int level) : compressor_(level > 0 ? libdeflate_alloc_compressor(level) : nullptr) {}

bool Deflater::append(std::string& out, std::string_view tag) {
  const std::size_t before = out.size();
  if (compressor_ && tag.size() > kCompressMin) {
    out.resize(before + tag.size() - 1);
    const auto deflated = libdeflate_deflate_compress(compressor_.get(), tag.data(), tag.size(),
                                                      out.data() + before, tag.size() - 1);
    out.resize(before + deflated);  // 0: it would not be shorter
    if (deflated > 0) return true;
  }
  out += tag;
  return false;
}

}  // namespace dateline::glass
