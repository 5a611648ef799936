#include "corpus/readers/agency.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/read_source.h"

namespace dateline {
namespace {

class Agency : public testing::TestWithParam<ReadCase> {};
TEST_P(Agency, IsRead) {
  EXPECT_THAT(lines_of(GetParam().file, GetParam().content), testing::ElementsAreArray(GetParam().lines));
}
std::string row_name(const testing::TestParamInfo<ReadCase>& row) { return row.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Nitf, Agency,
    testing::Values(ReadCase{
        "Story",
        "a.xml",
        "<?xml version=\"1.0\"?>\n<nitf xml:lang=\"en\"><head><title>Short</title><docdata><doc-id "
        "id-string=\"n1\"/><date.issue norm=\"20210826T175000+0430\"/><key-list><keyword "
        "key=\"harvest\"/></key-list>"
        "<identified-content><person>Seth G. Jones</person></identified-content></docdata><pubdata "
        "name=\"Post\" "
        "position.section=\"World\"/></head><body><body.head><hedline><hl1>Storm</hl1></hedline><byline>By "
        "<person>Ana Díaz</person></byline><dateline><location><city>Kabul</city><country "
        "iso-cc=\"AF\">Afghanistan"
        "</country></location></dateline></body.head><body.content><block><p>The <person>Emrys "
        "Jones</person> of "
        "<org>UN</org>.</p><media><media-caption><p>Caption</p></media-caption></media><p>End.</p></block>"
        "</body.content></body></nitf>",
        {R"({"id":"n1","title":"Storm","text":"The Emrys Jones of UN.\n\nEnd.","authors":["Ana Díaz"],"published":"2021-08-26T17:50:00+04:30","source":"Post","section":"World","language":"en","keywords":["harvest"],"people":[{"name":"Seth G. Jones","rel":"about","from":"meta"},{"name":"Emrys Jones","rel":"mentions","from":"meta"}],"places":[{"name":"Kabul","rel":"dateline","from":"meta","country":"AF"}],"organizations":[{"name":"UN","rel":"mentions","from":"meta"}]})"}}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    NewsMl, Agency,
    testing::Values(ReadCase{
        "Message",
        "a.xml",
        "<newsMessage><itemSet><newsItem guid=\"urn:1\" xml:lang=\"en\"><itemMeta><provider><name>Wire</name>"
        "</provider><versionCreated>2021-08-27T10:00:00Z</versionCreated></itemMeta><contentMeta>"
        "<contentCreated>2021-08-26T10:00:00Z</contentCreated><headline>Storm</headline><by>By Ana Díaz</by>"
        "<subject type=\"cpnat:person\" qcode=\"p:1\"><name>Seth G. Jones</name></subject><subject "
        "type=\"cpnat:geoArea\"><name>Kabul</name></subject><subject "
        "type=\"cpnat:abstract\"><name>weather</name>"
        "</subject></contentMeta><contentSet><inlineXML><html><head><title>no</title></head><body><p>One.</p>"
        "<p>Two.</p></body></html></inlineXML></contentSet></newsItem>\n<newsItem guid=\"urn:2\"/></itemSet>"
        "</newsMessage>",
        {R"({"id":"urn:1","title":"Storm","text":"One.\n\nTwo.","authors":["Ana Díaz"],"published":"2021-08-26T10:00:00Z","updated":"2021-08-27T10:00:00Z","source":"Wire","language":"en","keywords":["weather"],"people":[{"name":"Seth G. Jones","rel":"about","from":"meta","uri":"p:1"}],"places":[{"name":"Kabul","rel":"about","from":"meta"}]})",
         "a.xml:2: the record is not an article: it has neither title nor text"}}),
    row_name);

}  // namespace
}  // namespace dateline
