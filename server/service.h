// The server without its socket: routes, workers, and what happens when there are too few of them.
#pragma once

#include <memory>
#include <string>

#include "server/api.h"
#include "server/cache.h"
#include "server/http.h"
#include "server/listener.h"
#include "server/workers.h"

namespace dateline {

/// Answers requests: what needs no index or was answered before at once, the rest on the workers.
class Service {
 public:
  /// Errors: what opening the index says
  static std::expected<std::unique_ptr<Service>, Error> start(const ApiSettings& api,
                                                              const WorkerSettings& workers,
                                                              const BackendFactory& open,
                                                              std::size_t cache_bytes = 0);

  /// Calls `respond` exactly once, from this or another thread: 503 with Retry-After where the queue is full
  /// or the request waited too long in it. Does not block.
  void handle(HttpRequest request, Respond respond);

  /// Ends the workers; every request given to handle() has been answered when it returns. Call it before the
  /// listener goes.
  void stop() { workers_.reset(); }

 private:
  Service(const ApiSettings& api, std::unique_ptr<Workers> workers, std::size_t cache_bytes)
      : api_(api), cache_(cache_bytes), workers_(std::move(workers)) {}
  HttpResponse answered(const Call& call, const std::string& key, SearchBackend& backend);
  HttpResponse overloaded(const HttpRequest& request) const;

  Api api_;
  ResponseCache cache_;
  std::unique_ptr<Workers> workers_;
};

}  // namespace dateline
