// Request targets: what stands between the method and the version, taken apart and put together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"

namespace dateline {

/// One name=value of a query string, decoded.
struct Parameter {
  std::string name;
  std::string value;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// A request target, decoded: UTF-8 without zero bytes.
struct Target {
  std::vector<std::string> segments;  ///< of the path: "/api/articles/a%2Fb" is {"api", "articles", "a/b"}
  std::vector<Parameter> parameters;  ///< in order, repeated names kept
};

inline constexpr std::size_t kMaxParameters = 100;

/// Reads an origin-form ("/a?b=c") or absolute-form ("http://host/a?b=c") target. `+` in the query is a
/// blank. Characters that RFC 3986 wants escaped but browsers send as they are ("|", "[", UTF-8) are taken as
/// they are. Errors: kInvalidArgument  an incomplete escape, a zero byte, bytes that are not UTF-8, a "." or
/// ".." segment,
///                           or another form of target
///         kLimit            more than kMaxParameters parameters
std::expected<Target, Error> parse_target(std::string_view target);

/// `text` with everything but RFC 3986's unreserved characters as %XX.
std::string encode_component(std::string_view text);

/// name=value joined by '&', encoded.
std::string query_string(const std::vector<Parameter>& parameters);

/// Whether `url` is an http or https URL that can stand in a link.
bool is_web_url(std::string_view url);

}  // namespace dateline
