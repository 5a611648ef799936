// Making HTML out of hostile text: every text that stands in a page goes through here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/search.h"

namespace dateline {

/// `text` as it can stand between tags and in a quoted attribute: & < > " ' escaped, control characters and
/// bidirectional overrides left out, bytes that are not UTF-8 replaced.
std::string escaped(std::string_view text);

/// `text` escaped, with <mark> around `highlights`. Ranges that do not lie inside the text, in order, are
/// passed over.
std::string marked(std::string_view text, const std::vector<Range>& highlights);

/// The same of a line that an article gave, such as its title: what is longer than a thousand bytes ends in
/// "…".
std::string escaped_line(std::string_view line);
std::string marked_line(std::string_view line, const std::vector<Range>& highlights);

/// As much of such a line as is shown.
std::string_view line_start(std::string_view line);

/// A whole number with thin groups of three: 1,204.
std::string grouped(std::uint64_t number);

}  // namespace dateline
