// The whole server on a real index and a real socket, and the pool where there are more requests than it
// takes.
#include "server/service.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <future>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/page_json.h"
#include "tests/support/fake_backend.h"
#include "tests/support/raw_client.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

void put(const std::string& folder, const std::string& id, const std::string& title) {
  auto writer = Writer::open(folder);
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->put({.id = id, .title = title, .people = {{.name = "Ana Cruz"}}}, "test"));
  ASSERT_TRUE(writer->commit());
}

class WholeServer : public testing::Test {
 protected:
  void SetUp() override {
    put(folder_.path(), "one", "A storm at sea");
    auto service = Service::start(settings(), [&] { return open_index_backend(folder_.path()); });
    ASSERT_TRUE(service) << service.error().message;
    service_ = std::move(*service);
    auto listener = Listener::open({.port = 0}, [this](HttpRequest request, Respond respond) {
      service_->handle(std::move(request), std::move(respond));
    });
    ASSERT_TRUE(listener);
    listener_ = std::make_unique<Listener>(std::move(*listener));
    thread_ = std::jthread([this] { listener_->run(); });
  }
  virtual ServiceSettings settings() {
    return {.workers = {.threads = 2, .refresh = std::chrono::milliseconds(10)}};
  }
  void TearDown() override {
    listener_->stop();
    thread_.join();
    service_->stop();
  }

  std::string get(const std::string& target) const {
    RawClient client(listener_->port());
    client.send("GET " + target + " HTTP/1.0\r\n\r\n");
    const auto answer = client.read_all();
    return answer.substr(answer.find("\r\n\r\n") + 4);
  }

  TemporaryFolder folder_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<Listener> listener_;
  std::jthread thread_;
};

TEST_F(WholeServer, SaysThatItIsNotReadyWhileDrainingAndServesEverythingElse) {
  EXPECT_THAT(get("/readyz"), HasSubstr("\"ready\""));
  service_->drain();
  EXPECT_THAT(get("/readyz"), HasSubstr("\"stopping\""));
  EXPECT_THAT(get("http://127.0.0.1/readyz"), HasSubstr("\"stopping\""));
  EXPECT_THAT(get("/in//readyz"), HasSubstr("\"not_found\""));
  EXPECT_THAT(get("/healthz"), HasSubstr("\"ok\""));
  EXPECT_THAT(get("/api/search?q=storm"), HasSubstr("\"total\":1,"));
}

/// A generation that holds `count` articles of its own.
void publish(const std::string& folder, int number, int count) {
  const TemporaryFolder other;
  auto writer = Writer::open(other.path());
  for (int n = 0; n < count; ++n)
    ASSERT_TRUE(writer->put({.id = fmt::format("{}-{}", number, n), .title = "A storm at sea"}, "test"));
  ASSERT_TRUE(writer->commit());
  const auto made = *current_generation(other.path());
  const auto there = next_generation(folder);
  std::filesystem::copy(made, there, std::filesystem::copy_options::recursive);
  ASSERT_TRUE(publish_generation(folder, there));
}

TEST_F(WholeServer, FailsNoRequestWhileTheIndexIsSwappedTwentyTimes) {
  std::atomic<int> failed = 0, answered = 0;
  std::atomic<bool> done = false;
  std::vector<std::jthread> clients;
  for (int n = 0; n < 4; ++n) {
    clients.emplace_back([&] {
      while (!done) {
        RawClient client(listener_->port());
        client.send("GET /api/search?q=storm&facets=people HTTP/1.0\r\n\r\n");
        const auto answer = client.read_all();
        const bool is_whole =
            answer.starts_with("HTTP/1.1 200 ") && answer.find("\"total\":0,") == std::string::npos;
        ++(is_whole ? answered : failed);
      }
    });
  }
  for (int number = 1; number <= 20; ++number) {
    publish(folder_.path(), number, number);
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    const auto total = fmt::format("\"total\":{},", number);
    std::string answer;
    do {
      answer = get("/api/search?q=storm");
    } while (answer.find(total) == std::string::npos && std::chrono::steady_clock::now() < patience);
    EXPECT_THAT(answer, HasSubstr(total));
  }
  done = true;
  clients.clear();
  EXPECT_EQ(failed, 0);
  EXPECT_GT(answered, 20);
}

class WritableServer : public WholeServer {
 protected:
  ServiceSettings settings() override {
    auto settings = WholeServer::settings();
    settings.api.keys = *Keys::parse("write 0123456789abcdef");
    settings.writers[""] = {.directory = folder_.path(), .finds_names = false};
    return settings;
  }
};

TEST_F(WritableServer, ShowsWhatIsPostedWithinTwoSecondsOfTheAcknowledgement) {
  const auto send = [&](const std::string& request) {
    RawClient client(listener_->port());
    client.send(request);
    return client.read_all();
  };
  const std::string line = R"({"id":"two","title":"Another storm"})";
  EXPECT_THAT(
      send("POST /api/articles HTTP/1.0\r\nAuthorization: Bearer 0123456789abcdef\r\nContent-Length: " +
           std::to_string(line.size()) + "\r\n\r\n" + line),
      HasSubstr(R"({"line":1,"id":"two","status":"added"})"));
  EXPECT_EQ(Index::open(folder_.path())->size(), 2U);  // durable when it was acknowledged
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(2);
  std::string answer;
  do {
    answer = get("/api/search?q=storm&limit=0");
  } while (answer.find("\"total\":2") == std::string::npos && std::chrono::steady_clock::now() < patience);
  EXPECT_THAT(answer, HasSubstr("\"total\":2"));
  EXPECT_THAT(send("DELETE /api/articles/two HTTP/1.0\r\nAuthorization: Bearer 0123456789abcdef\r\n\r\n"),
              StartsWith("HTTP/1.1 204 "));
  EXPECT_EQ(Index::open(folder_.path())->size(), 1U);
}

TEST_F(WholeServer, GivesThePageObjectOfTheCommandLine) {
  const auto index = Index::open(folder_.path());
  const auto page = index->search(
      {.text = "storms", .filters = {{.field = "person", .values = {"ana cruz"}}}, .facets = {"people"}});
  auto expected = nlohmann::json::parse(to_json(*page));
  auto given = nlohmann::json::parse(get("/api/search?q=storms&person=ana+cruz&facets=people"));
  expected.erase("took_ms");
  given.erase("took_ms");
  EXPECT_EQ(given, expected);
  EXPECT_EQ(given["total"], 1);
}

TEST_F(WholeServer, SeesWhatIsAddedWhileItRuns) {
  put(folder_.path(), "two", "Another storm");
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  std::string answer;
  do {
    answer = get("/api/search?q=storm&limit=0");
  } while (answer.find("\"total\":2") == std::string::npos && std::chrono::steady_clock::now() < patience);
  EXPECT_THAT(answer, HasSubstr("\"total\":2"));
}

TEST_F(WholeServer, StreamsAnExport) {
  auto writer = Writer::open(folder_.path());
  for (int n = 0; n < 600; ++n)
    ASSERT_TRUE(
        writer->put({.id = std::to_string(n), .title = "Gale", .text = std::string(500, 'x')}, "test"));
  ASSERT_TRUE(writer->commit());
  std::string lines;
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  do {
    lines = get("/api/export?q=gale");
  } while (std::ranges::count(lines, '\n') < 600 && std::chrono::steady_clock::now() < patience);
  EXPECT_EQ(std::ranges::count(lines, '\n'), 600);
  RawClient client(listener_->port());
  client.send("GET /api/export?q=gale&format=csv HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const auto chunked = client.read_all();
  EXPECT_THAT(chunked, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_THAT(chunked, testing::EndsWith("\r\n0\r\n\r\n"));
}

TEST_F(WholeServer, ServesArticlesAndPages) {
  EXPECT_THAT(get("/api/articles/one"), HasSubstr("\"title\":\"A storm at sea\""));
  EXPECT_THAT(get("/?q=storm"), HasSubstr("<mark>storm</mark>"));
}

/// A backend that searches only when told to.
class HeldBackend : public FakeBackend {
 public:
  explicit HeldBackend(std::shared_future<void> go) : go_(std::move(go)) {}
  std::expected<Page, Error> search(const SearchRequest& request) override {
    go_.wait();
    return FakeBackend::search(request);
  }

 private:
  std::shared_future<void> go_;
};

TEST(Service, RefusesWhatDoesNotFitIntoTheQueue) {
  std::promise<void> go;
  auto service = Service::start({.workers = {.threads = 1, .queue = 2}}, [held = go.get_future().share()] {
    return BackendResult(std::make_unique<HeldBackend>(held));
  });
  std::mutex mutex;
  std::vector<int> statuses;
  for (int n = 0; n < 10; ++n) {
    (*service)->handle({.method = "GET", .target = "/api/search"}, [&](const HttpResponse& response) {
      const std::scoped_lock lock(mutex);
      statuses.push_back(response.status);
      if (response.status == 503) {
        EXPECT_EQ(response.header("Retry-After"), "1");
      }
    });
  }
  {
    const std::scoped_lock lock(mutex);
    EXPECT_GE(std::ranges::count(statuses, 503), 7);
  }
  go.set_value();
  (*service)->stop();
  EXPECT_EQ(statuses.size(), 10U);
  EXPECT_GE(std::ranges::count(statuses, 200), 2);
}

TEST(Service, DoesNotBeginWhatWaitedTooLong) {
  std::promise<void> go;
  auto service = Service::start({.workers = {.threads = 1, .patience = std::chrono::milliseconds(-1)}},
                                [] { return BackendResult(std::make_unique<FakeBackend>()); });
  std::promise<int> status;
  (*service)->handle({.method = "GET", .target = "/"},
                     [&](const HttpResponse& response) { status.set_value(response.status); });
  EXPECT_EQ(status.get_future().get(), 503);
}

class BrokenBackend : public FakeBackend {
 public:
  std::expected<Page, Error> search(const SearchRequest&) override { throw std::runtime_error("/srv/news"); }
};

TEST(Service, OutlivesABugInAHandler) {
  auto service = Service::start({.workers = {.threads = 1}},
                                [] { return BackendResult(std::make_unique<BrokenBackend>()); });
  for (int n = 0; n < 3; ++n) {
    std::promise<HttpResponse> answer;
    (*service)->handle({.method = "GET", .target = "/api/search"},
                       [&](HttpResponse response) { answer.set_value(std::move(response)); });
    const auto response = answer.get_future().get();
    EXPECT_EQ(response.status, 500);
    EXPECT_THAT(response.body, testing::Not(HasSubstr("/srv")));
  }
}

HttpResponse ask(Service& service, HttpRequest request) {
  std::promise<HttpResponse> answer;
  service.handle(std::move(request), [&](HttpResponse response) { answer.set_value(std::move(response)); });
  return answer.get_future().get();
}

/// A backend that is not refreshed for want of memory.
class StaleBackend : public FakeBackend {
 public:
  std::expected<bool, Error> refresh() override { throw std::bad_alloc(); }
};

/// It ended the server, and then nobody was told.
TEST(Service, OutlivesAnIndexThatCannotBeRefreshedAndSaysSoOnce) {
  std::vector<std::string> reported;
  const auto report = [&](const std::string& text) { reported.push_back(text); };
  {
    auto service =
        Service::start({.workers = {.threads = 1, .refresh = std::chrono::milliseconds(0), .report = report}},
                       [] { return BackendResult(std::make_unique<StaleBackend>()); });
    for (int n = 0; n < 3; ++n)
      EXPECT_EQ(ask(**service, {.method = "GET", .target = "/api/search"}).status, 200);
  }
  EXPECT_THAT(reported, testing::ElementsAre("searches go on in the index as it was, which cannot be "
                                             "refreshed: there is not enough memory"));
}

/// A backend whose second search throws.
class BreakingBackend : public FakeBackend {
 public:
  std::expected<Page, Error> search(const SearchRequest& request) override {
    if (searches == 1) throw std::runtime_error("/srv/news");
    return FakeBackend::search(request);
  }
};

/// What making a piece of an export threw ended the server.
TEST(Service, OutlivesABugInTheMiddleOfAnExport) {
  auto service = Service::start({.workers = {.threads = 1}}, [] {
    auto backend = std::make_unique<BreakingBackend>();
    backend->page.hits.push_back({.article = {.id = "one"}});
    return BackendResult(std::move(backend));
  });
  const auto response = ask(**service, {.method = "GET", .target = "/api/export?q=storm&text=0"});
  const auto next_piece = [&] {
    std::promise<std::optional<std::string>> piece;
    response.stream([&](std::optional<std::string> given) { piece.set_value(std::move(given)); });
    return piece.get_future().get();
  };
  EXPECT_THAT(next_piece(), testing::Optional(HasSubstr("\"one\"")));
  EXPECT_EQ(next_piece(), std::nullopt) << "the client sees that the end is missing";
  EXPECT_EQ(ask(**service, {.method = "GET", .target = "/healthz"}).status, 200);
}

BackendResult open_fake() { return std::make_unique<FakeBackend>(); }

TEST(Service, LimitsWhatOneClientMayAsk) {
  auto service = Service::start({.workers = {.threads = 1}, .requests_per_second = 0.5}, open_fake);
  const HttpRequest request{.method = "GET", .target = "/health", .client = "10.0.0.1"};
  EXPECT_EQ(ask(**service, request).status, 200);
  const auto refused = ask(**service, request);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("Retry-After"), "1");
  EXPECT_EQ(ask(**service, {.method = "GET", .target = "/health", .client = "10.0.0.2"}).status, 200);
}

TEST(Service, LogsEachResponse) {
  std::vector<std::string> lines;
  auto service =
      Service::start({.workers = {.threads = 1},
                      .log =
                          [&](const AccessRecord& record) {
                            lines.push_back(record.client + " " + record.method + " " + record.path + " " +
                                            record.query + " " + std::to_string(record.status));
                          }},
                     open_fake);
  ask(**service, {.method = "GET", .target = "/api/search?q=secret", .client = "10.0.0.1"});
  ask(**service, {.method = "GET", .target = "/nope", .client = "10.0.0.1"});
  EXPECT_THAT(lines,
              testing::ElementsAre("10.0.0.1 GET /api/search q=secret 200", "10.0.0.1 GET /nope  404"));
}

TEST(Service, CountsResponsesByRouteNotByWhatClientsSend) {
  auto service =
      Service::start({.workers = {.threads = 1}, .cache_bytes = 1 << 20, .serve_metrics = true}, open_fake);
  for (int n = 0; n < 3; ++n) ask(**service, {.method = "GET", .target = "/api/search?q=a"});
  ask(**service, {.method = "GET", .target = "/api/articles/\"}x"});
  const auto text = ask(**service, {.method = "GET", .target = "/metrics"}).body;
  EXPECT_THAT(text, HasSubstr("dateline_responses_total{route=\"/api/search\",status=\"200\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("dateline_responses_total{route=\"/api/articles/*\",status=\"404\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("dateline_response_seconds_bucket{route=\"/api/search\",le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("dateline_cache_hits 2\n"));
}

TEST(Service, ShowsNoMetricsUnlessAsked) {
  auto service = Service::start({.workers = {.threads = 1}}, open_fake);
  EXPECT_EQ(ask(**service, {.method = "GET", .target = "/metrics"}).status, 404);
}

TEST(Service, DoesNotStartWithoutAnIndex) {
  const TemporaryFolder folder;
  const auto service = Service::start({}, [&] { return open_index_backend(folder.path("none")); });
  EXPECT_EQ(service.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dateline
