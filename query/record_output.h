// Records as the command line prints them.
#pragma once

#include <string>
#include <vector>

#include "query/output.h"
#include "query/search.h"

namespace dateline {

/// The kind that `name` names: people, places or organizations.
/// Errors: kInvalidArgument  none of these
std::expected<RecordKind, Error> parse_record_kind(std::string_view name);

/// One line for each: count and names as text; JSON Lines; CSV with a header.
/// Errors: kInvalidArgument  a format that records do not have
std::expected<std::string, Error> format_records(const std::vector<RecordEntry>& records,
                                                 OutputFormat format);

}  // namespace dateline
