// Routes and their handlers: a request in, a response out, no sockets and no threads.
//
//   GET /                        the search page, which works without JavaScript
//   GET /article/{id}            an article to read
//   GET /api/...                 the native API, described by /openapi.json (server/openapi.cpp)
//   POST /api/articles           adds articles; DELETE /api/articles/{id} deletes one
//   (server/article_writer.h) GET /feed.atom, /feed.rss, /opensearch.xml, /suggestions
//                                a search as a feed (newest first), and what browsers' search bars read
//   GET /dateline.js             the search box for any page, web/dateline.js
//   POST /instantsearch ...      the dialects of server/dialects.h
//   GET /healthz, /readyz        whether the process lives; whether it serves an index
//   GET /static/{name}           the files of web/
//   /in/{index}/...              each of these on another index than the first
//
// HEAD is allowed where GET is; OPTIONS says what is allowed. Errors are {"error":{"code","message"}}, for
// people a page. A parameter that an API route does not know is an error that names the nearest known one;
// the page passes over it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/backend.h"
#include "server/compress.h"
#include "server/http.h"
#include "server/keys.h"
#include "server/url.h"

namespace dateline {

/// What the owner of the site decides.
struct ApiSettings {
  std::string title = "Dateline";              ///< name of the archive, shown on every page
  std::string public_url{};                    ///< how readers reach this server, such as
                                               ///< "https://search.example.org"; empty: as they call it
  std::string index_name{};                    ///< of the first index, which is served at / and at /in/NAME/
  std::vector<std::string> allowed_origins{};  ///< origins whose pages may read /api/ (CORS); "*": all
  Keys keys{};                                 ///< who may search and write
};

struct Route;

/// A request that found its route and needs an index.
struct Call {
  const Route* route;
  HttpRequest request;
  Target target;      ///< without /in/{index}
  std::string index;  ///< the name after /in/; "": the first index
  bool writes =
      false;  ///< for the index's ArticleWriter: POST puts the body's lines, DELETE deletes the last segment
};

/// The routes. Any number of threads may use it.
class Api {
 public:
  explicit Api(ApiSettings settings) : settings_(std::move(settings)) {}

  /// The response where no index is needed for it (files, errors, preflights), else the call to answer.
  std::variant<HttpResponse, Call> route(HttpRequest request) const;

  /// As Service::needs_body.
  bool needs_body(const HttpRequest& head) const;

  /// The answer to a call that writes, as it leaves the server.
  HttpResponse written(const Call& call, HttpResponse response) const {
    return finished(call.request, std::move(response));
  }

  /// Answers `call`, which does not write, from `backend`.
  HttpResponse answer(const Call& call, SearchBackend& backend) const;

  /// What the response to `call` depends on beside the index, so that equal keys get equal responses; ""
  /// where the response is not worth keeping.
  std::string cache_key(const Call& call) const;

  /// An error in the form that `request` expects: a page for people, JSON for programs.
  HttpResponse error(const HttpRequest& request, int status, std::string_view code,
                     std::string_view message) const;

 private:
  /// What answers a request; as in Call.
  struct Found {
    const Route* route;
    Target target;
    std::string index;
    bool writes;
  };
  HttpResponse finished(const HttpRequest& request, HttpResponse response) const;
  std::variant<HttpResponse, Found> find(const HttpRequest& request) const;
  std::optional<HttpResponse> forbidden(const Route& route, const HttpRequest& request) const;

  ApiSettings settings_;
  mutable CompressedFiles files_;
};

/// The pattern of the address, such as "/api/articles/*".
std::string pattern_of(const Call& call);

/// 304 where the request says that the client has `response` already.
std::optional<HttpResponse> not_modified(const HttpRequest& request, const HttpResponse& response);

}  // namespace dateline
