// The page object: the one wire format of the command line and HTTP, described field by field in README.md.
#pragma once

#include <string>

#include "query/search.h"

namespace dateline {

class JsonWriter;

/// Raised when a field changes its meaning or goes; new fields do not raise it.
inline constexpr unsigned kPageFormatVersion = 1;

/// The page as one JSON object on one line, without a line feed. Valid inside a <script> element.
std::string to_json(const Page& page);

/// The members of that object, into one that was begun: for answers that add their own.
void write_members(JsonWriter& json, const Page& page);

/// One hit as it stands in the page object, for line-wise output.
std::string to_json(const Hit& hit);

/// {"query","suggestions":[{"kind","value","count"} or {"kind":"article","value","id","url"}]}
std::string to_json(std::string_view typed, const std::vector<Suggestion>& suggestions);

}  // namespace dateline
