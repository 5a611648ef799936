// How the positions of one term in one document are written: few bits each, by interpolative coding.
//
// uint last; if there are more, bits, lowest first: first out of last; n - 2 out of (last - first); then the
// middle one of the remaining, out of what its neighbours leave it, and so on for both halves. A number out
// of N takes the bits of N - 1, or one less where the middle numbers can do with it.
#pragma once

#include <cstdint>
#include <span>

#include "indexer/bulk/buffer.h"

namespace dateline::glass {

/// Appends the code of `positions` (ascending, distinct, not empty) to `out`.
void append_positions(Buffer& out, std::span<const std::uint32_t> positions);

}  // namespace dateline::glass
