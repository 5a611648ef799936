// One client: reads its requests one after the other, has each answered, writes the answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>  // asio of Boost 1.74 needs it and does not say so

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/http.h"
#include "server/listener.h"
#include "server/request_parser.h"

namespace dateline {

class Connection;

/// What all connections keep for their clients of one kind.
struct KeptBytes {
  std::size_t bytes = 0;
  /// Called when there are too many: closes another connection; false if none can be.
  std::function<bool(const Connection& newcomer)> shed;
};

/// What connections share. Belongs to whoever accepts them.
struct ConnectionContext {
  const ListenerSettings& settings;
  Handler handler;
  NeedsBody needs_body;
  KeptBytes untaken;  ///< answers that clients are taking
  KeptBytes bodies;   ///< of requests that are not whole or not answered yet
};

/// Belongs to the thread that runs its socket's context. `shared` outlives it.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;

  Connection(boost::asio::ip::tcp::socket socket, ConnectionContext& shared);

  /// Serves until the client, a limit or drain() ends it; the socket is closed then.
  boost::asio::awaitable<void> serve();

  /// Closes behind the answer under way, or behind a request that comes within half a second.
  void drain();
  void close();

  /// Whether it is open and waits for its client: for a whole request, or for the answer to be taken.
  bool waits() const { return (!busy_ || writing_) && socket_.is_open(); }
  /// Whether an answer waits for its client.
  bool is_writing() const { return writing_ && socket_.is_open(); }
  /// Whether a body comes in.
  bool is_reading_body() const { return body_bytes_ > 0 && !busy_ && socket_.is_open(); }
  /// Since when it waits.
  Clock::time_point waiting_since() const { return waiting_since_; }

 private:
  /// How an answer is written.
  struct Form {
    bool keep_alive = false;
    bool with_body = true;
    unsigned version = 11;
  };

  boost::asio::awaitable<bool> serve_one(bool is_last);
  boost::asio::awaitable<bool> answer_one(RequestParser& parser, bool is_last);
  bool keep_body(std::size_t bytes);
  void forget_body();
  boost::asio::awaitable<BadRequest> read(RequestParser& parser);
  boost::asio::awaitable<bool> read_more();
  boost::asio::awaitable<HttpResponse> answer(HttpRequest request);
  boost::asio::awaitable<bool> send(std::string_view head, std::string_view body = {});
  boost::asio::awaitable<bool> write(const HttpResponse& response, Form form);
  boost::asio::awaitable<bool> write_stream(const HttpResponse& response, Form form);
  boost::asio::awaitable<std::optional<std::string>> next_piece(const HttpResponse& response);
  boost::asio::awaitable<void> linger();
  std::chrono::milliseconds idle_timeout() const;
  void set_deadline(std::chrono::milliseconds time);
  void clear_deadline();
  void watch(std::chrono::milliseconds time, std::uint64_t number);

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer timer_;
  ConnectionContext& shared_;
  const ListenerSettings& settings_;
  std::string client_;
  std::string unread_;    ///< bytes that came and belong to no request yet
  bool busy_ = false;     ///< a whole request is here and not answered yet
  bool writing_ = false;  ///< the answer is, and its client has not taken all of it
  bool draining_ = false;
  bool without_body_ = false;   ///< the request is answered, and its body is not read
  std::size_t body_bytes_ = 0;  ///< of shared_.bodies
  bool timed_out_ = false;      ///< the last deadline passed
  std::uint64_t deadlines_ = 0;
  Clock::time_point waiting_since_ = Clock::now();
};

}  // namespace dateline
