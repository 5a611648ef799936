#include "server/request_parser.h"

#include <boost/beast/http.hpp>
#include <optional>
#include <utility>  // Boost 1.74 uses std::exchange without it

#include "corpus/base/text.h"

namespace dateline {

namespace http = boost::beast::http;
using boost::system::error_code;

struct RequestParser::Implementation {
  http::request_parser<http::string_body> parser;
  std::size_t target_bytes = 0;
  std::size_t header_bytes = 0;
  std::size_t taken = 0;  ///< bytes of the header so far
  bool folded = false;    ///< whether one of its fields goes on in a second line
};

namespace {

/// Whether the request line is whole: read, or in front of the `bytes` that wait.
bool has_request_line(const http::request_parser<http::string_body>& parser, std::string_view bytes) {
  return !parser.get().target().empty() || bytes.find("\r\n") != std::string_view::npos;
}

/// Why the parser stopped with `error` in front of `bytes`.
BadRequest reason_of(const error_code& error, bool has_line, std::string_view bytes) {
  if (error == http::error::body_limit)
    return {413, "body_too_large", "the body is longer than this server takes: send less"};
  if (error == http::error::header_limit) {
    return has_line ? BadRequest{431, "headers_too_large", "the header is longer than this server takes"}
                    : BadRequest{414, "uri_too_long", "the URL is longer than this server takes"};
  }
  if (error == http::error::bad_version && names_other_version(bytes))
    return {505, "version_not_supported", "the request is not HTTP/1.0 or HTTP/1.1"};
  return {400, "bad_request", "the request is not well-formed HTTP/1.1"};
}

HttpRequest head_of(const http::request<http::string_body>& message) {
  HttpRequest request{.method = std::string(message.method_string()),
                      .target = std::string(message.target())};
  for (const auto& field : message) {
    request.headers.emplace_back(ascii_lower({field.name_string().data(), field.name_string().size()}),
                                 std::string(field.value()));
  }
  return request;
}

}  // namespace

RequestParser::RequestParser(const RequestLimits& limits)
    : implementation_(std::make_unique<Implementation>()) {
  implementation_->parser.header_limit(limits.header_bytes);
  implementation_->parser.body_limit(limits.body_bytes);
  implementation_->target_bytes = limits.target_bytes;
  implementation_->header_bytes = limits.header_bytes;
}

RequestParser::~RequestParser() = default;

std::size_t RequestParser::take(std::string_view bytes) {
  if (state_ == State::kDone || state_ == State::kRefused || bytes.empty()) return 0;
  auto& parser = implementation_->parser;
  const bool is_body = state_ == State::kBody;
  // Boost's parser asserts that two more bytes come at once behind these, where asserts are on.
  if (is_body && parser.chunked() && bytes == "0\r\n") return 0;
  error_code error;
  const auto used = parser.put(boost::asio::buffer(bytes), error);
  if (error && error != http::error::need_more) {
    refuse(reason_of(error, has_request_line(parser, bytes), bytes));
    return used;
  }
  if (state_ == State::kHeader) take_header(bytes, used);
  if (state_ == State::kBody && parser.is_done()) {
    request_.body = std::move(parser.get().body());
    state_ = State::kDone;
  }
  // Of a body only the line in front of a chunk and the trailer are not taken in piece by piece.
  if (is_body && state_ == State::kBody && bytes.size() - used > implementation_->header_bytes)
    refuse({431, "headers_too_large",
            "what stands between the chunks of the body is longer than this server takes"});
  return used;
}

/// Judges the header, of which the first `used` of `bytes` were read now; once it is whole, takes it.
void RequestParser::take_header(std::string_view bytes, std::size_t used) {
  auto& [parser, target_bytes, header_bytes, taken, folded] = *implementation_;
  taken += used;
  folded = folded || is_folded(bytes.substr(0, used));  // what a line goes on with is read with it
  const auto waiting = parser.is_header_done() ? 0 : bytes.size() - used;
  // The parser's own limit is not of all fields together.
  if (taken + waiting > header_bytes)
    return refuse(reason_of(http::error::header_limit, has_request_line(parser, bytes), bytes));
  if (!parser.is_header_done()) return;
  state_ = State::kBody;
  request_ = head_of(parser.get());
  parser.eager(true);  // the body in one go; the header alone, so that it can be judged first
  if (folded) return refuse({400, "bad_request", "a field goes on in a second line"});
  if (const auto bad = framing_error(request_, version(), target_bytes); bad.status != 0) refuse(bad);
}

void RequestParser::refuse(BadRequest reason) {
  refusal_ = reason;
  state_ = State::kRefused;
}

bool RequestParser::expects_continue() const { return version() == 11 && !request_.header("expect").empty(); }

bool RequestParser::keeps_alive() const { return implementation_->parser.get().keep_alive(); }

unsigned RequestParser::version() const { return implementation_->parser.get().version() == 10 ? 10 : 11; }

}  // namespace dateline
