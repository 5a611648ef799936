// The front matter of Hugo and Zola: the TOML that posts of blogs have.
#pragma once

#include <expected>
#include <string_view>

#include "corpus/base/error.h"
#include "corpus/readers/record.h"

namespace dateline {

/// `toml` as an object, dates as texts. The keys of its tables `taxonomies`, `extra` and `params` stand among
/// those above them.
/// Errors: kFormat  not TOML, with the line
std::expected<Value, Error> parse_toml(std::string_view toml);

}  // namespace dateline
