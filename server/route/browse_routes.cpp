// Browsing: the people and places of a search, who appears with whom, values of a facet, articles over time.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/facet_values.h"
#include "server/route/answers.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint32_t kNeighbours = 20;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// A facet and the filter that its values set.
struct Names {
  const char* facet;
  const char* filter;
};
constexpr Names kPeople{"people", "person"};
constexpr Names kPlaces{"places", "place"};

HttpResponse browse(const Context& context, Names names) {
  Parameters parameters(context);
  const auto contains = parameters.take("contains").value_or("");
  const auto limit = parameters.take_number("limit", 20, kMaxFacetLimit);
  if (!limit) return failed(limit.error());
  auto request = parameters.search();
  if (!request) return failed(request.error());
  request->facet_limit = *limit;
  request->locate = true;
  const auto found = facet_values(*context.backend, *request, names.facet, contains);
  if (!found) return failed(found.error());
  Json json{{"total", found->total},
            {"distinct", found->facet.distinct},
            {"complete", found->complete},
            {names.facet, Json::array()}};
  for (std::size_t n = 0; n < found->facet.values.size(); ++n) {
    const auto& [value, count] = found->facet.values[n];
    Json one{{"name", value}, {"count", count}};
    if (n < found->facet.positions.size() && found->facet.positions[n]) {
      one["lat"] = found->facet.positions[n]->latitude;
      one["lon"] = found->facet.positions[n]->longitude;
    }
    json[names.facet].push_back(std::move(one));
  }
  return json_response(dump(json));
}

/// The counts of one facet without the value `left_out`.
Json counts(const Page& page, std::string_view field, std::string_view left_out) {
  auto list = Json::array();
  for (const auto& facet : page.facets) {
    if (facet.field != field) continue;
    for (const auto& [value, count] : facet.values) {
      if (value != left_out) list.push_back({{"name", value}, {"count", count}});
    }
  }
  return list;
}

/// One name: how often, when, and with whom and where.
HttpResponse look_up(const Context& context, Names names) {
  Parameters parameters(context);
  auto request = parameters.search();
  if (!request) return failed(request.error());
  const auto& name = context.call.target.segments.back();
  request->filters.push_back({.field = names.filter, .values = {name}});
  request->facets = {"people", "places", "organizations", "year"};
  request->facet_limit = kNeighbours + 1;
  request->facet_scope = FacetScope::kMatches;
  request->limit = 1;
  request->offset = 0;
  const auto page = context.backend->search(*request);
  if (!page) return failed(page.error());
  if (page->total == 0)
    return failed(make_error(ErrorCode::kNotFound, "no article here names {}", quoted(name)));
  // The archive may write the name otherwise than it was asked for.
  auto shown = name;
  for (const auto& facet : page->facets) {
    if (facet.field == names.facet && !facet.values.empty() && facet.values.front().count == page->total)
      shown = same_value(facet, name).value_or(name);
  }
  Json json{{"name", shown}, {"count", page->total}};
  for (const char* facet : {"people", "places", "organizations"}) {
    json[facet] = counts(*page, facet, facet == std::string_view(names.facet) ? shown : "");
    if (json[facet].size() > kNeighbours) json[facet].erase(kNeighbours);
  }
  json["years"] = counts(*page, "year", "");
  return json_response(dump(json));
}

}  // namespace

HttpResponse get_people(const Context& context) { return browse(context, kPeople); }
HttpResponse get_places(const Context& context) { return browse(context, kPlaces); }
HttpResponse get_person(const Context& context) { return look_up(context, kPeople); }
HttpResponse get_place(const Context& context) { return look_up(context, kPlaces); }

HttpResponse get_facet(const Context& context) {
  Parameters parameters(context);
  const auto contains = parameters.take("contains").value_or("");
  const auto request = parameters.search();
  if (!request) return failed(request.error());
  const auto values = facet_values(*context.backend, *request, context.call.target.segments.back(), contains);
  if (!values) return failed(values.error());
  return json_response(to_json(*values));
}

HttpResponse get_timeline(const Context& context) {
  Parameters parameters(context);
  const auto word = parameters.take_choice("interval", {"year", "month", "day"});
  if (!word) return failed(word.error());
  auto request = parameters.search();
  if (!request) return failed(request.error());
  request->timeline = parse_interval(*word).value();
  request->limit = request->offset = 0;
  const auto page = context.backend->search(*request);
  if (!page) return failed(page.error());
  const auto timeline = page->timeline.value_or(Timeline{});
  Json json{
      {"total", page->total}, {"interval", *word}, {"missing", timeline.missing}, {"buckets", Json::array()}};
  for (const auto& [value, count] : timeline.values)
    json["buckets"].push_back({{"start", value}, {"count", count}});
  return json_response(dump(json));
}

}  // namespace dateline
