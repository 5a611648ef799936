#include "server/service.h"

#include <exception>

namespace dateline {

std::expected<std::unique_ptr<Service>, Error> Service::start(const ApiSettings& api,
                                                              const WorkerSettings& workers,
                                                              const BackendFactory& open,
                                                              std::size_t cache_bytes) {
  auto started = Workers::start(workers, open);
  if (!started) return std::unexpected(started.error());
  return std::unique_ptr<Service>(new Service(api, std::move(*started), cache_bytes));
}

void Service::handle(HttpRequest request, Respond respond) {
  auto routed = api_.route(std::move(request));
  if (auto* response = std::get_if<HttpResponse>(&routed)) return respond(std::move(*response));
  const auto call = std::make_shared<Call>(std::move(std::get<Call>(routed)));
  const auto key = api_.cache_key(*call);
  if (!key.empty()) {
    if (const auto kept = cache_.find(key, workers_->revision()))
      return respond(unless_known(call->request, *kept));
  }
  const bool taken = workers_->submit([this, call, key, respond](SearchBackend* backend) {
    respond(backend == nullptr ? overloaded(call->request) : answered(*call, key, *backend));
  });
  if (!taken) respond(overloaded(call->request));
}

/// A handler that throws, out of memory or by a bug of ours, costs its request and not the server.
HttpResponse Service::answered(const Call& call, const std::string& key, SearchBackend& backend) {
  try {
    auto response = api_.answer(call, backend);
    if (!key.empty() && response.status == 200) cache_.keep(key, backend.revision(), response);
    return response;
  } catch (const std::exception&) {
    return api_.error(call.request, 500, "internal", "the server could not answer this: that is our fault");
  }
}

HttpResponse Service::overloaded(const HttpRequest& request) const {
  auto response =
      api_.error(request, 503, "overloaded", "too many searches are waiting: try again in a second");
  response.with("Retry-After", "1");
  return response;
}

}  // namespace dateline
