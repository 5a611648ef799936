#include "server/assets.h"

#include <algorithm>
#include <array>

#include "corpus/article.h"
#include "corpus/base/embedded.h"

DATELINE_EMBED(css, DATELINE_WEB "/dateline.css")
DATELINE_EMBED(box, DATELINE_WEB "/dateline.js")
DATELINE_EMBED(instantsearch, DATELINE_WEB "/dateline-instantsearch.js")
DATELINE_EMBED(page, DATELINE_WEB "/page.js")
DATELINE_EMBED(icon, DATELINE_WEB "/icon.svg")
DATELINE_EMBED(world, DATELINE_WEB "/world.svg")
DATELINE_EMBED(schemas, DATELINE_WEB "/schemas.json")

namespace dateline {
namespace {

Asset asset(std::string_view name, std::string_view content_type, std::string_view content) {
  return {name, content_type, content, "\"" + stable_id(content) + "\""};
}

const std::array kAssets{
    asset("dateline.css", "text/css; charset=utf-8", DATELINE_EMBEDDED(css)),
    asset("dateline.js", "text/javascript; charset=utf-8", DATELINE_EMBEDDED(box)),
    asset("dateline-instantsearch.js", "text/javascript; charset=utf-8", DATELINE_EMBEDDED(instantsearch)),
    asset("page.js", "text/javascript; charset=utf-8", DATELINE_EMBEDDED(page)),
    asset("icon.svg", "image/svg+xml", DATELINE_EMBEDDED(icon)),
    asset("world.svg", "image/svg+xml", DATELINE_EMBEDDED(world)),
    asset("schemas.json", "application/schema+json", DATELINE_EMBEDDED(schemas)),
};

}  // namespace

const Asset* find_asset(std::string_view name) {
  const auto* found = std::ranges::find(kAssets, name, &Asset::name);
  return found == kAssets.end() ? nullptr : found;
}

std::string asset_url(std::string_view name) {
  const auto* found = find_asset(name);
  if (found == nullptr) return "";
  return "/static/" + std::string(name) + "?v=" + found->etag.substr(1, found->etag.size() - 2);
}

}  // namespace dateline
