// Raw deflate through libdeflate, for tags.
#pragma once

#include <memory>
#include <string_view>

#include "indexer/bulk/buffer.h"

struct libdeflate_compressor;

namespace dateline::glass {

/// Compresses tags. One thread.
class Deflater {
 public:
  /// `level` is 1 (fast) to 12 (small); 0 leaves every tag as it is.
  explicit Deflater(int level);

  /// Appends `tag` to `out`, deflated if that makes it shorter; tells whether it did.
  bool append(Buffer& out, std::string_view tag);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

}  // namespace dateline::glass
