// The table of addresses and what answers each: the handlers behind server/api.h, by subject in route/.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "server/api.h"
#include "server/backend.h"
#include "server/http.h"

namespace dateline {

/// What a handler is given.
struct Context {
  const Call& call;
  SearchBackend* backend;  ///< never null where the route needs an index
  const ApiSettings& settings;
};

using Answer = HttpResponse (*)(const Context& context);

/// What a route works with.
enum class Needs {
  kNothing,  ///< the same for every index
  kIndex,    ///< an index, and more than its content: the time, a stream
  kContent,  ///< an index: the response changes only with it and with the program
};

/// One address.
struct Route {
  std::vector<std::string_view> path;  ///< "*" stands for any one segment
  Needs needs;
  Answer get;              ///< null: not allowed
  Answer post = nullptr;   ///< likewise
  bool can_write = false;  ///< DELETE, and POST where there is no GET, go to the writer, not to a handler
  bool is_open = false;    ///< needs no key even where searching does
};

/// Every address; the first that fits holds.
std::span<const Route> routes();

// The handlers, by subject.

HttpResponse get_search(const Context& context);
HttpResponse get_export(const Context& context);
HttpResponse get_article(const Context& context);
HttpResponse get_similar(const Context& context);
HttpResponse get_facet(const Context& context);
HttpResponse get_people(const Context& context);
HttpResponse get_places(const Context& context);
HttpResponse get_person(const Context& context);
HttpResponse get_place(const Context& context);
HttpResponse get_timeline(const Context& context);
HttpResponse get_suggest(const Context& context);
HttpResponse get_openapi(const Context& context);

HttpResponse get_page(const Context& context);
HttpResponse get_article_page(const Context& context);
HttpResponse get_static(const Context& context);

HttpResponse get_atom(const Context& context);
HttpResponse get_rss(const Context& context);
HttpResponse get_opensearch(const Context& context);
HttpResponse get_browser_suggestions(const Context& context);
HttpResponse get_health(const Context& context);
HttpResponse get_ready(const Context& context);

HttpResponse post_instantsearch(const Context& context);
HttpResponse post_instantsearch_facets(const Context& context);
HttpResponse post_meilisearch(const Context& context);
HttpResponse get_meilisearch(const Context& context);
HttpResponse post_meilisearch_multi(const Context& context);
HttpResponse post_meilisearch_facet(const Context& context);
HttpResponse get_meilisearch_health(const Context& context);
HttpResponse get_meilisearch_version(const Context& context);

}  // namespace dateline
