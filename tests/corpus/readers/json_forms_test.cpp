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

}  // namespace
}  // namespace dateline
