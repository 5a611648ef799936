#include "server/service.h"

#include <fmt/core.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace dateline {

std::expected<std::unique_ptr<Service>, Error> Service::start(const ServiceSettings& settings,
                                                              const BackendFactory& open) {
  auto started = Workers::start(settings.workers, open);
  if (!started) return std::unexpected(started.error());
  return std::unique_ptr<Service>(new Service(settings, std::move(*started)));
}

void Service::handle(HttpRequest request, Respond respond) {
  auto client = client_of(request, settings_.trusted_proxies);
  const bool allowed = limiter_.allow(bucket_of(client), std::chrono::steady_clock::now());
  respond = watched(request, std::move(client), std::move(respond));
  if (allowed) return dispatch(std::move(request), respond);
  auto refused =
      api_.error(request, 429, "too_many_requests", "that was too many requests: try again in a second");
  refused.with("Retry-After", "1");
  respond(std::move(refused));
}

/// `respond`, and the response's record in the log.
Respond Service::watched(const HttpRequest& request, std::string client, Respond respond) {
  if (!settings_.log) return respond;
  const auto question = std::min(request.target.find('?'), request.target.size());
  AccessRecord record{.client = std::move(client),
                      .method = request.method,
                      .path = request.target.substr(0, question),
                      .query = request.target.substr(std::min(question + 1, request.target.size()))};
  const auto begun = std::chrono::steady_clock::now();
  return
      [this, begun, record = std::move(record), respond = std::move(respond)](HttpResponse response) mutable {
        record.status = response.status;
        record.found = response.found;
        record.bytes = response.body.size();
        record.took =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
        settings_.log(record);
        respond(std::move(response));
      };
}

void Service::dispatch(HttpRequest request, const Respond& respond) {
  const auto begun = std::chrono::steady_clock::now();
  const auto path = std::string_view(request.target).substr(0, request.target.find('?'));
  if (settings_.serve_metrics && request.method == "GET" && path == "/metrics")
    return respond(metrics_response());
  auto routed = api_.route(std::move(request));
  if (auto* response = std::get_if<HttpResponse>(&routed)) {
    metrics_.observe("other", *response, {});
    return respond(std::move(*response));
  }
  const auto call = std::make_shared<Call>(std::move(std::get<Call>(routed)));
  const Respond answer = [this, call, begun, respond](HttpResponse response) {
    metrics_.observe(
        pattern_of(*call), response,
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun));
    respond(std::move(response));
  };
  if (draining_ && pattern_of(*call) == "/readyz")
    return answer(error_response(503, "stopping", "this server is stopping"));
  if (call->writes) return write(*call, answer);
  const auto key = api_.cache_key(*call);
  if (!key.empty()) {
    if (const auto kept = cache_.find(key, workers_->revision())) {
      auto known = not_modified(call->request, *kept);
      return answer(known ? std::move(*known) : *kept);
    }
  }
  const bool taken = workers_->submit([this, call, key, answer](SearchBackend* backend) {
    answer(backend == nullptr ? overloaded(call->request) : answered(*call, key, *backend));
  });
  if (!taken) answer(overloaded(call->request));
}

void Service::write(const Call& call, const Respond& respond) {
  const auto writer = writers_.find(call.index);
  if (writer == writers_.end()) {
    return respond(api_.written(
        call, error_response(404, "not_found",
                             quoted(call.index) + " is not an index that articles are written to")));
  }
  const auto done = [this, call = std::make_shared<Call>(call), respond](HttpResponse response) {
    respond(api_.written(*call, std::move(response)));
  };
  const bool taken =
      call.request.method == "DELETE"
          ? writer->second.remove(call.target.segments.back(), done)
          : writer->second.put(call.request.body, std::string(call.request.header("content-type")), done);
  if (!taken) respond(overloaded(call.request));
}

/// Pieces are made by the workers, one at a time, each when the client has taken the last: a slow reader
/// costs nobody anything. One that throws costs its client the rest, and not the server.
void Service::give_stream(HttpResponse& response) {
  const auto first = std::make_shared<std::optional<std::string>>(std::move(response.body));
  response.body.clear();
  response.stream = [this, first, more = std::move(response.more)](const GivePiece& give) {
    if (*first) return give(std::exchange(*first, std::nullopt));
    workers_->submit_always([more, give](SearchBackend* backend) {
      std::optional<std::string> piece;
      try {
        if (backend != nullptr) piece = more(*backend);
      } catch (...) {  // no piece: the client sees that the end is missing
      }
      give(std::move(piece));
    });
  };
  response.more = nullptr;
}

HttpResponse Service::metrics_response() const {
  const auto age = std::chrono::duration<double>(std::chrono::steady_clock::now() - workers_->changed());
  return {.content_type = "text/plain; version=0.0.4; charset=utf-8",
          .body = metrics_.text({{"dateline_articles", static_cast<double>(workers_->size())},
                                 {"dateline_index_seen_seconds_ago", age.count()},
                                 {"dateline_queue_length", static_cast<double>(workers_->waiting())},
                                 {"dateline_cache_bytes", static_cast<double>(cache_.bytes())},
                                 {"dateline_cache_hits", static_cast<double>(cache_.hits())},
                                 {"dateline_cache_misses", static_cast<double>(cache_.misses())}}) +
                  fmt::format(
                      "# TYPE dateline_index_revision gauge\ndateline_index_revision{{revision=\"{}\"}} 1\n",
                      stable_id(workers_->revision())),
          .headers = {{"Cache-Control", "no-store"}}};
}

/// A handler that throws, out of memory or by a bug of ours, costs its request and not the server.
HttpResponse Service::answered(const Call& call, const std::string& key, SearchBackend& backend) {
  try {
    auto response = api_.answer(call, backend);
    if (!key.empty() && response.status == 200) cache_.keep(key, backend.revision(), response);
    if (response.more) give_stream(response);
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
