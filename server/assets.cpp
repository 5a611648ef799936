#include "server/assets.h"

#include <algorithm>
#include <array>

#include "corpus/article.h"

// Puts the file web/FILE into the program between two symbols.
#define DATELINE_EMBED(symbol, file)               \
  __asm__(                                         \
      ".pushsection .rodata\n"                     \
      ".global dateline_asset_" #symbol            \
      "\n"                                         \
      ".global dateline_asset_" #symbol            \
      "_end\n"                                     \
      "dateline_asset_" #symbol                    \
      ":\n"                                        \
      ".incbin \"" DATELINE_WEB "/" file           \
      "\"\n"                                       \
      "dateline_asset_" #symbol                    \
      "_end:\n"                                    \
      ".byte 0\n"                                  \
      ".popsection\n");                            \
  extern "C" const char dateline_asset_##symbol[]; \
  extern "C" const char dateline_asset_##symbol##_end[];

DATELINE_EMBED(css, "dateline.css")
DATELINE_EMBED(box, "dateline.js")
DATELINE_EMBED(instantsearch, "dateline-instantsearch.js")
DATELINE_EMBED(page, "page.js")
DATELINE_EMBED(icon, "icon.svg")
DATELINE_EMBED(world, "world.svg")
DATELINE_EMBED(schemas, "schemas.json")

namespace dateline {
namespace {

Asset asset(std::string_view name, std::string_view content_type, const char* begin, const char* end) {
  const std::string_view content(begin, static_cast<std::size_t>(end - begin));
  return {name, content_type, content, "\"" + stable_id(content) + "\""};
}

const std::array kAssets{
    asset("dateline.css", "text/css; charset=utf-8", dateline_asset_css, dateline_asset_css_end),
    asset("dateline.js", "text/javascript; charset=utf-8", dateline_asset_box, dateline_asset_box_end),
    asset("dateline-instantsearch.js", "text/javascript; charset=utf-8", dateline_asset_instantsearch,
          dateline_asset_instantsearch_end),
    asset("page.js", "text/javascript; charset=utf-8", dateline_asset_page, dateline_asset_page_end),
    asset("icon.svg", "image/svg+xml", dateline_asset_icon, dateline_asset_icon_end),
    asset("world.svg", "image/svg+xml", dateline_asset_world, dateline_asset_world_end),
    asset("schemas.json", "application/schema+json", dateline_asset_schemas, dateline_asset_schemas_end),
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
