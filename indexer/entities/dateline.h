// Where an agency's story says it was written: "KABUL, Aug 26 (Reuters) - ".
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

/// The bytes of `text` up to and with the mark that ends its dateline; 0 if it begins with none.
std::size_t dateline_bytes(std::string_view text);

}  // namespace dateline
