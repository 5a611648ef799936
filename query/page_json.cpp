#include "query/page_json.h"

#include <nlohmann/json.hpp>

#include "corpus/base/text.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::vector<Range>& ranges) {
  auto list = Json::array();
  for (const auto& [begin, end] : ranges) list.push_back({begin, end});
  return list;
}

Json json_of(const Note& note) {
  Json json{{"code", note.code}, {"message", note.message}};
  if (note.range.first != note.range.second) json["range"] = {note.range.first, note.range.second};
  return json;
}

Json json_of(const std::vector<FacetValue>& values) {
  auto list = Json::array();
  for (const auto& [value, count] : values) list.push_back({{"value", value}, {"count", count}});
  return list;
}

/// The article's own JSON has every field of a hit but those of the search.
Json json_of(const Hit& hit) {
  const auto article = Json::parse(to_json(hit.article, false));
  Json json;
  for (const char* key : {"id", "url", "title", "source", "section"}) json[key] = article.value(key, "");
  json["authors"] = hit.article.authors;
  json["published"] = article.contains("published") ? article["published"] : Json(nullptr);
  json["language"] = hit.article.language;
  json["story"] = hit.story;
  json["score"] = hit.score;
  json["snippet"] = {{"text", hit.snippet.text}, {"highlights", json_of(hit.snippet.highlights)}};
  json["title_highlights"] = json_of(hit.title_highlights);
  for (const char* key : {"people", "places", "organizations"}) json[key] = article.value(key, Json::array());
  for (const auto& [kind, message, value] : hit.reasons)
    json["reasons"].push_back({{"kind", kind}, {"message", message}, {"value", value}});
  return json;
}

std::string dump(const Json& json) {
  auto text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  // Inside a <script> element neither "</" nor "<!--" may stand.
  for (auto at = text.find('<'); at != std::string::npos; at = text.find('<', at))
    text.replace(at, 1, "\\u003c");
  return text;
}

}  // namespace

std::string to_json(const Hit& hit) { return dump(json_of(hit)); }

std::string to_json(const Page& page) {
  Json json;
  json["format_version"] = kPageFormatVersion;
  auto& query = json["query"];
  query["text"] = page.request.text;
  query["understood"] = page.understood;
  query["notes"] = Json::array();
  for (const auto& note : page.notes) query["notes"].push_back(json_of(note));
  json["total"] = page.total;
  json["total_is_exact"] = page.total_is_exact;
  json["offset"] = page.request.offset;
  json["limit"] = page.request.limit;
  json["took_ms"] = static_cast<double>(page.took.count()) / 1000;
  json["hits"] = Json::array();
  for (const auto& hit : page.hits) json["hits"].push_back(json_of(hit));
  json["facets"] = Json::object();
  json["facet_totals"] = Json::object();
  for (const auto& facet : page.facets) {
    json["facets"][facet.field] = json_of(facet.values);
    json["facet_totals"][facet.field] = {
        {"distinct", facet.distinct}, {"missing", facet.missing}, {"is_exact", facet.is_exact}};
  }
  if (page.timeline) {
    json["timeline"] = {{"interval", name(page.timeline->interval)},
                        {"values", json_of(page.timeline->values)},
                        {"missing", page.timeline->missing}};
  }
  return dump(json);
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

}  // namespace dateline
