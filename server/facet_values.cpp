#include "server/facet_values.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "indexer/analysis.h"

namespace dateline {
namespace {

std::vector<std::string_view> key_words(std::string_view key) {
  std::vector<std::string_view> words;
  while (!key.empty()) {
    const auto end = std::min(key.find(' '), key.size());
    if (end > 0) words.push_back(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return words;
}

}  // namespace

bool words_begin(std::string_view value, std::string_view typed) {
  const auto value_text = value_key(value), typed_text = value_key(typed);
  const auto words = key_words(value_text);
  return std::ranges::all_of(key_words(typed_text), [&](std::string_view begin) {
    return std::ranges::any_of(words, [&](std::string_view word) { return word.starts_with(begin); });
  });
}

std::expected<FacetValues, Error> facet_values(SearchBackend& backend, SearchRequest request,
                                               const std::string& name, std::string_view contains) {
  const auto wanted = request.facet_limit;
  request.facets = {name};
  request.limit = 0;
  request.offset = 0;
  if (!contains.empty()) request.facet_limit = kMaxFacetLimit;
  auto page = backend.search(request);
  if (!page) return std::unexpected(page.error());
  FacetValues values{.total = page->total};
  if (!page->facets.empty()) values.facet = std::move(page->facets.front());
  auto& found = values.facet.values;
  values.complete = found.size() == values.facet.distinct;
  if (!contains.empty())
    std::erase_if(found, [&](const FacetValue& one) { return !words_begin(one.value, contains); });
  if (found.size() > wanted) found.resize(wanted);
  return values;
}

std::optional<std::string> same_value(const Facet& facet, std::string_view name) {
  const auto key = value_key(name);
  const auto found =
      std::ranges::find_if(facet.values, [&](const FacetValue& one) { return value_key(one.value) == key; });
  return found == facet.values.end() ? std::nullopt : std::optional(found->value);
}

std::string to_json(const FacetValues& values) {
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
