#include "indexer/bulk/deflate.h"

#include <libdeflate.h>

#include "indexer/bulk/format.h"

namespace dateline::glass {

void Deflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Deflater::Deflater(int level) : compressor_(level > 0 ? libdeflate_alloc_compressor(level) : nullptr) {}

bool Deflater::append(Buffer& out, std::string_view tag) {
  if (compressor_ && tag.size() > kCompressMin) {
    char* const at = out.room(tag.size());
    const auto deflated =
        libdeflate_deflate_compress(compressor_.get(), tag.data(), tag.size(), at, tag.size() - 1);
    if (deflated > 0) {  // else it would not be shorter
      out.commit(at + deflated);
      return true;
    }
  }
  out.append(tag);
  return false;
}

}  // namespace dateline::glass
