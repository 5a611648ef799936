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

/// Whether `method` on `route` changes articles: POST their list, DELETE one of them.
bool writes(const Route& route, std::string_view method) {
  return route.can_write && method == (route.get == nullptr ? "POST" : "DELETE");
}

/// The methods of a route, as an Allow field lists them.
std::string allowed(const Route& route) {
  std::string methods = route.get != nullptr ? "GET, HEAD, " : "";
  if (route.post != nullptr || writes(route, "POST")) methods += "POST, ";
  if (writes(route, "DELETE")) methods += "DELETE, ";
  return methods + "OPTIONS";
}

/// What answers `method` on `route`; null if nothing does.
Answer handler(const Route& route, std::string_view method) {
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

/// Takes /in/NAME off the front of a path.
std::string take_index(Target& target) {
  auto& segments = target.segments;
  if (segments.size() < 2 || segments[0] != "in" || segments[1].empty()) return "";
  auto name = std::move(segments[1]);
  segments.erase(segments.begin(), segments.begin() + 2);
  if (segments.size() == 1 && segments[0].empty()) segments.clear();
  return name;
}

/// Lets the links of a page, which all begin at the server's root, stay with the index it shows.
void move_links(std::string_view index, HttpResponse& response) {
  if (index.empty() || !response.content_type.starts_with("text/html")) return;
  const auto there = "/in/" + encode_component(index);
  for (const std::string_view attribute : {" href=\"/", " action=\"/"}) {
    auto at = response.body.find(attribute);
    for (; at != std::string::npos; at = response.body.find(attribute, at + there.size()))
      response.body.insert(at + attribute.size() - 1, there);
  }
}

/// JSON by any of its names; what says nothing is taken for it, and front ends that avoid a preflight say
/// text or form.
bool takes_body(const HttpRequest& request) {
  const auto type = ascii_lower(request.header("content-type"));
  if (request.method != "POST" || type.empty()) return true;
  return type.find("json") != std::string::npos || type.starts_with("text/plain") ||
         type.starts_with("application/x-www-form-urlencoded");
}

std::string revision_etag(std::string_view revision) {
  return "W/\"" + stable_id(std::string(DATELINE_VERSION) + " " + std::string(revision)) + "\"";
}

}  // namespace

/// Why this client may not do this; nothing if it may.
std::optional<HttpResponse> Api::forbidden(const Route& route, const HttpRequest& request) const {
  const auto& keys = settings_.keys;
  const bool is_write = writes(route, request.method);
  if (is_write && !keys.allow_writing())
    return error(request, 403, "writing_is_off",
                 "this server takes no articles: its owner has given no key to write");
  if (!is_write && (!keys.guard_search() || route.needs == Needs::kNothing || route.is_open))
    return std::nullopt;
  const auto scope = keys.scope_of(request.header("authorization"));
  if (scope == Scope::kNone) {
    return error(request, 401, "unauthorized", "this needs a key: send 'Authorization: Bearer KEY'")
        .with("WWW-Authenticate", "Bearer");
  }
  if (is_write && scope != Scope::kWrite)
    return error(request, 403, "forbidden", "this key may search and not write: use a key to write");
  return std::nullopt;
}

std::optional<HttpResponse> not_modified(const HttpRequest& request, const HttpResponse& response) {
  const auto etag = response.header("ETag");
  if (response.status != 200 || etag.empty() || !names_etag(request.header("if-none-match"), etag))
    return std::nullopt;
  return HttpResponse{.status = 304, .headers = response.headers, .found = response.found};
}

std::string pattern_of(const Call& call) {
  std::string pattern;
  for (const auto segment : call.route->path) pattern.append("/").append(segment);
  return pattern.empty() ? "/" : pattern;
}

std::string Api::cache_key(const Call& call) const {
  const auto& request = call.request;
  if (call.route->needs != Needs::kContent || call.writes || request.body.size() > kMaxKeyBytes) return "";
  std::string key(coding_name(best_coding(request.header("accept-encoding"))));
  key.append("@").append(encode_component(call.index));
  for (const auto& segment : call.target.segments) key.append("/").append(encode_component(segment));
  key += "?" + query_string(normalized_parameters(call));
  // Feeds hold the address they were fetched from.
  if (settings_.public_url.empty()) key.append("\n").append(request.header("host"));
  if (!settings_.allowed_origins.empty()) key.append("\n").append(request.header("origin"));
  if (!request.body.empty()) key.append("\n\n").append(request.body);
  return key;
}

std::variant<HttpResponse, Call> Api::route(HttpRequest request) const {
  auto found = find(request);
  if (auto* response = std::get_if<HttpResponse>(&found)) return finished(request, std::move(*response));
  auto& [route, target, index, is_write] = std::get<Found>(found);
  Call call{.route = route,
            .request = std::move(request),
            .target = std::move(target),
            .index = std::move(index),
            .writes = is_write};
  if (is_write || route->needs != Needs::kNothing) return call;
  auto file = route->get({call, nullptr, settings_});
  if (auto known = not_modified(call.request, file)) return finished(call.request, std::move(*known));
  files_.compress_for(call.request.header("accept-encoding"), file);
  return finished(call.request, std::move(file));
}

bool Api::needs_body(const HttpRequest& head) const {
  if (head.method != "POST") return false;
  const auto found = find(head);
  const auto* const refused = std::get_if<HttpResponse>(&found);
  // Nothing was posted yet.
  return refused == nullptr || refused->status == 400;
}

std::variant<HttpResponse, Api::Found> Api::find(const HttpRequest& request) const {
  if (request.method == "OPTIONS" && request.target == "*") {
    return HttpResponse{.status = 204, .headers = {{"Allow", "GET, HEAD, POST, DELETE, OPTIONS"}}};
  }
  auto target = parse_target(request.target);
  if (!target) {
    const bool is_long = target.error().code == ErrorCode::kLimit;
    return error(request, is_long ? 414 : 400, is_long ? "uri_too_long" : "bad_request",
                 target.error().message);
  }
  auto index = take_index(*target);
  if (index == settings_.index_name) index.clear();
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
  const bool is_write = writes(*route, request.method);
  if (!is_write && handler(*route, request.method) == nullptr) {
    auto refused =
        error(request, 405, "method_not_allowed",
              fmt::format("{} is not a method of this address: use {}",
                          quoted(std::string_view(request.method)), route->get != nullptr ? "GET" : "POST"));
    refused.with("Allow", allowed(*route));
    return refused;
  }
  if (auto refused = forbidden(*route, request)) return std::move(*refused);
  if (!takes_body(request)) {
    return error(request, 415, "unsupported_media_type",
                 fmt::format("{} is not a type of body that is read here: send JSON",
                             quoted(request.header("content-type"))));
  }
  if (is_write && request.method == "POST" && trimmed(request.body).empty()) {
    return error(request, 400, "bad_request",
                 "'' is not a list of articles: send at least one, one JSON object a line");
  }
  return Found{.route = &*route, .target = std::move(*target), .index = std::move(index), .writes = is_write};
}

HttpResponse Api::answer(const Call& call, SearchBackend& backend) const {
  auto* const index = backend.named(call.index);
  if (index == nullptr) {
    return finished(call.request, error(call.request, 404, "not_found",
                                        quoted(call.index) + " is not an index of this server"));
  }
  HttpResponse response;
  const auto answer = handler(*call.route, call.request.method);
  const bool has_etag = call.route->needs == Needs::kContent && call.request.method != "POST";
  const auto etag = has_etag ? revision_etag(index->revision()) : "";
  if (!etag.empty() && names_etag(call.request.header("if-none-match"), etag)) {
    response.status = 304;
  } else {
    response = answer({call, index, settings_});
    move_links(call.index, response);
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
    response.with("Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE")
        .with("Access-Control-Allow-Headers", "Content-Type, Authorization, X-Meilisearch-Client")
        .with("Access-Control-Max-Age", "86400");
  }
  return response;
}

}  // namespace dateline
