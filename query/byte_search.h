// Finding a few bytes among some hundred: what a phrase is in an article's byte string.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dateline {

/// Whether `part`, which is short, stands in `bytes`; the empty one does. Several times as fast as memmem.
bool contains_bytes(std::string_view bytes, std::string_view part);

/// Whether one of `first` stands in `bytes` with one of `second` directly behind it. None is empty.
bool contains_pair(std::string_view bytes, std::span<const std::string> first,
                   std::span<const std::string> second);

}  // namespace dateline
