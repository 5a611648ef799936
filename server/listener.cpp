#include "server/listener.h"

#include <fmt/core.h>

#include <atomic>
#include <boost/asio.hpp>
#include <list>
#include <utility>

#include "server/connection.h"
#include "server/framing.h"

namespace dateline {
namespace {

namespace net = boost::asio;
using boost::system::error_code;
using tcp = net::ip::tcp;

using Connections = std::list<std::shared_ptr<Connection>>;

auto token(error_code& error) { return net::redirect_error(net::use_awaitable, error); }

}  // namespace

struct Listener::Implementation {
  Implementation(const ListenerSettings& given, Handler handler, NeedsBody needs_body)
      : settings(given),
        shared{.settings = settings,
               .handler = std::move(handler),
               .needs_body = std::move(needs_body),
               .untaken = {.shed =
                               [this](const Connection& newcomer) {
                                 return shed(newcomer, &Connection::is_writing);
                               }},
               .bodies = {.shed =
                              [this](const Connection& newcomer) {
                                return shed(newcomer, &Connection::is_reading_body);
                              }}},
        acceptor(context),
        drain_timer(context) {}

  ListenerSettings settings;
  ConnectionContext shared;
  net::io_context context{1};
  tcp::acceptor acceptor;
  net::steady_timer drain_timer;
  Connections connections;
  std::atomic<std::size_t> count = 0;
  bool draining = false;

  /// The connection that has waited longest for its client, of those that `may_go`; null if none does.
  template <typename MayGo>
  Connection* slowest(MayGo may_go) const {
    Connection* oldest = nullptr;
    for (const auto& one : connections) {
      const bool is_older = oldest == nullptr || one->waiting_since() < oldest->waiting_since();
      if (is_older && may_go(*one)) oldest = one.get();
    }
    return oldest;
  }

  /// Closes the slowest connection; false if all are being answered.
  bool evict() const {
    auto* const oldest = slowest([](const Connection& one) { return one.waits(); });
    if (oldest != nullptr) oldest->close();
    return oldest != nullptr;
  }

  /// Closes the slowest of those that are `in_the_way`, but for the newcomer; false if there is none.
  bool shed(const Connection& newcomer, bool (Connection::*in_the_way)() const) const {
    auto* const oldest =
        slowest([&](const Connection& one) { return (one.*in_the_way)() && &one != &newcomer; });
    if (oldest != nullptr) oldest->close();
    return oldest != nullptr;
  }

  /// A connection's place in the list, given up at its end however that comes.
  struct Place {
    Place(Implementation& in, std::shared_ptr<Connection> connection)
        : listener(in), at(in.connections.insert(in.connections.end(), std::move(connection))) {
      listener.count = listener.connections.size();
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
      listener.connections.erase(at);
      listener.count = listener.connections.size();
      if (listener.draining && listener.connections.empty()) listener.drain_timer.cancel();
    }
    Implementation& listener;
    Connections::iterator at;
  };

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
    const auto connection = std::make_shared<Connection>(std::move(socket), shared);
    const Place place(*this, connection);
    co_await connection->serve();
  }

  void drain() {
    if (draining) return;
    draining = true;
    error_code ignored;
    acceptor.close(ignored);
    for (const auto& connection : connections) connection->drain();
    drain_timer.expires_after(connections.empty() ? std::chrono::milliseconds(0) : settings.drain_timeout);
    drain_timer.async_wait([this](const error_code&) { context.stop(); });
  }
};

std::expected<Listener, Error> Listener::open(const ListenerSettings& settings, Handler handler,
                                              NeedsBody needs_body) {
  error_code error;
  const auto address = net::ip::make_address(settings.host, error);
  if (error) {
    return std::unexpected(invalid("{} is not an address: write an IPv4 or IPv6 address such as 127.0.0.1",
                                   quoted(settings.host)));
  }
  auto made = std::make_unique<Implementation>(settings, std::move(handler), std::move(needs_body));
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
