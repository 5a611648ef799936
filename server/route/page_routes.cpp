// The pages for people, and the files they are made of.
#include <optional>
#include <tuple>
#include <utility>

#include "server/assets.h"
#include "server/page_html.h"
#include "server/route/answers.h"
#include "server/search_parameters.h"

namespace dateline {

namespace {

using Times = std::pair<Facet, Facet>;

/// All the years and months of a search.
std::optional<Times> count_times(SearchBackend& backend, SearchRequest request) {
  request.facets = {"year", "month"};
  request.facet_limit = kMaxFacetLimit;
  request.limit = request.offset = 0;
  auto page = backend.search(request);
  if (!page || page->facets.size() != 2) return std::nullopt;
  return Times{std::move(page->facets[0]), std::move(page->facets[1])};
}

}  // namespace

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
  if (auto times = count_times(*context.backend, asked))
    std::tie(view.years, view.months) = std::move(*times);
  auto response = html_response(search_page_html(view));
  response.found = page->total;
  return response;
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

}  // namespace dateline
