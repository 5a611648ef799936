// The document and the handlers, held against each other in both directions, on an index of the sample
// corpus.
#include "server/openapi.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "corpus/base/text.h"
#include "corpus/reader.h"
#include "indexer/writer.h"
#include "server/api.h"
#include "server/routes.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

const Json& document() {
  static const Json kDocument = Json::parse(openapi_document());
  return kDocument;
}

/// What is wrong with `value` by `schema`; "" if nothing is. Knows what the document uses of JSON Schema.
std::string misfit(const Json& value, const Json& schema, const std::string& where) {
  if (schema.contains("$ref")) {
    const auto name = schema["$ref"].get<std::string>();
    return misfit(value, document().at(Json::json_pointer(name.substr(1))), where);
  }
  if (schema.contains("const")) return value == schema["const"] ? "" : where + " is not the constant";
  if (schema.contains("enum"))
    return std::ranges::count(schema["enum"], value) > 0 ? "" : where + " is none of the words";
  const auto types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
  const std::string_view type = value.is_number_integer() ? "integer" : value.type_name();
  const bool fits = std::ranges::count(types, Json(type)) > 0 ||
                    (value.is_number() && std::ranges::count(types, "number") > 0);
  if (!fits) return where + " is " + std::string(type) + " and not " + schema["type"].dump();
  if (value.is_array() && schema.contains("items")) {
    for (const auto& one : value) {
      if (auto wrong = misfit(one, schema["items"], where + "[]"); !wrong.empty()) return wrong;
    }
  }
  if (!value.is_object()) return "";
  for (const auto& name : schema.value("required", Json::array())) {
    if (!value.contains(name)) return where + " lacks " + name.get<std::string>();
  }
  for (const auto& [name, one] : value.items()) {
    const auto& known = schema.value("properties", Json::object());
    const auto& other = schema["additionalProperties"];
    if (!known.contains(name) && other == false) return where + "." + name + " is not described";
    if (auto wrong = misfit(one, known.contains(name) ? known[name] : other, where + "." + name);
        !wrong.empty())
      return wrong;
  }
  return "";
}

class Described : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    auto writer = Writer::open(folder_->path());
    auto reader = open_source(DATELINE_SAMPLES "/articles", {});
    while (auto article = (*reader)->next()) {
      ASSERT_TRUE(!*article || writer->put(**article, "samples"));
    }
    ASSERT_TRUE(writer->commit());
    backend_ = std::move(*open_index_backend(folder_->path()));
  }
  static void TearDownTestSuite() {
    backend_.reset();
    folder_.reset();
  }
  static HttpResponse get(const std::string& target) {
    const Api api{{}};
    auto routed = api.route({.method = "GET", .target = target});
    if (auto* response = std::get_if<HttpResponse>(&routed)) return std::move(*response);
    return api.answer(std::get<Call>(routed), *backend_);
  }
  static std::string some_id() {
    return Json::parse(get("/api/search?limit=1").body)["hits"][0]["id"].get<std::string>();
  }
  /// An address for a path of the document.
  static std::string address(std::string path) {
    const auto brace = path.find('{');
    if (brace == std::string::npos) return path;
    const auto value = path.starts_with("/api/articles") ? encode_component(some_id())
                       : path.starts_with("/api/facets") ? "people"
                       : path.starts_with("/api/people") ? "Seth%20G.%20Jones"
                                                         : "Afghanistan";
    return path.substr(0, brace) + value + path.substr(path.find('}') + 1);
  }
  /// A value that the schema of a parameter allows.
  static std::string example(const Json& parameter) {
    static const std::map<std::string, std::string> kExamples{{"from", "1999"},
                                                              {"to", "2030-12"},
                                                              {"begin_date", "19990101"},
                                                              {"end_date", "20301231"},
                                                              {"from-date", "1999"},
                                                              {"to-date", "2030-12-31"},
                                                              {"facets", "people,year"},
                                                              {"fq", "person%3A%28%22Ana%22%29"},
                                                              {"cursor", "*"}};
    const auto name = parameter["name"].get<std::string>();
    if (kExamples.contains(name)) return kExamples.at(name);
    if (parameter["schema"].contains("enum")) return parameter["schema"]["enum"].back();
    return parameter["schema"]["type"] == "integer" ? "1" : "a";
  }

  static inline std::unique_ptr<TemporaryFolder> folder_;
  static inline std::unique_ptr<SearchBackend> backend_;
};

TEST_F(Described, EveryAddressOfTheApiIsInTheDocument) {
  for (const auto& route : routes()) {
    if (route.path.empty() || route.path[0] != "api") continue;
    std::string pattern;
    for (const auto segment : route.path) pattern += "/" + std::string(segment);
    const auto found = std::ranges::find_if(document()["paths"].items(), [&](const auto& item) {
      auto path = item.key();
      if (const auto brace = path.find('{'); brace != std::string::npos)
        path = path.substr(0, brace) + "*" + path.substr(path.find('}') + 1);
      return path == pattern;
    });
    ASSERT_NE(found, document()["paths"].items().end()) << pattern;
    EXPECT_EQ(found.value().contains("get"), route.get != nullptr) << pattern;
    EXPECT_EQ(found.value().contains("delete"), route.can_write && route.get != nullptr) << pattern;
    EXPECT_EQ(found.value().contains("post"), route.can_write && route.get == nullptr) << pattern;
  }
}

TEST_F(Described, EveryOperationOfTheDocumentAnswersAsItSays) {
  for (const auto& [path, methods] : document()["paths"].items()) {
    if (!methods.contains("get")) continue;
    const auto response = get(address(path));
    ASSERT_EQ(response.status, 200) << path << response.body;
    const auto& content = methods["get"]["responses"]["200"]["content"];
    const auto type = response.content_type.substr(0, response.content_type.find(';'));
    ASSERT_TRUE(content.contains(type)) << path << " " << type;
    if (type != "application/json") continue;
    EXPECT_EQ(misfit(Json::parse(response.body), content[type]["schema"], path), "");
  }
}

TEST_F(Described, EveryParameterOfTheDocumentIsTaken) {
  for (const auto& [path, methods] : document()["paths"].items()) {
    if (!methods.contains("get")) continue;
    for (const auto& parameter : methods["get"]["parameters"]) {
      if (parameter["in"] != "query") continue;
      const auto target =
          address(path) + "?" + parameter["name"].get<std::string>() + "=" + example(parameter);
      const auto response = get(target);
      EXPECT_NE(response.status, 400) << target << response.body;
    }
  }
}

TEST_F(Described, WhatIsNotInTheDocumentIsRefused) {
  for (const auto& [path, methods] : document()["paths"].items()) {
    if (!methods.contains("get")) continue;
    const auto response = get(address(path) + "?undescribed=1");
    EXPECT_EQ(response.status, 400) << path;
    EXPECT_EQ(misfit(Json::parse(response.body), document()["components"]["schemas"]["Error"], path), "");
  }
}

TEST_F(Described, HitsSayWhyTheyRankWhereTheyDo) {
  for (const char* explain : {"1", "true"}) {
    const auto page = Json::parse(get(std::string("/api/search?q=airport+attack&explain=") + explain).body);
    EXPECT_EQ(misfit(page, document()["components"]["schemas"]["Page"], "page"), "");
    ASSERT_FALSE(page["hits"].empty());
    for (const auto& hit : page["hits"]) EXPECT_EQ(hit["reasons"][0]["kind"], "word");
  }
  EXPECT_FALSE(Json::parse(get("/api/search?q=airport").body)["hits"][0].contains("reasons"));
}

TEST_F(Described, ACursorLeadsToTheEnd) {
  std::string cursor = "*";
  std::set<std::string> ids;
  for (int pages = 0; pages < 100 && !cursor.empty(); ++pages) {
    const auto page = Json::parse(get("/api/search?limit=7&cursor=" + cursor).body);
    EXPECT_EQ(misfit(page, document()["components"]["schemas"]["Page"], "page"), "");
    for (const auto& hit : page["hits"]) EXPECT_TRUE(ids.insert(hit["id"]).second);
    cursor = page["next_cursor"].is_null() ? "" : page["next_cursor"].get<std::string>();
  }
  EXPECT_EQ(ids.size(), backend_->size());
}

}  // namespace
}  // namespace dateline
