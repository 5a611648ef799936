// The server without its socket: routes, workers, and what happens when there are too few of them.
#pragma once

#include <memory>
#include <string>

#include "server/api.h"
#include "server/http.h"
#include "server/listener.h"
#include "server/workers.h"

namespace dateline {

/// Answers requests: what needs no index at once, the rest on the workers.
class Service {
 public:
  /// Errors: what opening the index says
  static std::expected<std::unique_ptr<Service>, Error> start(const ApiSettings& api,
                                                              const WorkerSettings& workers,
                                                              const BackendFactory& open);

  /// Calls `respond` exactly once, from this or another thread: 503 with Retry-After where the queue is full
  /// or the request waited too long in it. Does not block.
  void handle(HttpRequest request, Respond respond);

  /// Ends the workers; every request given to handle() has been answered when it returns. Call it before the
  /// listener goes.
  void stop() { workers_.reset(); }

 private:
  Service(const ApiSettings& api, std::unique_ptr<Workers> workers)
      : api_(api), workers_(std::move(workers)) {}
  HttpResponse answered(const Call& call, SearchBackend& backend) const;
  HttpResponse overloaded(const HttpRequest& request) const;

  Api api_;
  std::unique_ptr<Workers> workers_;
};

}  // namespace dateline
