// The server without its socket: routes, workers, and what happens when there are too few of them.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/address_range.h"
#include "server/api.h"
#include "server/article_writer.h"
#include "server/cache.h"
#include "server/http.h"
#include "server/listener.h"
#include "server/metrics.h"
#include "server/rate_limit.h"
#include "server/workers.h"

namespace dateline {

/// One response, for an access log. Nothing of what was searched for is in it, but in `query`.
struct AccessRecord {
  std::string client;
  std::string method;
  std::string path;   ///< as sent, without the query
  std::string query;  ///< what follows the '?'
  int status = 0;
  std::optional<std::uint64_t> found;  ///< articles that a search found
  std::size_t bytes = 0;               ///< of the body; of a stream: its first piece
  std::chrono::microseconds took{};
};

/// What a service is made of.
struct ServiceSettings {
  ApiSettings api;
  WorkerSettings workers;
  std::size_t cache_bytes = 0;
  double requests_per_second = 0;             ///< of one client; 0: no limit
  std::vector<AddressRange> trusted_proxies;  ///< whose X-Forwarded-For is believed
  bool serve_metrics = false;                 ///< GET /metrics
  std::map<std::string, ArticleWriterSettings>
      writers{};                                 ///< by name of index, "" the first: where the API writes
  std::function<void(const AccessRecord&)> log;  ///< called for each response from any thread; may be empty
};

/// Answers requests: what needs no index or was answered before at once, the rest on the workers.
class Service {
 public:
  /// Errors: what opening the index says
  static std::expected<std::unique_ptr<Service>, Error> start(const ServiceSettings& settings,
                                                              const BackendFactory& open);

  /// Calls `respond` exactly once, from this or another thread: 503 with Retry-After where the queue is full
  /// or the request waited too long in it. Does not block.
  void handle(HttpRequest request, Respond respond);

  /// Whether the body of a request matters to what handle() says; not where it has none by its method, or is
  /// refused for its address, its method, its key or its type.
  bool needs_body(const HttpRequest& head) const { return api_.needs_body(head); }

  /// Ends the workers; every request given to handle() has been answered when it returns. Call it before the
  /// listener goes.
  void stop() {
    workers_.reset();
    writers_.clear();
  }

  /// From now on /readyz says 503, so that a balancer sends nobody here any more. All else is served as ever.
  void drain() { draining_ = true; }

 private:
  Service(const ServiceSettings& settings, std::unique_ptr<Workers> workers)
      : settings_(settings),
        api_(settings.api),
        cache_(settings.cache_bytes),
        limiter_(settings.requests_per_second),
        workers_(std::move(workers)) {
    for (const auto& [name, writer] : settings.writers) writers_.try_emplace(name, writer);
  }
  Respond watched(const HttpRequest& request, std::string client, Respond respond);
  void dispatch(HttpRequest request, const Respond& respond);
  HttpResponse metrics_response() const;
  HttpResponse answered(const Call& call, const std::string& key, SearchBackend& backend);
  HttpResponse overloaded(const HttpRequest& request) const;
  void write(const Call& call, const Respond& respond);
  void give_stream(HttpResponse& response);

  ServiceSettings settings_;
  Api api_;
  ResponseCache cache_;
  RateLimiter limiter_;
  Metrics metrics_;
  std::atomic<bool> draining_ = false;
  std::unique_ptr<Workers> workers_;
  std::map<std::string, ArticleWriter, std::less<>> writers_;
};

}  // namespace dateline
