// Raw deflate through ISA-L, for tags: short byte strings that look alike, each to be inflated alone.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "indexer/bulk/buffer.h"

namespace dateline::glass {

/// Compresses tags. One thread.
class Deflater {
 public:
  Deflater();

  /// Counts how often `tag` needs each symbol of a code.
  void count(std::string_view tag);
  /// Makes one code of what was counted since the last call: for the tags that follow, so that none of them
  /// has to be counted for itself. Before the first call they have deflate's fixed one.
  void learn();

  /// Appends `tag` to `out`, deflated if that makes it shorter; tells whether it did.
  bool append(Buffer& out, std::string_view tag);

 private:
  struct State;
  struct Free {
    void operator()(State* state) const;
  };
  std::unique_ptr<State, Free> state_;
};

}  // namespace dateline::glass
