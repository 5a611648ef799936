#include "server/openapi.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "corpus/article.h"
#include "corpus/base/text.h"
#include "query/search.h"
#include "server/assets.h"
#include "server/routes.h"
#include "server/search_parameters.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// One operation, in the words of the document.
struct Operation {
  std::string_view path;
  std::string_view method;
  std::string_view summary;
  std::string_view schema;  ///< of the answer, a name in schemas.json; "": no JSON
  bool takes_search = true;
  std::vector<ParameterDoc> own{};  ///< beside those of a search
};

const ParameterDoc kContains{"contains", "string", "Only values with words that begin with these words."};

const std::vector<Operation>& operations() {
  static const std::vector<Operation> kOperations{
      {"/api/search",
       "get",
       "Search: one page of hits, counts, and notes on how the query was understood.",
       "Page",
       true,
       {{"cursor", "cursor",
         "* for the first page, then next_cursor of the last one: pages to the end of a result."}}},
      {"/api/suggest",
       "get",
       "People, places, organizations and headlines for what is being typed.",
       "Suggestions",
       false,
       {{"q", "string", "What was typed so far."}}},
      {"/api/articles", "post",
       "Add or replace articles: one JSON object a line, or as application/json one array or object; a "
       "result a line "
       "once all are durable.",
       "", false},
      {"/api/articles/{id}", "get", "A whole article.", "Article", false},
      {"/api/articles/{id}", "delete", "Delete an article.", "", false},
      {"/api/articles/{id}/similar", "get", "The articles most like this one; a search narrows them.",
       "Page"},
      {"/api/people",
       "get",
       "The people in the articles of a search, most frequent first.",
       "People",
       true,
       {kContains, {"limit", "integer", "How many names.", false, kMaxFacetLimit}}},
      {"/api/people/{name}", "get", "One person: how often, when, with whom and where.", "Name", true},
      {"/api/places",
       "get",
       "The places in the articles of a search, most frequent first.",
       "Places",
       true,
       {kContains, {"limit", "integer", "How many names.", false, kMaxFacetLimit}}},
      {"/api/places/{name}", "get", "One place: how often, when, with whom and what else.", "Name", true},
      {"/api/timeline",
       "get",
       "The articles of a search over time.",
       "Timeline",
       true,
       {{"interval", "year|month|day", "The length of a bucket."}}},
      {"/api/facets/{name}", "get", "The values of one facet over a search.", "Facet", true, {kContains}},
      {"/api/export",
       "get",
       "A whole result as NDJSON or CSV, streamed.",
       "",
       true,
       {{"format", "ndjson|csv", "NDJSON is what dateline-index reads."},
        {"text", "1|0", "0: without the articles' texts."},
        {"limit", "integer", "At most so many articles.", false, kMaxOffset}}},
  };
  return kOperations;
}

/// A year, a month or a day, with `dash` between them; the 29th of February is taken as well.
std::string date_pattern(std::string_view dash, bool is_whole) {
  const auto month = fmt::format("(0[1-9]|1[0-2])({}(0[1-9]|1[0-9]|2[0-8])){}", dash, is_whole ? "" : "?");
  const auto late = fmt::format("(0[13-9]|1[0-2]){0}(29|30)|(0[13578]|1[02]){0}31", dash);
  return fmt::format("[1-9][0-9]{{3}}({}({}|{})){}", dash, month, late, is_whole ? "" : "?");
}

/// What a value that is no free text looks like; "" if it is free, or chosen from words.
std::string pattern_of(std::string_view type) {
  if (type == "date") return date_pattern("-", false);
  if (type == "day") return date_pattern("", true);
  if (type == "cursor") return "\\*|[0-9a-f]{1,5}-[0-9a-f]{16}";
  if (type == "fq") return R"(-?(person|place|source):\("[A-Za-z ]+"( "[A-Za-z ]+")*\))";
  if (type != "facets") return "";
  const auto one = "(" + joined(facet_fields(), "|") + ")";
  return one + "(," + one + ")*";
}

Json schema_of(const ParameterDoc& doc) {
  if (doc.type == "integer") return {{"type", "integer"}, {"minimum", 0}, {"maximum", doc.most}};
  Json schema{{"type", "string"}};
  if (doc.type == "string") {
    schema["pattern"] = "^[^\\u0000]*$";
    return schema;
  }
  if (const auto pattern = pattern_of(doc.type); !pattern.empty()) {
    schema["pattern"] = "^(" + pattern + ")?$";  // an empty value is as good as none
    return schema;
  }
  auto words = std::string(doc.type);
  for (auto& c : words) c = c == '|' ? ',' : c;
  schema["enum"] = split_list(words);
  schema["enum"].insert(schema["enum"].begin(), "");  // as good as none
  return schema;
}

Json parameter(const ParameterDoc& doc) {
  auto schema = schema_of(doc);
  if (doc.repeatable) schema = {{"type", "array"}, {"items", schema}};
  Json json{{"name", doc.name}, {"in", "query"}, {"description", doc.description}, {"schema", schema}};
  if (doc.repeatable) json["explode"] = true;
  return json;
}

Json path_parameter(std::string_view path) {
  const auto begin = path.find('{') + 1;
  Json schema{{"type", "string"}, {"pattern", "^[^\\u0000]+$"}};
  if (path.starts_with("/api/facets/")) schema = {{"type", "string"}, {"enum", facet_fields()}};
  return {{"name", path.substr(begin, path.find('}') - begin)},
          {"in", "path"},
          {"required", true},
          {"schema", schema}};
}

Json parameters_of(const Operation& operation) {
  auto list = Json::array();
  if (operation.path.find('{') != std::string_view::npos) list.push_back(path_parameter(operation.path));
  for (const auto& doc : operation.own) list.push_back(parameter(doc));
  if (!operation.takes_search) return list;
  for (const auto& doc : search_parameter_docs()) {
    const bool is_own =
        std::ranges::find(operation.own, doc.name, &ParameterDoc::name) != operation.own.end();
    if (!is_own) list.push_back(parameter(doc));
  }
  return list;
}

Json answer(std::string_view description, std::string_view schema) {
  return {{"description", description},
          {"content",
           {{"application/json", {{"schema", {{"$ref", "#/components/schemas/" + std::string(schema)}}}}}}}};
}

Json text_answer(std::string_view description, std::initializer_list<std::string_view> types) {
  Json json{{"description", description}, {"content", Json::object()}};
  for (const auto type : types) json["content"][std::string(type)] = {{"schema", {{"type", "string"}}}};
  return json;
}

Json responses_of(const Operation& operation) {
  auto responses = Json::object();
  if (!operation.schema.empty()) responses["200"] = answer("The answer.", operation.schema);
  if (operation.path == "/api/export")
    responses["200"] = text_answer("The articles.", {"application/x-ndjson", "text/csv"});
  if (operation.method == "get" && operation.path != "/api/export")
    responses["304"] = {
        {"description", "What If-None-Match names is still right: the index has not changed."}};
  if (operation.method == "post")
    responses["200"] = text_answer(
        "One JSON object a line: line (of an array: item, from 1), id, status (added, replaced, "
        "unchanged, refused), error, note.",
        {"application/x-ndjson"});
  if (operation.method == "delete") responses["204"] = {{"description", "It is gone."}};
  responses["400"] = answer("A parameter is unknown or has a value that cannot be.", "Error");
  responses["401"] = answer("A key is needed.", "Error");
  if (operation.method != "get")
    responses["403"] = answer("Writing is off, or the key may only search.", "Error");
  if (operation.path.find('{') != std::string_view::npos || operation.method == "delete")
    responses["404"] = answer("There is none.", "Error");
  responses["414"] = answer("The URL is longer than 8 kB.", "Error");
  if (operation.method == "post") responses["413"] = answer("The body is too long.", "Error");
  if (operation.method == "post") responses["415"] = answer("The body is not JSON.", "Error");
  responses["429"] = answer("Too many requests of one client: see Retry-After.", "Error");
  responses["503"] = answer("Too many searches are waiting, or one took too long: see Retry-After.", "Error");
  return responses;
}

Json json_of(const Operation& operation) {
  Json json{{"summary", operation.summary}, {"parameters", parameters_of(operation)}};
  if (operation.method == "post") {
    const Json article{{"$ref", "#/components/schemas/Article"}};
    json["requestBody"] = {
        {"required", true},
        {"content",
         {{"application/x-ndjson", {{"schema", {{"type", "string"}, {"minLength", 1}}}}},
          {"application/json",
           {{"schema", {{"oneOf", {article, {{"type", "array"}, {"items", article}}}}}}}}}}};
  }
  if (operation.method != "get") json["security"] = {{{"key", Json::array()}}};
  json["responses"] = responses_of(operation);
  return json;
}

std::string document() {
  Json json{{"openapi", "3.1.0"},
            {"info",
             {{"title", "Dateline"},
              {"version", DATELINE_VERSION},
              {"summary", "Search news articles by what they say, whom and where they are about, and when."},
              {"license", {{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}}}}},
            {"paths", Json::object()}};
  for (const auto& operation : operations())
    json["paths"][std::string(operation.path)][std::string(operation.method)] = json_of(operation);
  json["components"]["schemas"] = Json::parse(find_asset("schemas.json")->content);
  json["components"]["securitySchemes"]["key"] = {{"type", "http"}, {"scheme", "bearer"}};
  return json.dump() + "\n";
}

}  // namespace

const std::string& openapi_document() {
  static const std::string kDocument = document();
  return kDocument;
}

HttpResponse get_openapi(const Context&) {
  static const std::string kETag = "\"" + stable_id(openapi_document()) + "\"";
  return {.content_type = "application/json",
          .body = openapi_document(),
          .headers = {{"ETag", kETag}, {"Cache-Control", "no-cache"}}};
}

}  // namespace dateline
