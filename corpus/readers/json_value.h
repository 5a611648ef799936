// JSON -> Value.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/base/error.h"
#include "corpus/readers/record.h"

namespace dateline {

inline constexpr std::size_t kMaxJsonDepth = 100;

/// What is said of a value that is nested deeper than kMaxJsonDepth.
Error json_too_deep();

/// Reads one JSON value, in UTF-8 or what to_utf8 knows.
/// Errors: kFormat  not JSON, with the byte; kLimit  nested deeper than kMaxJsonDepth
std::expected<Value, Error> parse_json(std::string_view text);

/// The same, but nothing for what parse_json may still read, or has an error for: what takes long to find
/// out.
std::optional<Value> parse_usual_json(std::string_view text);

}  // namespace dateline
