#include "indexer/bulk/deflate.h"

#include <libdeflate.h>

#include "indexer/bulk/format.h"

namespace dateline::glass {
namespace {

/// Whether Xapian could fail to read `size` deflated bytes back. It inflates 8,192 bytes at a time and takes
/// the end of its input for the end of the stream, although a last match and what follows it within one byte
/// may still wait to be written out: up to four matches of 258 bytes. zlib never ends a stream like that,
/// libdeflate does.
bool may_end_too_tightly(std::size_t size) {
  constexpr std::size_t kXapianBlock = 8192, kMostWaiting = 4 * 258;
  const auto behind = size % kXapianBlock;
  return size > kXapianBlock && behind > 0 && behind <= kMostWaiting;
}

}  // namespace

void Deflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Deflater::Deflater(int level) : compressor_(level > 0 ? libdeflate_alloc_compressor(level) : nullptr) {}

bool Deflater::append(Buffer& out, std::string_view tag) {
  if (compressor_ && tag.size() > kCompressMin && !may_end_too_tightly(tag.size())) {
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
