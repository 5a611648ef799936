#include "server/framing.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "corpus/base/text.h"

namespace dateline {
namespace {

std::ptrdiff_t count(const HttpRequest& head, std::string_view name) {
  return std::ranges::count(head.headers, name, &HttpHeaders::value_type::first);
}

std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     kDays[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                     kMonths[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
}

/// Whether `value` can stand in a header line.
bool is_header_value(std::string_view value) {
  return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

}  // namespace

std::string header_text(const HttpResponse& response, bool keep_alive, unsigned version, Framing framing) {
  std::string text = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                                 reason_phrase(response.status), http_date());
  if (!response.content_type.empty()) text += fmt::format("Content-Type: {}\r\n", response.content_type);
  if (framing == Framing::kChunked) text += "Transfer-Encoding: chunked\r\n";
  if (framing == Framing::kLength && response.status != 204 && response.status != 304)
    text += fmt::format("Content-Length: {}\r\n", response.body.size());
  for (const auto& [name, value] : response.headers) {
    if (is_header_value(value)) text += fmt::format("{}: {}\r\n", name, value);
  }
  if (!keep_alive) text += "Connection: close\r\n";
  if (keep_alive && version == 10) text += "Connection: keep-alive\r\n";
  return text + "\r\n";
}

bool names_other_version(std::string_view bytes) {
  const auto line = bytes.substr(0, std::min(bytes.find("\r\n"), bytes.size()));
  const auto version = line.substr(std::min(line.rfind(' '), line.size()));
  return line.size() < bytes.size() && std::ranges::count(line, ' ') == 2 && version.size() == 9 &&
         version.starts_with(" HTTP/") && version[7] == '.';
}

bool is_folded(std::string_view header) {
  return header.find("\r\n ") != std::string_view::npos || header.find("\r\n\t") != std::string_view::npos;
}

BadRequest framing_error(const HttpRequest& head, unsigned version, std::size_t target_bytes) {
  if (head.target.size() > target_bytes)
    return {414, "uri_too_long", "the URL is longer than this server takes"};
  if (version != 10 && version != 11)
    return {505, "version_not_supported", "the request is not HTTP/1.0 or HTTP/1.1"};
  const auto hosts = count(head, "host");
  if (hosts > 1 || (hosts == 0 && version == 11))
    return {400, "bad_request", "the request does not have exactly one Host field"};
  const auto encodings = count(head, "transfer-encoding"), lengths = count(head, "content-length");
  if (encodings > 0) {
    if (version == 10 || lengths > 0 || encodings > 1)
      return {400, "bad_request", "the length of the body is stated in two ways"};
    if (!ascii_iequal(head.header("transfer-encoding"), "chunked"))
      return {501, "not_implemented", "the transfer encoding is not 'chunked' alone"};
  }
  const auto is_number =
      head.header("content-length").find_first_not_of("0123456789") == std::string_view::npos;
  if (lengths > 1 || !is_number) return {400, "bad_request", "the length of the body is stated in two ways"};
  if (count(head, "expect") > 0 && !ascii_iequal(head.header("expect"), "100-continue"))
    return {417, "expectation_failed", "the expectation is not '100-continue'"};
  return {};
}

std::string chunk(std::string_view bytes) {
  return bytes.empty() ? "0\r\n\r\n" : fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

}  // namespace dateline
