// Cells of comma-separated values.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `value` as a cell, in quotation marks where it needs them (RFC 4180); one that spreadsheets would run as a
/// formula begins with an apostrophe.
std::string csv_cell(std::string_view value);

}  // namespace dateline
