// Where a client is in a long result: an opaque text that it hands back for the next page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/base/error.h"

namespace dateline {

/// A place in the result of one search.
struct Cursor {
  std::uint32_t offset = 0;  ///< hits given so far
  std::string revision;      ///< of the index they were taken from
};

/// Letters, digits, '-' and '_' only.
std::string to_text(const Cursor& cursor);

/// Reads what to_text wrote; "*" is the beginning.
/// Errors: kInvalidArgument  it did not write that
std::expected<Cursor, Error> parse_cursor(std::string_view text);

}  // namespace dateline
