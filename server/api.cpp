#include "server/api.h"

#include <fmt/core.h>

#include <algorithm>

#include "corpus/article.h"
#include "corpus/base/text.h"
#include "server/compress.h"
#include "server/page_html.h"
#include "server/routes.h"
#include "server/search_parameters.h"

namespace dateline {
namespace {

/// No script or style but our own files, nothing from elsewhere, no framing by other sites.
constexpr std::string_view kContentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

bool matches(const Route& route, const std::vector<std::string>& segments) {
  return std::ranges::equal(segments, route.path, [](const std::string& segment, std::string_view pattern) {
    return pattern == "*" ? !segment.empty() : segment == pattern;
  });
}

constexpr std::size_t kMaxKeyBytes = 4096;

/// The methods of a route, as an Allow field lists them.
std::string allowed(const Route& route) {
  return std::string(route.get != nullptr ? "GET, HEAD, " : "") + (route.post != nullptr ? "POST, " : "") +
         "OPTIONS";
}

/// What answers `method` on `route`; null if nothing does.
auto handler(const Route& route, std::string_view method) {
  return method == "POST" ? route.post : method == "GET" || method == "HEAD" ? route.get : nullptr;
}

/// The parameters in one form for requests that mean the same. Only of a search: elsewhere a default that is
/// written out can mean something else than one that is not, such as the order of a feed.
std::vector<Parameter> normalized_parameters(const Call& call) {
  const auto& given = call.target.parameters;
  if (call.target.segments != std::vector<std::string>{"api", "search"}) return given;
  const auto request = read_search_parameters(given);
  return request ? search_parameters(*request) : given;
}

/// Whether an If-None-Match field names `etag`, compared weakly.
bool names_etag(std::string_view field, std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  for (const auto& one : split_list(field)) {
    std::string_view given = one;
    if (given == "*") return true;
    if (given.starts_with("W/")) given.remove_prefix(2);
    if (given == etag) return true;
  }
  return false;
}

std::string revision_etag(std::string_view revision) {
  return "W/\"" + stable_id(std::string(DATELINE_VERSION) + " " + std::string(revision)) + "\"";
}

}  // namespace

HttpResponse unless_known(const HttpRequest& request, HttpResponse response) {
  const auto etag = response.header("ETag");
  if (response.status != 200 || etag.empty() || !names_etag(request.header("if-none-match"), etag))
    return response;
  response.status = 304;
  response.body.clear();
  response.content_type.clear();
  return response;
}

std::string pattern_of(const Call& call) {
  std::string pattern;
  for (const auto segment : call.route->path) pattern.append("/").append(segment);
  return pattern.empty() ? "/" : pattern;
}

std::string Api::cache_key(const Call& call) const {
  const auto& request = call.request;
  if (!call.route->follows_index || request.body.size() > kMaxKeyBytes) return "";
  std::string key = accepts_gzip(request.header("accept-encoding")) ? "z" : "-";
  for (const auto& segment : call.target.segments) key.append("/").append(encode_component(segment));
  key += "?" + query_string(normalized_parameters(call));
  // Feeds hold the address they were fetched from.
  if (settings_.public_url.empty()) key.append("\n").append(request.header("host"));
  if (!settings_.allowed_origins.empty()) key.append("\n").append(request.header("origin"));
  if (!request.body.empty()) key.append("\n\n").append(request.body);
  return key;
}

std::variant<HttpResponse, Call> Api::route(HttpRequest request) const {
  const auto copy = request;
  auto found = find(std::move(request));
  if (auto* response = std::get_if<HttpResponse>(&found)) return finished(copy, std::move(*response));
  return found;
}

std::variant<HttpResponse, Call> Api::find(HttpRequest request) const {
  if (request.method == "OPTIONS" && request.target == "*") {
    return HttpResponse{.status = 204, .headers = {{"Allow", "GET, HEAD, POST, OPTIONS"}}};
  }
  auto target = parse_target(request.target);
  if (!target) return error(request, 400, "bad_request", target.error().message);
  const auto all = routes();
  const auto route =
      std::ranges::find_if(all, [&](const Route& one) { return matches(one, target->segments); });
  if (route == all.end()) {
    return error(request, 404, "not_found",
                 fmt::format("{} is not an address here: see / for the search page",
                             quoted("/" + joined(target->segments, "/"))));
  }
  if (request.method == "OPTIONS")
    return HttpResponse{.status = 204, .headers = {{"Allow", allowed(*route)}}};
  if (handler(*route, request.method) == nullptr) {
    auto refused =
        error(request, 405, "method_not_allowed",
              fmt::format("{} is not a method of this address: use {}",
                          quoted(std::string_view(request.method)), route->get != nullptr ? "GET" : "POST"));
    refused.with("Allow", allowed(*route));
    return refused;
  }
  Call call{.route = &*route, .request = std::move(request), .target = std::move(*target)};
  if (route->needs_index) return call;
  auto response = unless_known(call.request, route->get({call, nullptr, settings_}));
  compress_for(call.request.header("accept-encoding"), response);
  return response;
}

HttpResponse Api::answer(const Call& call, SearchBackend& backend) const {
  HttpResponse response;
  const auto answer = handler(*call.route, call.request.method);
  const bool has_etag = call.route->follows_index && call.request.method != "POST";
  const auto etag = has_etag ? revision_etag(backend.revision()) : "";
  if (!etag.empty() && names_etag(call.request.header("if-none-match"), etag)) {
    response.status = 304;
  } else {
    response = answer({call, &backend, settings_});
    compress_for(call.request.header("accept-encoding"), response);
  }
  if (!etag.empty() && (response.status == 200 || response.status == 304))
    response.with("ETag", etag).with("Cache-Control", "no-cache");
  return finished(call.request, std::move(response));
}

HttpResponse Api::error(const HttpRequest& request, int status, std::string_view code,
                        std::string_view message) const {
  const bool wants_page = request.header("accept").find("text/html") != std::string_view::npos &&
                          !request.target.starts_with("/api/");
  if (!wants_page) return error_response(status, code, message);
  return {.status = status,
          .content_type = "text/html; charset=utf-8",
          .body = error_page_html(settings_.title, status, message)};
}

/// Adds what every response carries.
HttpResponse Api::finished(const HttpRequest& request, HttpResponse response) const {
  response.with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "same-origin")
      .with("Content-Security-Policy", std::string(kContentPolicy));
  if (settings_.allowed_origins.empty() || !response.header("Access-Control-Allow-Origin").empty())
    return response;
  response.with("Vary", "Origin");
  const auto origin = request.header("origin");
  const auto& allowed = settings_.allowed_origins;
  const bool for_all = std::ranges::find(allowed, "*") != allowed.end();
  if (origin.empty() || (!for_all && std::ranges::find(allowed, origin) == allowed.end())) return response;
  response.with("Access-Control-Allow-Origin", for_all ? "*" : std::string(origin));
  if (request.method == "OPTIONS") {
    response.with("Access-Control-Allow-Methods", "GET, HEAD, POST")
        .with("Access-Control-Allow-Headers", "Content-Type, Authorization, X-Meilisearch-Client")
        .with("Access-Control-Max-Age", "86400");
  }
  return response;
}

}  // namespace dateline
