// The pages for people, and the files they are made of.
#include <algorithm>

#include "server/assets.h"
#include "server/page/links.h"
#include "server/page_html.h"
#include "server/route/answers.h"
#include "server/search_parameters.h"

namespace dateline {

/// Articles under another that are like it.
constexpr std::uint32_t kSimilarArticles = 5;

namespace {

/// The search with the place that it filters by taken for all that lies in it, if that finds more than
/// `found`.
std::optional<WiderPlace> wider_place(const Context& context, SearchRequest request, std::uint64_t found) {
  const auto is_place = [](const Filter& filter) {
    return filter.field == "place" && filter.values.size() == 1 && !filter.exclude &&
           filter.values[0].find('"') == std::string::npos;
  };
  const auto filter = std::ranges::find_if(request.filters, is_place);
  if (filter == request.filters.end()) return std::nullopt;
  const auto place = filter->values[0];
  request.filters.erase(filter);
  request.text = "in:\"" + place + "\"" + (request.text.empty() ? "" : " ") + request.text;
  auto counted = request;
  counted.limit = 0;
  const auto page = context.backend->search(counted);
  if (!page || page->total <= found) return std::nullopt;
  return WiderPlace{.place = place, .request = first_page(std::move(request)), .total = page->total};
}

/// Whether the facet of places leaves out a filter of its own, and so counts more than what is found.
bool filters_by_place(const SearchRequest& request) {
  return std::ranges::any_of(request.filters,
                             [](const Filter& filter) { return filter.field == "place" && !filter.exclude; });
}

/// The places of all articles found, for the map: those of the page unless it is filtered by one.
Facet places_found(const Context& context, const Page& page) {
  const auto of_page = std::ranges::find(page.facets, "places", &Facet::field);
  if (!filters_by_place(page.request)) return of_page == page.facets.end() ? Facet{} : *of_page;
  auto request = page.request;
  request.facets = {"places"};
  request.facet_limit = kMapPlaces;
  request.facet_scope = FacetScope::kMatches;
  request.locate = true;
  request.timeline.reset();
  request.limit = request.offset = 0;
  auto found = context.backend->search(request);
  return found && !found->facets.empty() ? std::move(found->facets.front()) : Facet{};
}

/// Leaves each facet the values that the side of the page has room for, which it shows without positions.
void shorten_facets(Page& page) {
  for (auto& facet : page.facets) {
    facet.values.resize(std::min<std::size_t>(facet.values.size(), kPageFacetValues));
    facet.positions.clear();
  }
}

/// Whether `text` has the field story: whoever follows a story wants all of its articles.
bool asks_for_story(std::string_view text) {
  for (auto at = text.find("story:"); at != text.npos; at = text.find("story:", at + 1)) {
    if (at == 0 || std::string_view(" (+-").find(text[at - 1]) != std::string_view::npos) return true;
  }
  return false;
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
  asked.locate = !filters_by_place(request);
  asked.facet_limit = asked.locate ? kMapPlaces : kPageFacetValues;
  asked.timeline = Interval::kMonth;
  asked.group_stories = !asks_for_story(request.text) && !asks_for_story(request.with);
  if (is_front_page(request)) asked.sort = Sort::kNewest;
  auto page = context.backend->search(asked);
  if (!page) {
    return html_response(
        error_page_html(context.settings.title, status_of(page.error().code), public_message(page.error())),
        status_of(page.error().code));
  }
  view.page = &*page;
  view.wider = wider_place(context, request, page->total);
  view.places = places_found(context, *page);
  shorten_facets(*page);
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
  const auto similar = context.backend->similar(article->id, {.limit = kSimilarArticles});
  return html_response(
      article_page_html(context.settings.title, *article, similar ? similar->hits : std::vector<Hit>{}));
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
