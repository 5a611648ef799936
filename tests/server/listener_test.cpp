// HTTP over real sockets: bytes in, bytes out. The handler answers every request with its method, target and
// body.
#include "server/listener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <new>
#include <thread>

#include "tests/support/raw_client.h"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Server {
 public:
  static bool always(const HttpRequest&) { return true; }

  explicit Server(ListenerSettings settings = {}, Handler handler = echo, NeedsBody needs_body = always) {
    settings.port = 0;
    auto opened = Listener::open(settings, std::move(handler), std::move(needs_body));
    EXPECT_TRUE(opened);
    listener_ = std::make_unique<Listener>(std::move(*opened));
    port_ = listener_->port();
    thread_ = std::jthread([this] { listener_->run(); });
  }
  ~Server() { stop(); }

  void stop() {
    listener_->stop();
    if (thread_.joinable()) thread_.join();
  }
  void begin_stop() { listener_->stop(); }
  std::uint16_t port() const { return port_; }

  static void echo(HttpRequest request, const Respond& respond) {
    respond(
        {.content_type = "text/plain", .body = request.method + " " + request.target + " " + request.body});
  }

 private:
  std::unique_ptr<Listener> listener_;
  std::uint16_t port_ = 0;
  std::jthread thread_;
};

/// What the server says to `bytes` on one connection, its end included.
std::string exchange(std::uint16_t port, std::string_view bytes) {
  RawClient client(port);
  client.send(bytes);
  client.finish_sending();
  return client.read_all();
}

/// The status lines in `answer`, one after the other.
std::string statuses(std::string_view answer) {
  std::string out;
  for (auto at = answer.find("HTTP/1.1 "); at != std::string_view::npos;
       at = answer.find("HTTP/1.1 ", at + 1)) {
    if (!out.empty()) out += " ";
    out += answer.substr(at + 9, 3);
  }
  return out;
}

struct ExchangeCase {
  const char* name;
  std::string bytes;
  const char* statuses;
};

class Hostile : public testing::TestWithParam<ExchangeCase> {};

TEST_P(Hostile, GetsTheRightStatusAndNothingElse) {
  const Server server;
  EXPECT_EQ(statuses(exchange(server.port(), GetParam().bytes)), GetParam().statuses);
}

const std::string kHost = "Host: a\r\n";

INSTANTIATE_TEST_SUITE_P(
    Requests, Hostile,
    testing::Values(
        ExchangeCase{"Plain", "GET / HTTP/1.1\r\n" + kHost + "\r\n", "200"},
        ExchangeCase{"Http10", "GET / HTTP/1.0\r\n\r\n", "200"},
        ExchangeCase{"Pipelined", "GET /1 HTTP/1.1\r\n" + kHost + "\r\nGET /2 HTTP/1.1\r\n" + kHost + "\r\n",
                     "200 200"},
        ExchangeCase{
            "PipelinedAfterClose",
            "GET /1 HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\nGET /2 HTTP/1.1\r\n" + kHost + "\r\n",
            "200"},
        ExchangeCase{
            "Body",
            "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\n" + kHost + "\r\n",
            "200 200"},
        ExchangeCase{"Chunked",
                     "POST / HTTP/1.1\r\n" + kHost +
                         "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nGET / HTTP/1.1\r\n" + kHost +
                         "\r\n",
                     "200 200"},
        // Two statements of the body's length: whoever believes the other one reads a second request.
        ExchangeCase{
            "LengthAndChunked",
            "POST / HTTP/1.1\r\n" + kHost +
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n" +
                kHost + "\r\n",
            "400"},
        ExchangeCase{
            "ChunkedAndLength",
            "POST / HTTP/1.1\r\n" + kHost +
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n" +
                kHost + "\r\n",
            "400"},
        ExchangeCase{"TwoLengths",
                     "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                     "400"},
        ExchangeCase{"SameLengthTwice",
                     "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                     "400"},
        ExchangeCase{"LengthList", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 3, 3\r\n\r\nabc", "400"},
        ExchangeCase{"SignedLength", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: +3\r\n\r\nabc", "400"},
        ExchangeCase{"NegativeLength", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: -1\r\n\r\n", "400"},
        ExchangeCase{"HexLength", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 0x3\r\n\r\nabc", "400"},
        ExchangeCase{"HugeLength",
                     "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 99999999999999999999999\r\n\r\n",
                     "400"},
        ExchangeCase{"TooLongBody", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 1048577\r\n\r\n", "413"},
        ExchangeCase{"OtherEncoding",
                     "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "501"},
        ExchangeCase{"EncodingList",
                     "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                     "501"},
        ExchangeCase{"EncodingTwice",
                     "POST / HTTP/1.1\r\n" + kHost +
                         "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                     "400"},
        ExchangeCase{"EncodingInHttp10", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                     "400"},
        ExchangeCase{
            "BadChunkSize",
            "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
            "400"},
        ExchangeCase{"BlankBeforeColon", "GET / HTTP/1.1\r\n" + kHost + "Content-Length : 3\r\n\r\nabc",
                     "400"},
        ExchangeCase{"NoHost", "GET / HTTP/1.1\r\n\r\n", "400"},
        ExchangeCase{"TwoHosts", "GET / HTTP/1.1\r\n" + kHost + "Host: b\r\n\r\n", "400"},
        ExchangeCase{"Http2", "GET / HTTP/2.0\r\n" + kHost + "\r\n", "505"},
        ExchangeCase{"Http09", "GET /\r\n\r\n", "400"},
        ExchangeCase{"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"},
        ExchangeCase{"Tls", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), "400"},
        ExchangeCase{"BadMethod", "G(T / HTTP/1.1\r\n" + kHost + "\r\n", "400"},
        ExchangeCase{"UnknownMethodIsTheHandlersMatter", "BREW / HTTP/1.1\r\n" + kHost + "\r\n", "200"},
        ExchangeCase{"ZeroInTarget", std::string("GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n", 30), "400"},
        ExchangeCase{"ZeroInHeader", std::string("GET / HTTP/1.1\r\nHost: a\0\r\n\r\n", 28), "400"},
        ExchangeCase{"BlankInTarget", "GET /a b HTTP/1.1\r\n" + kHost + "\r\n", "400"},
        ExchangeCase{"BareLineFeeds", "GET / HTTP/1.1\nHost: a\n\n", "400"},
        ExchangeCase{"LongUrl", "GET /" + std::string(8 * 1024, 'a') + " HTTP/1.1\r\n" + kHost + "\r\n",
                     "414"},
        ExchangeCase{"VeryLongUrl", "GET /" + std::string(100 * 1024, 'a'), "414"},
        ExchangeCase{"LongestUrl",
                     "GET /" + std::string(8 * 1024 - 1, 'a') + " HTTP/1.1\r\n" + kHost + "\r\n", "200"},
        ExchangeCase{"LongHeader",
                     "GET / HTTP/1.1\r\n" + kHost + "X: " + std::string(17 * 1024, 'a') + "\r\n\r\n", "431"},
        ExchangeCase{"Expectation",
                     "POST / HTTP/1.1\r\n" + kHost + "Expect: miracles\r\nContent-Length: 1\r\n\r\na", "417"},
        ExchangeCase{"Nothing", "", ""}, ExchangeCase{"HalfAHeader", "GET / HTTP/1.1\r\nHo", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Listener, AnswersPipelinedRequestsInOrder) {
  const Server server;
  const auto answer = exchange(server.port(),
                               "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: "
                               "a\r\nContent-Length: 3\r\n\r\nabcGET /3 HTTP/1.0\r\n\r\n");
  const auto first = answer.find("GET /1 "), second = answer.find("POST /2 abc"),
             third = answer.find("GET /3 ");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_NE(third, std::string::npos);
}

TEST(Listener, SendsNoBodyForHead) {
  const Server server;
  RawClient client(server.port());
  client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto head = client.read_response(false);
  EXPECT_THAT(head, HasSubstr("Content-Length: 8\r\n"));  // "HEAD /x "
  client.send("GET /y HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(Listener, SaysContinueWhenAsked) {
  const Server server;
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read_response(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  EXPECT_THAT(client.read_response(), HasSubstr("POST / ok"));
}

TEST(Listener, KeepsNoHeaderThatWouldSplitTheResponse) {
  const Server server({}, [](const HttpRequest&, const Respond& respond) {
    respond(HttpResponse{.body = "x"}.with("X-Evil", "a\r\nSet-Cookie: b"));
  });
  EXPECT_EQ(exchange(server.port(), "GET / HTTP/1.0\r\n\r\n").find("Set-Cookie"), std::string::npos);
}

TEST(Listener, ASlowHeaderIsCutOffThoughBytesTrickleIn) {
  const Server server({.header_timeout = std::chrono::milliseconds(200)});
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\n");
  std::jthread trickle([&](const std::stop_token& stop) {
    while (!stop.stop_requested() && client.send("X: y\r\n"))
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
  });
  EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 408 "));
}

TEST(Listener, ASlowBodyIsCutOff) {
  const Server server({.body_timeout = std::chrono::milliseconds(100)});
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 408 "));
}

TEST(Listener, AnIdleConnectionIsClosedWithoutAWord) {
  const Server server({.idle_timeout = std::chrono::milliseconds(100)});
  RawClient client(server.port());
  EXPECT_EQ(client.read_all(), "");
}

TEST(Listener, AReaderThatDoesNotReadIsCutOff) {
  const Server server({.write_timeout = std::chrono::milliseconds(200)},
                      [](const HttpRequest&, const Respond& respond) {
                        respond({.content_type = "text/plain", .body = std::string(64 << 20, 'x')});
                      });
  RawClient slow(server.port());
  slow.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  RawClient other(server.port());
  other.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(other.read_response(false), StartsWith("HTTP/1.1 200 "));
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  EXPECT_LT(slow.read_all().size(), std::size_t{64 << 20});
}

TEST(Listener, SlowClientsGiveWayToNewOnes) {
  const Server server({.connections = 4});
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int n = 0; n < 20; ++n) {
    slow.push_back(std::make_unique<RawClient>(server.port()));
    slow.back()->send("GET / HTTP/1.1\r\nX: ");
  }
  for (int n = 0; n < 20; ++n)
    EXPECT_EQ(statuses(exchange(server.port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n")), "200");
}

// Whoever asked for something large and did not read held its connection for the time that writing may take.
TEST(Listener, SlowReadersGiveWayToNewOnes) {
  const Server server({.connections = 4}, [](const HttpRequest& request, const Respond& respond) {
    respond({.status = 200, .body = std::string(request.target == "/large" ? 64 << 20 : 1, 'x')});
  });
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int n = 0; n < 6; ++n) {
    slow.push_back(std::make_unique<RawClient>(server.port()));
    slow.back()->send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  for (int n = 0; n < 6; ++n)
    EXPECT_EQ(statuses(exchange(server.port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n")), "200");
}

TEST(Listener, AnswersThatNobodyTakesAreBoundedInBytes) {
  constexpr std::size_t kLarge = 32 << 20;
  const Server server({.untaken_bytes = 3 * kLarge}, [](const HttpRequest&, const Respond& respond) {
    respond({.status = 200, .body = std::string(kLarge, 'x')});
  });
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int n = 0; n < 6; ++n) {
    slow.push_back(std::make_unique<RawClient>(server.port()));
    slow.back()->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(slow.back()->read_some()) << "it is being answered";
  }
  EXPECT_LT(slow.front()->read_all().size(), kLarge);
  EXPECT_GE(slow.back()->read_response().size(), kLarge);
}

/// A thousand clients that kept back the end of a megabyte took a gigabyte.
TEST(Listener, BodiesThatComeInAreBoundedInBytes) {
  const Server server({.limits = {.body_bytes = 1'000'000}, .bodies_bytes = 2'500'000});
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int n = 0; n < 4; ++n) {
    slow.push_back(std::make_unique<RawClient>(server.port()));
    slow.back()->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" +
                      std::string(900'000, 'x'));
  }
  EXPECT_EQ(slow.front()->read_all(), "");
  slow.back()->send(std::string(100'000, 'x'));
  EXPECT_THAT(slow.back()->read_response(), StartsWith("HTTP/1.1 200 "));
}

TEST(Listener, AnswersWithoutABodyThatDoesNotMatter) {
  const Server server({}, Server::echo, [](const HttpRequest& head) { return head.method != "POST"; });
  RawClient client(server.port());
  client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nx");
  const auto answer = client.read_all();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\n\r\nPOST /a "));
}

/// Its connection was never given back.
TEST(Listener, OutlivesAHandlerThatThrows) {
  const Server server({.connections = 1}, [](const HttpRequest&, const Respond&) { throw std::bad_alloc(); });
  for (int n = 0; n < 3; ++n)
    EXPECT_EQ(statuses(exchange(server.port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n")), "500");
}

TEST(Listener, RefusesNewConnectionsWhileAllAreBeingAnswered) {
  std::promise<Respond> held;
  const Server server({.connections = 1},
                      [&](const HttpRequest&, Respond respond) { held.set_value(std::move(respond)); });
  RawClient first(server.port());
  first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto respond = held.get_future().get();
  RawClient second(server.port());
  const auto refusal = second.read_all();
  EXPECT_THAT(refusal, StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(refusal, HasSubstr("Retry-After: 1\r\n"));
  respond({.status = 204});
  EXPECT_THAT(first.read_response(), StartsWith("HTTP/1.1 204 "));
}

TEST(Listener, AnAnswerThatTakesTooLongIs503) {
  std::promise<Respond> held;
  const Server server({.answer_timeout = std::chrono::milliseconds(50)},
                      [&](const HttpRequest&, Respond respond) { held.set_value(std::move(respond)); });
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto answer = client.read_response();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(answer, HasSubstr("Retry-After: "));
  held.get_future().get()({});  // a late answer is dropped
}

TEST(Listener, StopAnswersWhatIsUnderWayAndClosesTheRest) {
  std::promise<Respond> held;
  Server server({}, [&](const HttpRequest&, Respond respond) { held.set_value(std::move(respond)); });
  RawClient idle(server.port()), busy(server.port());
  busy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto respond = held.get_future().get();
  server.begin_stop();
  EXPECT_EQ(idle.read_all(), "");
  respond({.content_type = "text/plain", .body = "done"});
  const auto answer = busy.read_all();
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(answer, testing::EndsWith("done"));
  server.stop();
  EXPECT_FALSE(RawClient(server.port()).connected());
}

// A client may have sent its next request before it could know that the server stops.
TEST(Listener, StopStillAnswersARequestThatIsOnItsWay) {
  Server server;
  RawClient client(server.port());
  client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
  client.read_response();
  server.begin_stop();
  while (RawClient(server.port()).connected()) std::this_thread::yield();
  client.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto last = client.read_all();
  EXPECT_EQ(statuses(last), "200");
  EXPECT_THAT(last, HasSubstr("Connection: close\r\n"));
}

TEST(Listener, SaysWhyItCannotListen) {
  const Server server;
  const auto taken = Listener::open({.port = server.port()}, Server::echo);
  EXPECT_EQ(taken.error().code, ErrorCode::kBusy);
  const auto nowhere = Listener::open({.host = "localhost:80"}, Server::echo);
  EXPECT_EQ(nowhere.error().message,
            "'localhost:80' is not an address: write an IPv4 or IPv6 address such as 127.0.0.1");
}

}  // namespace
}  // namespace dateline
