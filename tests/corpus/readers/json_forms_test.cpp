#include "corpus/readers/json_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/read_source.h"

namespace dateline {
namespace {

class JsonForms : public testing::TestWithParam<ReadCase> {};
TEST_P(JsonForms, IsRead) {
  EXPECT_THAT(lines_of(GetParam().file, GetParam().content), testing::ElementsAreArray(GetParam().lines));
}
std::string row_name(const testing::TestParamInfo<ReadCase>& row) { return row.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Ninjs, JsonForms,
    testing::Values(
        ReadCase{
            "One",
            "a.json",
            R"({"uri":"urn:1","headline":"A","byline":"By Ana Díaz","versioncreated":"2021-08-27T10:00:00Z","firstcreated":"2021-08-26T10:00:00Z","body_xhtml":"<p>One.</p><p>Two.</p>","language":"en","person":[{"name":"Seth G. Jones","rel":"subject"}],"place":[{"name":"Kabul","geometry_geojson":{"type":"Point","coordinates":[69.2,34.5]}}],"subject":[{"name":"weather"}]})",
            {R"({"id":"urn:1","title":"A","text":"One.\n\nTwo.","authors":["Ana Díaz"],"published":"2021-08-26T10:00:00Z","updated":"2021-08-27T10:00:00Z","language":"en","keywords":["weather"],"people":[{"name":"Seth G. Jones","rel":"about","from":"meta"}],"places":[{"name":"Kabul","rel":"about","from":"meta","lat":34.5,"lon":69.2}]})"}},
        ReadCase{
            "Two",
            "a.json",
            R"({"uri":"urn:1","headlines":[{"role":"short","value":"S"},{"role":"main","value":"A"}],"bodies":[{"contenttype":"text/html","value":"<p>x</p>"},{"contenttype":"text/plain","value":"One."}],"firstcreated":"2021-08-26","language":"en"})",
            {R"({"id":"urn:1","title":"A","text":"One.","published":"2021-08-26","language":"en"})"}}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    SchemaOrg, JsonForms,
    testing::Values(ReadCase{
        "Graph",
        "a.json",
        R"({"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"no"},{"@type":["NewsArticle"],"identifier":"1","headline":"A","articleBody":"One.","author":{"@type":"Person","name":"Ana Díaz"},"publisher":{"name":"Post"},"datePublished":"2021-08-26","inLanguage":"en-GB","articleSection":["World"],"keywords":"b, c","about":[{"@type":"Person","name":"Seth G. Jones"},{"@type":"Thing","name":"harvest"}],"mentions":{"@type":"City","name":"Kabul"}}]})",
        {R"({"id":"1","title":"A","text":"One.","authors":["Ana Díaz"],"published":"2021-08-26","source":"Post","section":"World","language":"en","keywords":["b","c","harvest"],"people":[{"name":"Seth G. Jones","rel":"about","from":"meta"}],"places":[{"name":"Kabul","rel":"mentions","from":"meta"}]})"}}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Answers, JsonForms,
    testing::Values(
        // The answers of news interfaces, saved as they came, were refused as a whole.
        ReadCase{
            "NewsApi",
            "a.json",
            R"({"status":"ok","totalResults":2,"articles":[{"source":{"id":null,"name":"Post"},"author":"Ana Díaz","title":"A","description":"One.","url":"https://x.example/1","publishedAt":"2021-08-26T10:00:00Z"},{"title":"B","url":"https://x.example/2"},{"url":"https://x.example/3"}]})",
            {R"({"id":"0bb84167d94f23aa","url":"https://x.example/1","title":"A","text":"One.","authors":["Ana Díaz"],"published":"2021-08-26T10:00:00Z","source":"Post","is_teaser":true})",
             R"({"id":"0bb84067d94f21f7","url":"https://x.example/2","title":"B"})",
             "a.json:1: the record is not an article: it has neither title nor text"}},
        ReadCase{
            "Guardian",
            "a.json",
            R"({"response":{"status":"ok","results":[{"id":"world/1","webTitle":"A","webPublicationDate":"2021-08-26","fields":{"bodyText":"One.","byline":"Ana Díaz"}}]}})",
            {R"({"id":"world/1","title":"A","text":"One.","authors":["Ana Díaz"],"published":"2021-08-26"})"}},
        ReadCase{
            "JsonFeed",
            "a.json",
            R"({"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":[{"id":"1","title":"A","content_html":"<p>One.</p>","date_published":"2021-08-26"}]})",
            {R"({"id":"1","title":"A","text":"One.","published":"2021-08-26"})"}},
        ReadCase{"Elasticsearch",
                 "a.jsonl",
                 "{\"_index\":\"news\",\"_id\":\"1\",\"_source\":{\"id\":\"1\",\"title\":\"A\"}}\n",
                 {R"({"id":"1","title":"A"})"}},
        ReadCase{"TwoAnswers",
                 "a.jsonl",
                 "{\"articles\":[{\"id\":1,\"title\":\"A\"}]}\n{\"articles\":[]}\n{\"articles\":[{\"id\":2,"
                 "\"title\":\"B\"}]}\n",
                 {R"({"id":"1","title":"A"})", R"({"id":"2","title":"B"})"}},
        ReadCase{"NothingFound",
                 "a.json",
                 R"({"status":"ok","totalResults":0,"articles":[]})",
                 {"a.json: the file holds no record: there is nothing to read"}},
        ReadCase{"WhatIsRelatedIsNoAnswer",
                 "a.json",
                 R"({"kopf":"A","related":[{"id":1,"title":"B"}]})",
                 {"a.json:1: the record is not an article: it has neither title nor text"}},
        ReadCase{"PeopleAreNoArticles",
                 "a.json",
                 R"({"url":"https://x.example/1","persons":[{"name":"Ana"}],"staff":[{"name":"Bo"}]})",
                 {"a.json:1: the record is not an article: it has neither title nor text"}}),
    row_name);

}  // namespace
}  // namespace dateline
