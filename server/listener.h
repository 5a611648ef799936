// The listening socket: takes clients, and serves each as server/connection.h says. Sockets are Boost.Asio's,
// here and in connection.*; HTTP is Boost.Beast's, in request_parser.cpp. No other file includes either.
//
// One thread runs all connections. A request that breaks a limit or the protocol is answered with 400, 408,
// 413, 414, 417, 431, 501, 503 or 505 as the case may be, and its connection closed, so that nothing is ever
// read twice in different ways. Requests that arrive together on one connection are answered in order. Each
// phase has one deadline that bytes trickling in do not move. When all connections are taken, the one whose
// client has kept us waiting for longest, for a whole request or for taking an answer, gives way to the
// newcomer: slow clients cannot starve others.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "corpus/base/error.h"
#include "server/http.h"
#include "server/request_parser.h"

namespace dateline {

/// Where to listen and how much to take.
struct ListenerSettings {
  std::string host = "127.0.0.1";  ///< an IPv4 or IPv6 address
  std::uint16_t port = 8080;       ///< 0: any free one
  int socket = -1;                 ///< a listening socket that was opened for us, instead of host and port
  RequestLimits limits;
  std::size_t connections = 1024;
  std::size_t untaken_bytes =
      256 << 20;  ///< of answers that clients have not taken; beyond, the slowest is cut off
  std::size_t bodies_bytes =
      64 << 20;  ///< of bodies that are coming or not answered yet, or one of the longest; beyond, as above
  std::size_t requests_per_connection = 100'000;
  std::chrono::milliseconds idle_timeout{60'000};    ///< until the next request's first byte
  std::chrono::milliseconds header_timeout{10'000};  ///< from there until the end of its header
  std::chrono::milliseconds body_timeout{20'000};    ///< from there until the end of its body
  std::chrono::milliseconds answer_timeout{30'000};  ///< for the handler; then 503
  std::chrono::milliseconds write_timeout{30'000};   ///< for the client to take the response
  std::chrono::milliseconds drain_timeout{10'000};   ///< for requests under way when stopping
};

/// Answers a request, now or later, from any thread, exactly once.
using Respond = std::function<void(HttpResponse)>;
/// Called on the listener's thread: must not block.
using Handler = std::function<void(HttpRequest, Respond)>;

/// Whether a request, of which the header is here, has to be read to its end to be answered; if not, it is
/// handled without its body and the connection closed. Called on the listener's thread.
using NeedsBody = std::function<bool(const HttpRequest&)>;

/// A listening socket.
class Listener {
 public:
  /// Errors: kInvalidArgument  host is no address
  ///         kBusy             the port is taken
  ///         kIo               the system refuses
  static std::expected<Listener, Error> open(
      const ListenerSettings& settings, Handler handler,
      NeedsBody needs_body = [](const HttpRequest&) { return true; });

  Listener(Listener&&) noexcept;
  Listener& operator=(Listener&&) noexcept;
  ~Listener();

  /// The port that was picked.
  std::uint16_t port() const;
  /// "http://127.0.0.1:8080"
  std::string url() const;
  /// Connections open now.
  std::size_t connections() const;

  /// Serves until stop(): then takes no new connection, gives idle ones half a second for a last request,
  /// and returns once requests under way are answered, or after drain_timeout.
  void run();

  /// May be called from any thread, more than once.
  void stop();

  struct Implementation;

 private:
  explicit Listener(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace dateline
