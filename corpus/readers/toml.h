// The front matter of Hugo and Zola: the TOML that posts of blogs have.
#pragma once

#include <expected>
#include <string_view>

#include "corpus/base/error.h"
#include "corpus/readers/record.h"

namespace dateline {

/// The keys of `toml` as an object. Strings, lists and what stands bare (numbers, dates, true) are read, the
/// latter as text; a key with dots or below a [table] counts by its last part, inline tables are passed over.
/// Errors: kMalformed  a line that is no key with a value, or a string or list that is never closed
///         kLimit      lists inside each other more than 20 deep
std::expected<Value, Error> parse_toml(std::string_view toml);

}  // namespace dateline
