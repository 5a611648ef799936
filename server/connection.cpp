#include "server/connection.h"

#include <algorithm>
#include <array>
#include <boost/asio.hpp>
#include <exception>
#include <utility>

#include "server/framing.h"

namespace dateline {

namespace net = boost::asio;
using boost::system::error_code;
using tcp = net::ip::tcp;

namespace {

constexpr std::size_t kReadBytes = 8 * 1024;

/// When stopping: how long a request may still come that its client sent before it could know.
constexpr std::chrono::milliseconds kLastRequest{500};

auto token(error_code& error) { return net::redirect_error(net::use_awaitable, error); }

/// A value under way to the connection's thread, from that or another one.
template <typename Value>
struct Pending {
  explicit Pending(const net::any_io_executor& executor) : done(executor) {}

  /// What whoever makes the value calls with it.
  static auto taker(const std::shared_ptr<Pending>& pending) {
    return [pending, executor = pending->done.get_executor()](Value made) {
      net::dispatch(executor, [pending, made = std::move(made)]() mutable {
        pending->value = std::move(made);
        pending->done.cancel();
      });
    };
  }

  /// Waits for the value, at most `patience`.
  net::awaitable<void> wait(std::chrono::milliseconds patience) {
    if (value) co_return;
    error_code ignored;
    done.expires_after(patience);
    co_await done.async_wait(token(ignored));
  }

  net::steady_timer done;
  std::optional<Value> value;
};

}  // namespace

Connection::Connection(tcp::socket socket, ConnectionContext& shared)
    : socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      shared_(shared),
      settings_(shared.settings) {
  error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  auto address = socket_.remote_endpoint(ignored).address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6());
  client_ = address.to_string();
}

void Connection::close() {
  error_code ignored;
  socket_.close(ignored);
  forget_body();  // now, or the next one would have to give way for the same bytes
}

void Connection::drain() {
  draining_ = true;
  if (!busy_) set_deadline(idle_timeout());
}

/// How long the next request may take to begin.
std::chrono::milliseconds Connection::idle_timeout() const {
  return draining_ ? std::min(kLastRequest, settings_.drain_timeout / 2) : settings_.idle_timeout;
}

/// From now on operations are cancelled once `time` has passed. The socket stays open, so that the client can
/// be told.
void Connection::set_deadline(std::chrono::milliseconds time) {
  timed_out_ = false;
  watch(time, ++deadlines_);
}

void Connection::clear_deadline() {
  ++deadlines_;
  timer_.cancel();
}

/// Cancels again and again: between two steps of one operation there is nothing that could be cancelled.
void Connection::watch(std::chrono::milliseconds time, std::uint64_t number) {
  timer_.expires_after(time);
  timer_.async_wait([self = shared_from_this(), number](const error_code& error) {
    if (error || number != self->deadlines_ || !self->socket_.is_open()) return;
    self->timed_out_ = true;
    self->socket_.cancel();
    self->watch(std::chrono::milliseconds(20), number);
  });
}

net::awaitable<void> Connection::serve() {
  for (std::size_t served = 1;; ++served) {
    const bool go_on = co_await serve_one(served == settings_.requests_per_connection);
    if (!go_on) break;
    waiting_since_ = Clock::now();
  }
  if (socket_.is_open()) co_await linger();
  clear_deadline();
}

/// Takes so many bytes of a body into memory; false if there is no room for them.
bool Connection::keep_body(std::size_t bytes) {
  body_bytes_ += bytes;
  shared_.bodies.bytes += bytes;
  const auto most = std::max(settings_.bodies_bytes, settings_.limits.body_bytes);
  return shared_.bodies.bytes <= most || shared_.bodies.shed(*this);
}

void Connection::forget_body() { shared_.bodies.bytes -= std::exchange(body_bytes_, 0); }

/// Reads one request and answers it; whether another may follow.
net::awaitable<bool> Connection::serve_one(bool is_last) {
  RequestParser parser(settings_.limits);
  const bool go_on = co_await answer_one(parser, is_last);
  forget_body();
  co_return go_on;
}

net::awaitable<bool> Connection::answer_one(RequestParser& parser, bool is_last) {
  if (const auto bad = co_await read(parser); bad.status != 0) {
    auto refusal = error_response(bad.status, bad.code, bad.message);
    if (bad.status == 503) refusal.with("Retry-After", "1");
    const Form form{.version = parser.version()};
    co_await write(refusal, form);
    co_return false;
  }
  if (parser.state() != RequestParser::State::kDone && !without_body_) co_return false;
  busy_ = true;
  clear_deadline();
  const bool is_head = parser.request().method == "HEAD";
  const bool keep_alive = parser.keeps_alive() && !is_last && !without_body_;
  parser.request().client = client_;
  const auto response = co_await answer(std::move(parser.request()));
  forget_body();
  const Form form{.keep_alive = keep_alive && !draining_ && !(response.stream && parser.version() == 10),
                  .with_body = !is_head,
                  .version = parser.version()};
  const bool written =
      response.stream && !is_head ? co_await write_stream(response, form) : co_await write(response, form);
  busy_ = false;
  co_return written&& form.keep_alive;
}

/// Reads until the request is whole, or the client is gone. Returns why it is refused, if it is.
net::awaitable<BadRequest> Connection::read(RequestParser& parser) {
  using State = RequestParser::State;
  set_deadline(idle_timeout());
  if (unread_.empty() && !co_await read_more()) co_return BadRequest{};
  set_deadline(settings_.header_timeout);
  for (auto phase = State::kHeader;;) {
    const auto taken = parser.take(unread_);
    unread_.erase(0, taken);
    if (phase == State::kBody && !keep_body(taken))
      co_return BadRequest{503, "too_many_bodies", "too much is being sent at once: try again in a second"};
    if (parser.state() == State::kDone || parser.state() == State::kRefused) co_return parser.refusal();
    if (std::exchange(phase, parser.state()) == State::kHeader && phase == State::kBody) {
      without_body_ = !shared_.needs_body(parser.request());
      if (without_body_) co_return BadRequest{};
      waiting_since_ = Clock::now();
      set_deadline(settings_.body_timeout);
      if (parser.expects_continue() && !co_await send("HTTP/1.1 100 Continue\r\n\r\n"))
        co_return BadRequest{};
      continue;
    }
    if (co_await read_more()) continue;
    if (!timed_out_) co_return BadRequest{};
    if (phase == State::kBody)
      co_return BadRequest{408, "request_timeout", "the body did not arrive in time: send it faster"};
    co_return BadRequest{408, "request_timeout", "the header did not arrive in time: send it faster"};
  }
}

/// Waits for bytes; false if there will be none.
net::awaitable<bool> Connection::read_more() {
  error_code error;
  const auto before = unread_.size();
  unread_.resize(before + kReadBytes);
  const auto read =
      co_await socket_.async_read_some(net::buffer(unread_.data() + before, kReadBytes), token(error));
  unread_.resize(before + read);
  co_return !error && read > 0;
}

/// Has the handler answer; 503 if it takes too long.
net::awaitable<HttpResponse> Connection::answer(HttpRequest request) {
  const auto pending = std::make_shared<Pending<HttpResponse>>(socket_.get_executor());
  try {
    shared_.handler(std::move(request), pending->taker(pending));
  } catch (const std::exception&) {  // no memory
    co_return error_response(500, "internal", "the server could not answer this: that is our fault");
  }
  co_await pending->wait(settings_.answer_timeout);
  if (pending->value) co_return std::move(*pending->value);
  auto late = error_response(503, "timeout", "the answer took too long: ask for less, or try again later");
  late.with("Retry-After", "5");
  co_return late;
}

net::awaitable<bool> Connection::send(std::string_view head, std::string_view body) {
  error_code error;
  const std::array<net::const_buffer, 2> parts{net::buffer(head), net::buffer(body)};
  writing_ = true;
  waiting_since_ = Clock::now();
  shared_.untaken.bytes += head.size() + body.size();
  if (shared_.untaken.bytes > settings_.untaken_bytes) shared_.untaken.shed(*this);
  co_await net::async_write(socket_, parts, token(error));
  shared_.untaken.bytes -= head.size() + body.size();
  writing_ = false;
  if (error) close();
  co_return !error;
}

net::awaitable<bool> Connection::write(const HttpResponse& response, Form form) {
  const auto header = header_text(response, form.keep_alive, form.version);
  std::string_view body;
  if (form.with_body && response.status != 204 && response.status != 304) body = response.body;
  set_deadline(settings_.write_timeout);
  co_return co_await send(header, body);
}

/// Sends the pieces of a response as they are made; none is asked for before the last one was taken.
net::awaitable<bool> Connection::write_stream(const HttpResponse& response, Form form) {
  const bool chunked = form.version == 11;
  auto header =
      header_text(response, form.keep_alive, form.version, chunked ? Framing::kChunked : Framing::kClose);
  while (true) {
    const auto piece = co_await next_piece(response);
    if (!piece) close();  // the client sees that the end is missing
    if (!piece) co_return false;
    const auto body = chunked ? chunk(*piece) : *piece;
    set_deadline(settings_.write_timeout);
    if (!co_await send(header, body)) co_return false;
    clear_deadline();
    if (piece->empty()) co_return true;
    header.clear();
  }
}

net::awaitable<std::optional<std::string>> Connection::next_piece(const HttpResponse& response) {
  const auto pending = std::make_shared<Pending<std::optional<std::string>>>(socket_.get_executor());
  response.stream(pending->taker(pending));
  co_await pending->wait(settings_.answer_timeout);
  co_return pending->value ? std::move(*pending->value) : std::nullopt;
}

/// Closes so that the client can read the last response even if it still sends: takes in a little of what
/// comes.
net::awaitable<void> Connection::linger() {
  error_code error;
  socket_.shutdown(tcp::socket::shutdown_send, error);
  std::array<char, 4096> rest;
  set_deadline(std::chrono::milliseconds(draining_ ? 50 : 500));
  for (int n = 0; n < 64 && !error; ++n) co_await socket_.async_read_some(net::buffer(rest), token(error));
  close();
}

}  // namespace dateline
