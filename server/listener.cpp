#include "server/listener.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <list>
#include <optional>
#include <utility>

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "corpus/base/text.h"
#include "server/framing.h"

namespace dateline {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = net::ip::tcp;
using Parser = http::request_parser<http::string_body>;

/// One client.
struct Connection : std::enable_shared_from_this<Connection> {
  explicit Connection(tcp::socket from) : socket(std::move(from)), timer(socket.get_executor()) {}
  tcp::socket socket;
  net::steady_timer timer;
  beast::flat_buffer buffer;
  std::string client;
  bool busy = false;       ///< a whole request is here and not answered yet
  bool timed_out = false;  ///< the last deadline passed
  std::uint64_t deadlines = 0;
  std::chrono::steady_clock::time_point waiting_since = std::chrono::steady_clock::now();

  /// From now on operations are cancelled once `time` has passed. The socket stays open, so that the client
  /// can be told.
  void set_deadline(std::chrono::milliseconds time) {
    timed_out = false;
    watch(time, ++deadlines);
  }
  void clear_deadline() {
    ++deadlines;
    timer.cancel();
  }
  void close() {
    error_code ignored;
    socket.close(ignored);
  }

 private:
  /// Cancels again and again: between two reads of one operation there is nothing that could be cancelled.
  void watch(std::chrono::milliseconds time, std::uint64_t number) {
    timer.expires_after(time);
    timer.async_wait([self = shared_from_this(), number](const error_code& error) {
      if (error || number != self->deadlines || !self->socket.is_open()) return;
      self->timed_out = true;
      self->socket.cancel();
      self->watch(std::chrono::milliseconds(20), number);
    });
  }
};

using Connections = std::list<std::shared_ptr<Connection>>;

/// Why reading stopped with `error`.
BadRequest bad_request_of(const error_code& error, const Connection& connection, bool header_done,
                          bool has_target) {
  if (connection.timed_out && error == net::error::operation_aborted) {
    return header_done
               ? BadRequest{408, "request_timeout", "the body did not arrive in time: send it faster"}
               : BadRequest{408, "request_timeout", "the header did not arrive in time: send it faster"};
  }
  if (error == http::error::body_limit)
    return {413, "body_too_large", "the body is longer than this server takes: send less"};
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return has_target ? BadRequest{431, "headers_too_large", "the header is longer than this server takes"}
                      : BadRequest{414, "uri_too_long", "the URL is longer than this server takes"};
  }
  const auto& unread = connection.buffer.data();
  if (error == http::error::bad_version &&
      names_other_version({static_cast<const char*>(unread.data()), unread.size()}))
    return {505, "version_not_supported", "the request is not HTTP/1.0 or HTTP/1.1"};
  if (error.category() == http::make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message) {
    return {400, "bad_request", "the request is not well-formed HTTP/1.1"};
  }
  return BadRequest{};
}

/// The request without its body.
HttpRequest head_of(const Parser::value_type& message, const std::string& client) {
  HttpRequest request{.method = std::string(message.method_string()),
                      .target = std::string(message.target()),
                      .client = client};
  for (const auto& field : message) {
    request.headers.emplace_back(ascii_lower({field.name_string().data(), field.name_string().size()}),
                                 std::string(field.value()));
  }
  return request;
}

/// A value under way from another thread to the connection's coroutine.
template <typename Value>
struct Pending {
  explicit Pending(const net::any_io_executor& executor) : done(executor) {}
  net::steady_timer done;
  std::optional<Value> value;
};

auto token(error_code& error) { return net::redirect_error(net::use_awaitable, error); }

}  // namespace

struct Listener::Implementation {
  Implementation(const ListenerSettings& given, Handler handle)
      : settings(given), handler(std::move(handle)), acceptor(context), drain_timer(context) {}

  ListenerSettings settings;
  Handler handler;
  net::io_context context{1};
  tcp::acceptor acceptor;
  net::steady_timer drain_timer;
  Connections connections;
  std::atomic<std::size_t> count = 0;
  bool draining = false;

  /// Closes the connection that has waited longest for its request; false if all are being answered.
  bool evict() {
    const auto waiting = [](const auto& one) { return !one->busy && one->socket.is_open(); };
    auto oldest = connections.end();
    for (auto at = connections.begin(); at != connections.end(); ++at) {
      if (waiting(*at) && (oldest == connections.end() || (*at)->waiting_since < (*oldest)->waiting_since))
        oldest = at;
    }
    if (oldest == connections.end()) return false;
    (*oldest)->close();
    return true;
  }

  net::awaitable<void> accept() {
    while (acceptor.is_open()) {
      error_code error;
      auto socket = co_await acceptor.async_accept(token(error));
      if (error == net::error::operation_aborted) co_return;
      if (error) {  // out of descriptors, or the client left already
        net::steady_timer pause(context, std::chrono::milliseconds(20));
        co_await pause.async_wait(token(error));
        continue;
      }
      if (connections.size() >= settings.connections && !evict()) {
        refuse(std::move(socket));
        continue;
      }
      net::co_spawn(context, serve(std::move(socket)), net::detached);
    }
  }

  /// Says 503 without waiting for anything.
  static void refuse(tcp::socket socket) {
    auto response =
        error_response(503, "too_many_connections", "all connections are in use: try again in a second");
    response.with("Retry-After", "1");
    const auto text = header_text(response, false, 11) + response.body;
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(net::buffer(text), ignored);
    socket.shutdown(tcp::socket::shutdown_both, ignored);
  }

  net::awaitable<void> serve(tcp::socket socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const auto peer = socket.remote_endpoint(ignored);
    auto connection = std::make_shared<Connection>(std::move(socket));
    connection->client = peer.address().to_string();
    const auto place = connections.insert(connections.end(), connection);
    count = connections.size();
    std::size_t served = 0;
    while (!draining && served < settings.requests_per_connection) {
      const bool go_on = co_await serve_one(*connection, ++served == settings.requests_per_connection);
      if (!go_on) break;
      connection->waiting_since = std::chrono::steady_clock::now();
    }
    if (connection->socket.is_open()) co_await linger(*connection);
    connection->clear_deadline();
    connections.erase(place);
    count = connections.size();
    if (draining && connections.empty()) drain_timer.cancel();
  }

  /// Closes so that the client can read the last response even if it still sends: takes in a little of what
  /// comes.
  net::awaitable<void> linger(Connection& connection) {
    error_code error;
    connection.socket.shutdown(tcp::socket::shutdown_send, error);
    std::array<char, 4096> rest;
    connection.set_deadline(std::chrono::milliseconds(draining ? 50 : 500));
    for (int n = 0; n < 64 && !error; ++n)
      co_await connection.socket.async_read_some(net::buffer(rest), token(error));
    connection.close();
  }

  /// Reads one request and answers it; whether another may follow.
  net::awaitable<bool> serve_one(Connection& connection, bool last) {
    if (connection.buffer.size() == 0) {
      const bool begun = co_await first_bytes(connection);
      if (!begun) co_return false;
    }
    Parser parser;
    parser.header_limit(settings.header_bytes);
    parser.body_limit(settings.body_bytes);
    HttpRequest request;
    const auto bad = co_await read(connection, parser, request);
    if (bad.status == 0 && !parser.is_done()) co_return false;
    const unsigned version = parser.get().version() == 10 ? 10 : 11;
    if (bad.status != 0) {
      auto response = error_response(bad.status, bad.code, bad.message);
      co_await write(connection, response, {.keep_alive = false, .with_body = true, .version = version});
      co_return false;
    }
    connection.busy = true;
    connection.clear_deadline();
    const bool is_head = parser.get().method() == http::verb::head;
    const bool keep_alive = parser.get().keep_alive() && !last;
    const auto response = co_await answer(std::move(request));
    const WriteAs as{.keep_alive = keep_alive && !draining && !(response.stream && version == 10),
                     .with_body = !is_head,
                     .version = version};
    const bool written = response.stream && !is_head ? co_await write_stream(connection, response, as)
                                                     : co_await write(connection, response, as);
    connection.busy = false;
    co_return written&& as.keep_alive;
  }

  /// Waits for a request to begin.
  net::awaitable<bool> first_bytes(Connection& connection) {
    error_code error;
    connection.set_deadline(settings.idle_timeout);
    const auto read =
        co_await connection.socket.async_read_some(connection.buffer.prepare(4096), token(error));
    connection.buffer.commit(read);
    co_return !error && read > 0;
  }

  net::awaitable<BadRequest> read(Connection& connection, Parser& parser, HttpRequest& request) {
    error_code error;
    connection.set_deadline(settings.header_timeout);
    co_await http::async_read_header(connection.socket, connection.buffer, parser, token(error));
    if (error) co_return bad_request_of(error, connection, false, !parser.get().target().empty());
    request = head_of(parser.get(), connection.client);
    if (const auto bad = framing_error(request, parser.get().version(), settings.target_bytes);
        bad.status != 0)
      co_return bad;
    if (parser.is_done()) co_return BadRequest{};
    connection.set_deadline(settings.body_timeout);
    if (parser.get().count(http::field::expect) > 0 && parser.get().version() == 11) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await net::async_write(connection.socket, net::buffer(kContinue.data(), kContinue.size()),
                                token(error));
      if (error) co_return BadRequest{};
    }
    co_await http::async_read(connection.socket, connection.buffer, parser, token(error));
    if (error) co_return bad_request_of(error, connection, true, true);
    request.body = std::move(parser.get().body());
    co_return BadRequest{};
  }

  /// Has the handler answer; 503 if it takes too long.
  net::awaitable<HttpResponse> answer(HttpRequest request) {
    const net::any_io_executor executor = context.get_executor();
    auto pending = std::make_shared<Pending<HttpResponse>>(executor);
    pending->done.expires_after(settings.answer_timeout);
    handler(std::move(request), [pending, executor](HttpResponse response) {
      net::post(executor, [pending, response = std::move(response)]() mutable {
        pending->value = std::move(response);
        pending->done.expires_at(std::chrono::steady_clock::time_point::min());
      });
    });
    error_code ignored;
    co_await pending->done.async_wait(token(ignored));
    if (pending->value) co_return std::move(*pending->value);
    auto late = error_response(503, "timeout", "the answer took too long: ask for less, or try again later");
    late.with("Retry-After", "5");
    co_return late;
  }

  struct WriteAs {
    bool keep_alive;
    bool with_body;
    unsigned version;
  };

  net::awaitable<bool> write(Connection& connection, const HttpResponse& response, WriteAs as) {
    error_code error;
    const auto header = header_text(response, as.keep_alive, as.version);
    const bool has_body = as.with_body && response.status != 204 && response.status != 304;
    const std::array<net::const_buffer, 2> parts{net::buffer(header),
                                                 has_body ? net::buffer(response.body) : net::const_buffer()};
    connection.set_deadline(settings.write_timeout);
    co_await net::async_write(connection.socket, parts, token(error));
    if (error) connection.close();
    co_return !error;
  }

  /// Sends the pieces of a response as they are made; none is asked for before the last one was taken.
  net::awaitable<bool> write_stream(Connection& connection, const HttpResponse& response, WriteAs as) {
    error_code error;
    const bool chunked = as.version == 11;
    auto bytes =
        header_text(response, as.keep_alive, as.version, chunked ? Framing::kChunked : Framing::kClose);
    while (true) {
      const auto piece = co_await next_piece(response);
      if (!piece) connection.close();  // the client sees that the end is missing
      if (!piece) co_return false;
      bytes += chunked ? chunk(*piece) : *piece;
      connection.set_deadline(settings.write_timeout);
      co_await net::async_write(connection.socket, net::buffer(bytes), token(error));
      connection.clear_deadline();
      if (error) connection.close();
      if (error || piece->empty()) co_return !error;
      bytes.clear();
    }
  }

  net::awaitable<std::optional<std::string>> next_piece(const HttpResponse& response) {
    const net::any_io_executor executor = context.get_executor();
    auto pending = std::make_shared<Pending<std::string>>(executor);
    pending->done.expires_after(settings.answer_timeout);
    response.stream([pending, executor](std::optional<std::string> piece) {
      net::post(executor, [pending, piece = std::move(piece)]() mutable {
        pending->value = std::move(piece);
        pending->done.expires_at(std::chrono::steady_clock::time_point::min());
      });
    });
    error_code ignored;
    co_await pending->done.async_wait(token(ignored));
    co_return std::move(pending->value);
  }

  void drain() {
    if (draining) return;
    draining = true;
    error_code ignored;
    acceptor.close(ignored);
    for (const auto& connection : connections) {
      if (!connection->busy) connection->close();
    }
    drain_timer.expires_after(connections.empty() ? std::chrono::milliseconds(0) : settings.drain_timeout);
    drain_timer.async_wait([this](const error_code&) { context.stop(); });
  }
};

std::expected<Listener, Error> Listener::open(const ListenerSettings& settings, Handler handler) {
  error_code error;
  const auto address = net::ip::make_address(settings.host, error);
  if (error) {
    return std::unexpected(invalid("{} is not an address: write an IPv4 or IPv6 address such as 127.0.0.1",
                                   quoted(settings.host)));
  }
  auto made = std::make_unique<Implementation>(settings, std::move(handler));
  auto& acceptor = made->acceptor;
  const tcp::endpoint endpoint(address, settings.port);
  if (settings.socket >= 0) {
    acceptor.assign(address.is_v6() ? tcp::v6() : tcp::v4(), settings.socket, error);
    if (error)
      return std::unexpected(
          make_error(ErrorCode::kIo, "the socket that was passed cannot be used: {}", error.message()));
    return Listener(std::move(made));
  }
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(net::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (error == net::error::address_in_use) {
    return std::unexpected(make_error(
        ErrorCode::kBusy, "{}:{} is taken by another program: write another --port, or 0 for any free one",
        settings.host, settings.port));
  }
  if (error) {
    return std::unexpected(make_error(ErrorCode::kIo, "cannot listen on {}:{}: {}", settings.host,
                                      settings.port, error.message()));
  }
  return Listener(std::move(made));
}

Listener::Listener(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Listener::Listener(Listener&&) noexcept = default;
Listener& Listener::operator=(Listener&&) noexcept = default;
Listener::~Listener() = default;

std::uint16_t Listener::port() const {
  error_code ignored;
  const auto here = implementation_->acceptor.local_endpoint(ignored);
  return here.port();
}

std::string Listener::url() const {
  const auto& host = implementation_->settings.host;
  const bool is_v6 = host.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}", is_v6 ? "[" : "", host, is_v6 ? "]" : "", port());
}

std::size_t Listener::connections() const { return implementation_->count; }

void Listener::run() {
  net::co_spawn(implementation_->context, implementation_->accept(), net::detached);
  implementation_->context.run();
}

void Listener::stop() {
  net::post(implementation_->context, [listener = implementation_.get()] { listener->drain(); });
}

}  // namespace dateline
