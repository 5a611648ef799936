// A request and a response as handlers see them: no sockets, no HTTP library.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// Header fields in the order they came; names in lower case in requests.
using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// A request that was read whole and is well-formed HTTP.
struct HttpRequest {
  std::string method;  ///< "GET"; any token
  std::string target;  ///< as sent: path[?query], absolute URL, or "*"
  HttpHeaders headers;
  std::string body;
  std::string client;  ///< address of the peer

  /// The first header of this lower-case name, or "".
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

class SearchBackend;

/// Takes one piece of a body: "" ends it, nothing means that it could not be made.
using GivePiece = std::function<void(std::optional<std::string>)>;

/// What is sent back. The listener adds Date, Connection and Content-Length, and leaves the body out for
/// HEAD.
struct HttpResponse {
  int status = 200;
  std::string content_type;  ///< empty: no body is meant
  std::string body;
  HttpHeaders headers;

  std::optional<std::uint64_t> found{};  ///< of a search: how many articles; for counting those without hits

  /// Set by handlers whose body is long: makes its next piece, on a worker; "" at the end. `body` is the
  /// first piece.
  std::function<std::optional<std::string>(SearchBackend&)> more{};
  /// Set where the response leaves the service: asks for a piece, which is given from any thread, once.
  std::function<void(GivePiece)> stream{};

  HttpResponse& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }

  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

/// An error as every route answers it: {"error":{"code","message"}}.
HttpResponse error_response(int status, std::string_view code, std::string_view message);

/// The standard phrase of a status this server sends, such as "Not Found".
std::string_view reason_phrase(int status);

}  // namespace dateline
