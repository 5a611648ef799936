#include "server/routes.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "corpus/base/text.h"
#include "query/page_json.h"
#include "server/assets.h"
#include "server/dialects.h"
#include "server/facet_values.h"
#include "server/feeds.h"
#include "server/page_html.h"
#include "server/search_parameters.h"
#include "server/suggest.h"

namespace dateline {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kHtml = "text/html; charset=utf-8";

constexpr std::size_t kMaxTypedBytes = 200;
constexpr std::size_t kSuggestionsOfAKind = 4;
constexpr std::string_view kHostCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]_";

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kFormat:
    case ErrorCode::kLimit:
      return 400;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kBusy:
    case ErrorCode::kInterrupted:
      return 503;
    default:
      return 500;
  }
}

/// What may be said outside of an error: messages of the system and of the index name files.
std::string public_message(const Error& error) {
  const int status = status_of(error.code);
  if (status == 500) return "the index cannot be read: see the server's log";
  if (status == 503) return "the index is being changed: try again in a second";
  return error.message;
}

HttpResponse failed(const Error& error) {
  auto response = error_response(status_of(error.code), name(error.code), public_message(error));
  if (response.status == 503) response.with("Retry-After", "1");
  return response;
}

HttpResponse json_response(std::string body) {
  return {.content_type = std::string(kJson), .body = std::move(body) + "\n"};
}

HttpResponse html_response(std::string body, int status = 200) {
  return {.status = status, .content_type = std::string(kHtml), .body = std::move(body)};
}

HttpResponse get_search(const Context& context) {
  const auto request = read_search_parameters(context.call.target.parameters);
  if (!request) return failed(request.error());
  const auto page = context.backend->search(*request);
  if (!page) return failed(page.error());
  return json_response(to_json(*page));
}

/// An error for a parameter where a route has none.
std::optional<HttpResponse> unwanted_parameters(const Context& context) {
  const auto& parameters = context.call.target.parameters;
  if (parameters.empty()) return std::nullopt;
  return failed(
      invalid("{} is not a parameter here: this address takes none", quoted(parameters.front().name)));
}

HttpResponse get_article(const Context& context) {
  if (auto error = unwanted_parameters(context)) return *error;
  const auto article = context.backend->article(context.call.target.segments.back());
  if (!article) return failed(article.error());
  return json_response(to_json(*article));
}

HttpResponse get_facet(const Context& context) {
  auto parameters = context.call.target.parameters;
  std::string contains;
  std::erase_if(parameters, [&](const Parameter& parameter) {
    if (parameter.name == "contains") contains = parameter.value;
    return parameter.name == "contains";
  });
  auto request = read_search_parameters(parameters);
  if (!request) return failed(request.error());
  const auto values = facet_values(*context.backend, *request, context.call.target.segments.back(), contains);
  if (!values) return failed(values.error());
  return json_response(to_json(*values));
}

/// What was typed, the one parameter of suggestions.
std::expected<std::string, Error> typed_text(const Context& context) {
  std::string typed;
  for (const auto& [name, value] : context.call.target.parameters) {
    if (name != "q")
      return std::unexpected(invalid("{} is not a parameter here: did you mean 'q'?", quoted(name)));
    typed = value;
  }
  return std::string(utf8_prefix(typed, kMaxTypedBytes));
}

HttpResponse get_suggestions(const Context& context, std::string_view content_type,
                             std::string (*form)(std::string_view, const std::vector<Suggestion>&)) {
  const auto typed = typed_text(context);
  if (!typed) return failed(typed.error());
  const auto suggestions = suggest(*context.backend, *typed, kSuggestionsOfAKind);
  if (!suggestions) return failed(suggestions.error());
  auto response = json_response(form(*typed, *suggestions));
  response.content_type = content_type;
  return response;
}

HttpResponse get_suggest(const Context& context) { return get_suggestions(context, kJson, to_json); }
HttpResponse get_browser_suggestions(const Context& context) {
  return get_suggestions(context, "application/x-suggestions+json", to_browser_json);
}

/// How this server is reached: what its owner says, else what the client called it.
Site site_of(const Context& context) {
  if (!context.settings.public_url.empty()) return {context.settings.public_url, context.settings.title};
  const auto host = context.call.request.header("host");
  const bool is_plain = host.find_first_not_of(kHostCharacters) == std::string_view::npos;
  return {"http://" + std::string(is_plain ? host : "localhost"), context.settings.title};
}

HttpResponse get_feed(const Context& context, std::string_view content_type,
                      std::string (*form)(const Site&, const Page&)) {
  auto request = read_search_parameters(context.call.target.parameters);
  if (!request) return failed(request.error());
  const bool has_sort = std::ranges::find(context.call.target.parameters, "sort", &Parameter::name) !=
                        context.call.target.parameters.end();
  if (!has_sort) request->sort = Sort::kNewest;
  const auto page = context.backend->search(*request);
  if (!page) return failed(page.error());
  return {.content_type = std::string(content_type), .body = form(site_of(context), *page)};
}

HttpResponse get_atom(const Context& context) {
  return get_feed(context, "application/atom+xml; charset=utf-8", atom_feed);
}
HttpResponse get_rss(const Context& context) {
  return get_feed(context, "application/rss+xml; charset=utf-8", rss_feed);
}
HttpResponse get_opensearch(const Context& context) {
  return {.content_type = "application/opensearchdescription+xml",
          .body = opensearch_description(site_of(context))};
}

HttpResponse get_health(const Context& context) {
  const nlohmann::ordered_json json{
      {"status", "ok"}, {"articles", context.backend->size()}, {"revision", context.backend->revision()}};
  auto response = json_response(json.dump());
  response.with("Cache-Control", "no-store");
  return response;
}

HttpResponse get_page(const Context& context) {
  auto [request, notes] = read_search_parameters_leniently(context.call.target.parameters);
  if (request.limit == 0 || request.limit > kMaxPageHits) request.limit = SearchRequest{}.limit;
  request.strict = false;
  PageView view{.title = context.settings.title, .request = request, .notes = notes};
  view.articles = context.backend->size();
  auto asked = request;
  asked.facets = page_facets();
  asked.facet_limit = kPageFacetValues;
  if (is_front_page(request)) asked.sort = Sort::kNewest;
  const auto page = context.backend->search(asked);
  if (!page) {
    return html_response(
        error_page_html(context.settings.title, status_of(page.error().code), public_message(page.error())),
        status_of(page.error().code));
  }
  view.page = &*page;
  return html_response(search_page_html(view));
}

HttpResponse get_article_page(const Context& context) {
  const auto article = context.backend->article(context.call.target.segments.back());
  if (!article) {
    const int status = status_of(article.error().code);
    return html_response(error_page_html(context.settings.title, status, public_message(article.error())),
                         status);
  }
  return html_response(article_page_html(context.settings.title, *article));
}

/// A dialect's answer as a response; its unsupported filters are the client's matter.
HttpResponse dialect_response(std::expected<std::string, Error> answer) {
  if (answer) return json_response(std::move(*answer));
  auto error = answer.error();
  if (error.code == ErrorCode::kUnsupported) error.code = ErrorCode::kInvalidArgument;
  return failed(error);
}

HttpResponse meilisearch_response(std::expected<std::string, Error> answer) {
  auto response = dialect_response(answer);
  if (response.status == 200) return response;
  const bool ours = response.status >= 500;
  auto error = answer.error();
  response.body = meilisearch_error(ours ? "internal" : "bad_request",
                                    ours ? public_message(error) : error.message, response.status);
  return response;
}

HttpResponse post_instantsearch(const Context& context) {
  return dialect_response(answer_instantsearch(*context.backend, context.call.request.body));
}
HttpResponse post_instantsearch_facets(const Context& context) {
  return dialect_response(answer_instantsearch_facets(*context.backend, context.call.request.body));
}
HttpResponse post_meilisearch(const Context& context) {
  return meilisearch_response(answer_meilisearch(*context.backend, context.call.request.body));
}
HttpResponse post_meilisearch_multi(const Context& context) {
  return meilisearch_response(answer_meilisearch_multi(*context.backend, context.call.request.body));
}
HttpResponse post_meilisearch_facet(const Context& context) {
  return meilisearch_response(answer_meilisearch_facet(*context.backend, context.call.request.body));
}
HttpResponse get_meilisearch_health(const Context&) { return json_response(R"({"status":"available"})"); }
HttpResponse get_meilisearch_version(const Context&) {
  // Clients look at the version to see what they may ask; the engine behind it says its own name.
  return json_response(
      R"({"commitSha":"","commitDate":"","pkgVersion":"1.53.0","engine":"dateline )" DATELINE_VERSION
      R"("})");
}

HttpResponse get_static(const Context& context) {
  const auto* asset = find_asset(context.call.target.segments.back());
  if (asset == nullptr)
    return error_response(404, "not_found", "there is no such file: see / for the search page");
  HttpResponse response{.content_type = std::string(asset->content_type),
                        .body = std::string(asset->content)};
  // Modules are fetched with CORS; there is nothing in these files that is not public.
  if (asset->name.ends_with(".js")) response.with("Access-Control-Allow-Origin", "*");
  response.with("ETag", asset->etag);
  response.with("Cache-Control",
                context.call.target.parameters.empty() ? "no-cache" : "public, max-age=31536000, immutable");
  return response;
}

const std::array kRoutes{
    Route{{}, true, true, get_page},
    Route{{"article", "*"}, true, true, get_article_page},
    Route{{"api", "search"}, true, true, get_search},
    Route{{"api", "articles", "*"}, true, true, get_article},
    Route{{"api", "facets", "*"}, true, true, get_facet},
    Route{{"api", "suggest"}, true, true, get_suggest},
    Route{{"suggestions"}, true, true, get_browser_suggestions},
    Route{{"feed.atom"}, true, true, get_atom},
    Route{{"feed.rss"}, true, true, get_rss},
    Route{{"opensearch.xml"}, false, false, get_opensearch},
    Route{{"dateline.js"}, false, false, get_static},
    Route{{"healthz"}, true, false, get_health},
    Route{{"instantsearch"}, true, true, nullptr, post_instantsearch},
    Route{{"instantsearch", "facets"}, true, true, nullptr, post_instantsearch_facets},
    Route{{"multi-search"}, true, true, nullptr, post_meilisearch_multi},
    Route{{"indexes", "*", "search"}, true, true, nullptr, post_meilisearch},
    Route{{"indexes", "*", "facet-search"}, true, true, nullptr, post_meilisearch_facet},
    Route{{"health"}, false, false, get_meilisearch_health},
    Route{{"version"}, false, false, get_meilisearch_version},
    Route{{"dateline-instantsearch.js"}, false, false, get_static},
    Route{{"static", "*"}, false, false, get_static},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

}  // namespace dateline
