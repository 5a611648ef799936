#include "server/routes.h"

#include <array>

namespace dateline {
namespace {

using enum Needs;

const std::array kRoutes{
    Route{{}, kContent, get_page},
    Route{{"article", "*"}, kContent, get_article_page},
    Route{{"api", "search"}, kContent, get_search},
    Route{{"api", "export"}, kIndex, get_export},
    Route{{"api", "articles"}, kIndex, nullptr, nullptr, true},
    Route{{"api", "articles", "*"}, kContent, get_article, nullptr, true},
    Route{{"api", "articles", "*", "similar"}, kContent, get_similar},
    Route{{"api", "people"}, kContent, get_people},
    Route{{"api", "people", "*"}, kContent, get_person},
    Route{{"api", "places"}, kContent, get_places},
    Route{{"api", "places", "*"}, kContent, get_place},
    Route{{"api", "timeline"}, kContent, get_timeline},
    Route{{"api", "facets", "*"}, kContent, get_facet},
    Route{{"api", "suggest"}, kContent, get_suggest},
    Route{{"openapi.json"}, kNothing, get_openapi},
    Route{{"suggestions"}, kContent, get_browser_suggestions},
    Route{{"feed.atom"}, kContent, get_atom},
    Route{{"feed.rss"}, kContent, get_rss},
    Route{{"opensearch.xml"}, kNothing, get_opensearch},
    Route{{"dateline.js"}, kNothing, get_static},
    Route{{"healthz"}, kIndex, get_health, nullptr, false, true},
    Route{{"readyz"}, kIndex, get_ready, nullptr, false, true},
    Route{{"instantsearch"}, kContent, nullptr, post_instantsearch},
    Route{{"instantsearch", "facets"}, kContent, nullptr, post_instantsearch_facets},
    Route{{"multi-search"}, kContent, nullptr, post_meilisearch_multi},
    Route{{"indexes", "*", "search"}, kContent, get_meilisearch, post_meilisearch},
    Route{{"indexes", "*", "facet-search"}, kContent, nullptr, post_meilisearch_facet},
    Route{{"health"}, kNothing, get_meilisearch_health},
    Route{{"version"}, kNothing, get_meilisearch_version},
    Route{{"dateline-instantsearch.js"}, kNothing, get_static},
    Route{{"static", "*"}, kNothing, get_static},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

}  // namespace dateline
