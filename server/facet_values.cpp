#include "server/facet_values.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "indexer/analysis.h"

namespace dateline {

std::expected<FoundValues, Error> facet_values(SearchBackend& backend, SearchRequest request,
                                               const std::string& name, std::string_view contains) {
  request.facets = {name};
  request.facet_search = contains;
  request.limit = 0;
  request.offset = 0;
  auto page = backend.search(request);
  if (!page) return std::unexpected(page.error());
  FoundValues values{.total = page->total};
  if (!page->facets.empty()) values.facet = std::move(page->facets.front());
  values.complete = values.facet.is_exact;
  return values;
}

std::optional<std::string> same_value(const Facet& facet, std::string_view name) {
  const auto key = value_key(name);
  const auto found =
      std::ranges::find_if(facet.values, [&](const FacetValue& one) { return value_key(one.value) == key; });
  return found == facet.values.end() ? std::nullopt : std::optional(found->value);
}

std::string to_json(const FoundValues& values) {
  using Json = nlohmann::ordered_json;
  Json json{{"facet", values.facet.field},
            {"total", values.total},
            {"distinct", values.facet.distinct},
            {"complete", values.complete},
            {"values", Json::array()}};
  for (const auto& [value, count] : values.facet.values)
    json["values"].push_back({{"value", value}, {"count", count}});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dateline
