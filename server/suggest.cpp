#include "server/suggest.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

#include "indexer/analysis.h"
#include "query/facets.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

struct Kind {
  const char* facet;
  const char* filter;
};
constexpr std::array kKinds{Kind{"people", "person"}, Kind{"places", "place"}, Kind{"organizations", "org"}};

/// What value_key gives for text without words is the text itself: nothing to put into a query.
bool has_words(std::string_view key) {
  return std::ranges::any_of(key, [](unsigned char c) { return c >= 0x80 || std::isalnum(c) != 0; });
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::expected<std::vector<Suggestion>, Error> suggest(SearchBackend& backend, std::string_view typed,
                                                      std::size_t each) {
  std::vector<Suggestion> suggestions;
  const auto words = value_key(typed);
  if (!has_words(words)) return suggestions;
  SearchRequest names{.text = "*", .limit = 0, .facet_limit = kMaxFacetLimit};
  for (const auto& kind : kKinds) names.facets.emplace_back(kind.facet);
  const auto counted = backend.search(names);
  if (!counted) return std::unexpected(counted.error());
  for (const auto& kind : kKinds) {
    std::size_t found = 0;
    for (const auto& facet : counted->facets) {
      if (facet.field != kind.facet) continue;
      for (const auto& [value, count] : facet.values) {
        if (found == each) break;
        if (!words_begin(value_key(value), words)) continue;
        suggestions.push_back({.kind = kind.filter, .value = value, .count = count});
        ++found;
      }
    }
  }
  const auto headlines = backend.search({.text = "title:(" + words + "*)",
                                         .match = MatchMode::kAll,
                                         .limit = static_cast<std::uint32_t>(each)});
  if (!headlines) return std::unexpected(headlines.error());
  for (const auto& hit : headlines->hits)
    suggestions.push_back(
        {.kind = "article", .value = hit.article.title, .id = hit.article.id, .url = hit.article.url});
  return suggestions;
}

std::string to_json(std::string_view typed, const std::vector<Suggestion>& suggestions) {
  Json json{{"query", typed}, {"suggestions", Json::array()}};
  for (const auto& one : suggestions) {
    Json item{{"kind", one.kind}, {"value", one.value}};
    if (one.kind == "article") {
      item["id"] = one.id;
      item["url"] = one.url;
    } else {
      item["count"] = one.count;
    }
    json["suggestions"].push_back(std::move(item));
  }
  return dump(json);
}

std::string to_browser_json(std::string_view typed, const std::vector<Suggestion>& suggestions) {
  auto values = Json::array();
  for (const auto& one : suggestions) values.push_back(one.value);
  return dump(Json::array({typed, values}));
}

}  // namespace dateline
