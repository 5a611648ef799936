#include "corpus/readers/http_message.h"

#include <libdeflate.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr auto kNone = std::string_view::npos;

/// Undoes "Transfer-Encoding: chunked"; text that is not in chunks (crawlers undo it and keep the header)
/// stays as it is.
std::string unchunked(std::string_view body) {
  std::string out;
  for (auto rest = body; !rest.empty();) {
    std::size_t size = 0;
    const auto line_end = rest.find("\r\n");
    const auto [end, failure] =
        std::from_chars(rest.data(), rest.data() + std::min(line_end, rest.size()), size, 16);
    if (failure != std::errc{} || line_end == kNone || size > rest.size() - line_end - 2)
      return out.empty() ? std::string(body) : out;
    if (size == 0) break;
    out.append(rest.substr(line_end + 2, size));
    rest.remove_prefix(std::min(line_end + 2 + size + 2, rest.size()));
  }
  return out;
}

/// Undoes "Content-Encoding: gzip", up to `limit` bytes.
std::expected<std::string, Error> unzipped(std::string_view body, std::size_t limit) {
  if (!body.starts_with("\x1f\x8b")) return std::string(body);
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflate(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  for (std::size_t room = body.size() * 4 + 1024;; room *= 4) {
    std::string out(std::min(room, limit), '\0');
    std::size_t got = 0;
    const auto result =
        libdeflate_gzip_decompress(inflate.get(), body.data(), body.size(), out.data(), out.size(), &got);
    if (result == LIBDEFLATE_SUCCESS) return out.resize(got), out;
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE)
      return std::unexpected(malformed("the page is not readable: its gzip encoding is damaged"));
    if (room >= limit)
      return std::unexpected(
          make_error(ErrorCode::kLimit, "the page is longer than {} MB: it is not read", limit >> 20));
  }
}

}  // namespace

Headers headers_of(std::string_view text) {
  Headers headers;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    if (const auto colon = line.find(':'); colon != kNone)
      headers.try_emplace(ascii_lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return headers;
}

std::string value(const Headers& headers, const std::string& name) {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

std::pair<std::size_t, std::size_t> header_end(std::string_view text) {
  const auto crlf = text.find("\r\n\r\n"), lf = text.find("\n\n");
  if (crlf < lf) return {crlf, crlf + 4};
  return lf == kNone ? std::pair{kNone, kNone} : std::pair{lf, lf + 2};
}

std::expected<std::string, Error> body_of(const Headers& headers, std::string_view packed,
                                          std::size_t limit) {
  const bool is_chunked =
      ascii_lower(value(headers, "transfer-encoding")).find("chunked") != std::string::npos;
  return unzipped(is_chunked ? unchunked(packed) : packed, limit);
}

std::string charset_of(std::string_view content_type) {
  const auto type = ascii_lower(content_type);
  const auto at = type.find("charset=");
  if (at == std::string::npos) return "";
  const auto begin = type.find_first_not_of("\"' ", at + 8);
  return begin == std::string::npos ? "" : type.substr(begin, type.find_first_of("\"'; ", begin) - begin);
}

bool is_html(std::string_view content_type) {
  const auto type = ascii_lower(content_type);
  return type.starts_with("text/html") || type.starts_with("application/xhtml+xml");
}

bool is_xml(std::string_view content_type) {
  const auto type = ascii_lower(content_type);
  return type.starts_with("text/xml") || type.starts_with("application/xml");
}

}  // namespace dateline
