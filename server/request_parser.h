// Requests out of bytes as they arrive, within strict limits: HTTP/1.0 and HTTP/1.1 without sockets.
//
// A request that breaks a limit or the protocol is refused as a whole, and what stands behind it on the
// connection must not be read: nothing is ever read twice in different ways.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "server/framing.h"
#include "server/http.h"

namespace dateline {

/// How much one request may have.
struct RequestLimits {
  std::uint32_t header_bytes = 16 * 1024;  ///< of the header fields, and of the request line; 431, 414; of
                                           ///< what stands between the chunks of a body, or behind them; 431
  std::size_t target_bytes = 8 * 1024;     ///< of the URL; 414
  std::uint64_t body_bytes = 1024 * 1024;  ///< 413
};

/// One request, from its first byte to its last.
class RequestParser {
 public:
  enum class State {
    kHeader,   ///< the header is not whole
    kBody,     ///< the header is, and the body is not
    kDone,     ///< request() is there
    kRefused,  ///< refusal() says why
  };

  explicit RequestParser(const RequestLimits& limits);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  /// Reads from the front of `bytes` to the end of the header or of the request, or as far as they go;
  /// returns how many are done with. The others come again in front of the next ones.
  std::size_t take(std::string_view bytes);

  State state() const { return state_; }
  /// Whether the client waits for 100 Continue before it sends the body.
  bool expects_continue() const;
  /// Whether another request may follow this one.
  bool keeps_alive() const;
  /// 10 or 11; 11 where the request was refused before it said.
  unsigned version() const;

  /// The request without its body, from the end of the header on, and with it once it is done; may be moved
  /// from. `client` is left empty.
  HttpRequest& request() { return request_; }
  const BadRequest& refusal() const { return refusal_; }

 private:
  struct Implementation;
  void take_header(std::string_view bytes, std::size_t used);
  void refuse(BadRequest reason);

  std::unique_ptr<Implementation> implementation_;
  State state_ = State::kHeader;
  HttpRequest request_;
  BadRequest refusal_;
};

}  // namespace dateline
