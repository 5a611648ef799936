// An HTTP response as crawls keep it: header fields, and the body as it was before it was packed.
#pragma once

#include <cstddef>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/base/error.h"

namespace dateline {

using Headers = std::map<std::string, std::string>;  ///< names in lower case

/// The lines "Name: value" of `text`; others are left out.
Headers headers_of(std::string_view text);

/// The value of a field, "" where there is none.
std::string value(const Headers& headers, const std::string& name);

/// Where the header block ends and what follows it begins; npos twice: no empty line in sight.
std::pair<std::size_t, std::size_t> header_end(std::string_view text);

/// The body of a response: chunked transfer and gzip encoding are undone.
/// Errors: kFormat  its gzip encoding is damaged; kLimit  it is longer than `limit` bytes
std::expected<std::string, Error> body_of(const Headers& headers, std::string_view packed, std::size_t limit);

/// The charset that a Content-Type names; "" if none.
std::string charset_of(std::string_view content_type);

bool is_html(std::string_view content_type);
bool is_xml(std::string_view content_type);

}  // namespace dateline
