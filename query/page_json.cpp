#include "query/page_json.h"

#include "corpus/article_json.h"

namespace dateline {
namespace {

void write(JsonWriter& json, const std::vector<Range>& ranges) {
  json.begin_array();
  for (const auto& [begin, end] : ranges) json.begin_array().value(begin).value(end).end_array();
  json.end_array();
}

void write(JsonWriter& json, const Note& note) {
  json.begin_object().member("code", note.code).member("message", told(note));
  if (note.range.first != note.range.second)
    json.key("range").begin_array().value(note.range.first).value(note.range.second).end_array();
  json.end_object();
}

void write(JsonWriter& json, const Correction& correction) {
  json.begin_object().member("typed", correction.typed).member("word", correction.word);
  if (!correction.field.empty()) json.member("field", correction.field);
  if (correction.also) json.member("also", true);
  json.key("range").begin_array().value(correction.range.first).value(correction.range.second).end_array();
  json.end_object();
}

void write(JsonWriter& json, const std::vector<FacetValue>& values) {
  json.begin_array();
  for (const auto& [value, count] : values)
    json.begin_object().member("value", value).member("count", count).end_object();
  json.end_array();
}

void write(JsonWriter& json, const Highlighted& snippet) {
  json.begin_object().member("text", snippet.text);
  write(json.key("highlights"), snippet.highlights);
  json.end_object();
}

void write(JsonWriter& json, const Hit& hit) {
  const auto& article = hit.article;
  json.begin_object().member("id", article.id).member("url", article.url).member("title", article.title);
  json.member("source", article.source).member("section", article.section);
  json.list("authors", article.authors, [&](const auto& author) { json.value(author); });
  json.key("published");
  if (article.published) {
    json.value(to_string(*article.published));
  } else {
    json.null();
  }
  json.member("language", article.language).member("story", hit.story);
  json.member("same_story", hit.same_story).member("score", hit.score);
  write(json.key("snippet"), hit.snippet);
  write(json.key("title_highlights"), hit.title_highlights);
  write_json(json.key("people"), article.people);
  write_json(json.key("places"), article.places);
  write_json(json.key("organizations"), article.organizations);
  const auto write_reason = [&](const Reason& reason) {
    json.begin_object().member("kind", reason.kind).member("message", reason.message);
    json.member("value", reason.value).end_object();
  };
  if (!hit.reasons.empty()) json.list("reasons", hit.reasons, write_reason);
  json.end_object();
}

void write_query(JsonWriter& json, const Page& page) {
  json.key("query").begin_object().member("text", page.request.text).member("understood", page.understood);
  json.list("notes", page.notes, [&](const Note& note) { write(json, note); });
  if (!page.corrections.empty()) {
    if (!page.corrected.empty()) json.member("corrected", page.corrected);
    json.member("exactly", page.exactly);
    json.list("corrections", page.corrections, [&](const Correction& one) { write(json, one); });
  }
  json.end_object();
}

void write_facets(JsonWriter& json, const std::vector<Facet>& facets) {
  json.key("facets").begin_object();
  for (const auto& facet : facets) write(json.key(facet.field), facet.values);
  json.end_object().key("facet_totals").begin_object();
  for (const auto& facet : facets) {
    json.key(facet.field).begin_object().member("distinct", facet.distinct).member("missing", facet.missing);
    json.member("is_exact", facet.is_exact).end_object();
  }
  json.end_object();
}

void write(JsonWriter& json, const Timeline& timeline) {
  json.begin_object().member("interval", name(timeline.interval));
  write(json.key("values"), timeline.values);
  json.member("missing", timeline.missing).end_object();
}

}  // namespace

std::string to_json(const Hit& hit) {
  JsonWriter json;
  write(json, hit);
  return json.take();
}

void write_members(JsonWriter& json, const Page& page) {
  json.member("format_version", kPageFormatVersion);
  write_query(json, page);
  json.member("total", page.total).member("total_is_exact", page.total_is_exact);
  json.member("offset", page.request.offset).member("limit", page.request.limit);
  json.member("took_ms", static_cast<double>(page.took.count()) / 1000);
  json.list("hits", page.hits, [&](const Hit& hit) { write(json, hit); });
  write_facets(json, page.facets);
  if (page.timeline) write(json.key("timeline"), *page.timeline);
}

std::string to_json(const Page& page) {
  JsonWriter json;
  json.begin_object();
  write_members(json, page);
  return json.end_object().take();
}

std::string to_json(std::string_view typed, const std::vector<Suggestion>& suggestions) {
  JsonWriter json;
  json.begin_object().member("query", typed);
  json.list("suggestions", suggestions, [&](const Suggestion& one) {
    json.begin_object().member("kind", one.kind).member("value", one.value);
    if (one.kind == "article") {
      json.member("id", one.id).member("url", one.url);
    } else {
      json.member("count", one.count);
    }
    json.end_object();
  });
  return json.end_object().take();
}

}  // namespace dateline
