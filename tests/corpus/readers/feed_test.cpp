#include "corpus/readers/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/read_source.h"

namespace dateline {
namespace {

class Feed : public testing::TestWithParam<ReadCase> {};
TEST_P(Feed, IsRead) {
  EXPECT_THAT(lines_of(GetParam().file, GetParam().content), testing::ElementsAreArray(GetParam().lines));
}
std::string row_name(const testing::TestParamInfo<ReadCase>& row) { return row.param.name; }

const std::string kEntities =
    "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY eacute "
    "\"&#233;\">]><rss><channel>\n";

const std::string kRss =
    "<?xml version=\"1.0\"?>\n<!-- <item>no</item> -->\n<rss version=\"2.0\"><channel><title>Harbour "
    "Post</title>"
    "<language>en-gb</language>\n";

INSTANTIATE_TEST_SUITE_P(
    Rss, Feed,
    testing::Values(
        ReadCase{
            "WholeItem",
            "a.xml",
            kRss +
                "<item><title>Wind &amp;amp; rain</title><link>https://x.org/1</link><guid "
                "isPermaLink=\"false\">p1</guid>"
                "<pubDate>Thu, 26 Aug 2021 17:50:00 +0430</pubDate><dc:creator><![CDATA[Ana "
                "Díaz]]></dc:creator>"
                "<category>Weather</category><georss:point>45.2 -71.9</georss:point>"
                "<georss:featurename>Sherbrooke</georss:featurename><description>Short.</description>"
                "<content:encoded><![CDATA[<p>One &amp; two.</p><p>Three.</p>]]></content:encoded></item>\n"
                "</channel></rss>",
            {R"({"id":"p1","url":"https://x.org/1","title":"Wind & rain","text":"One & two.\n\nThree.","authors":["Ana Díaz"],"published":"2021-08-26T17:50:00+04:30","source":"Harbour Post","language":"en","keywords":["Weather"],"places":[{"name":"Sherbrooke","rel":"about","from":"meta","lat":45.2,"lon":-71.9}]})"}},
        ReadCase{
            "DescriptionAloneIsATeaser",
            "a.xml",
            kRss + "<item><title>A</title><guid>https://x.org/2</guid><description>&lt;p&gt;Short&lt;/p&gt;"
                   "</description></item></channel></rss>",
            {R"({"id":"https://x.org/2","url":"https://x.org/2","title":"A","text":"Short","source":"Harbour Post","language":"en","is_teaser":true})"}},
        ReadCase{"ItemNeverClosedCostsItself",
                 "a.xml",
                 kRss + "<item><title>A</title>\n<item><guid>2</guid><title>B</title></item></channel></rss>",
                 {"a.xml:4: <item> is not closed: write </item> behind it",
                  R"({"id":"2","title":"B","source":"Harbour Post","language":"en","is_teaser":true})"}},
        ReadCase{
            "BrokenItemCostsItself",
            "a.xml",
            kRss + "<item><title>A</b></item>\n<item><guid>2</guid><title>B</title></item></channel></rss>",
            {"a.xml:4: byte 16 of the record is not XML: start-end tags mismatch",
             R"({"id":"2","title":"B","source":"Harbour Post","language":"en","is_teaser":true})"}},
        // The article was titled "x &b;", without a word.
        ReadCase{
            "EntitiesOfTheDocumentTypeCostTheirRecord",
            "a.xml",
            kEntities + "<item><guid>1</guid><title>x &b;</title></item>\n"
                        "<item><guid>2</guid><title>y</title></item></channel></rss>",
            {"a.xml:2: '&b;' is an entity that the document type defines, which is not read: write what it "
             "stands for",
             R"({"id":"2","title":"y","is_teaser":true})"}},
        ReadCase{
            "EntitiesInAttributesToo",
            "a.xml",
            kEntities + "<item><guid x=\"&a;\">1</guid><title>x</title></item></channel></rss>",
            {"a.xml:2: '&a;' is an entity that the document type defines, which is not read: write what it "
             "stands for"}},
        ReadCase{"NoEntityInCdata",
                 "a.xml",
                 kEntities + "<item><guid>1</guid><title><![CDATA[x &b; y]]></title></item></channel></rss>",
                 {R"({"id":"1","title":"x &b; y","is_teaser":true})"}},
        ReadCase{"EntitiesThatHtmlHasAreRead",
                 "a.xml",
                 kEntities + "<item><guid>1</guid><title>Caf&eacute;</title></item></channel></rss>",
                 {R"({"id":"1","title":"Café","is_teaser":true})"}},
        ReadCase{
            "DeclaredLatin2",
            "a.xml",
            "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><rss><channel><item><guid>1</guid><title>\xA3\xF3"
            "d\xBC</title></item></channel></rss>",
            {R"({"id":"1","title":"Łódź","is_teaser":true})"}},
        ReadCase{"NoItems",
                 "a.xml",
                 "<rss><channel></channel></rss>",
                 {"a.xml: the file holds no record: there is nothing to read"}}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Atom, Feed,
    testing::Values(ReadCase{
        "Xhtml",
        "a.xml",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\"><title>Blatt</title><entry>"
        "<id>urn:1</id><title type=\"html\">A &lt;i&gt;B&lt;/i&gt;</title><link rel=\"self\" "
        "href=\"https://x.org/self\"/><link href=\"https://x.org/1\"/><author><name>Bo Lind</name></author>"
        "<published>2021-08-26T17:50:00Z</published><updated>2021-08-27T00:00:00Z</updated>"
        "<category term=\"w\" label=\"Wetter\"/><content type=\"xhtml\"><div><p>Eins</p><p>Zwei</p></div>"
        "</content></entry></feed>",
        {R"({"id":"urn:1","url":"https://x.org/1","title":"A B","text":"Eins\n\nZwei","authors":["Bo Lind"],"published":"2021-08-26T17:50:00Z","updated":"2021-08-27T00:00:00Z","source":"Blatt","language":"de","keywords":["Wetter"]})"}}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Sitemap, Feed,
    testing::Values(
        ReadCase{
            "News",
            "s.xml",
            "<urlset "
            "xmlns:news=\"n\"><url><loc>https://x.org/1?a=1&amp;b=2</loc><news:news><news:publication>"
            "<news:name>Post</news:name><news:language>en</news:language></news:publication>"
            "<news:publication_date>2021-08-26</news:publication_date><news:title>A</news:title>"
            "<news:keywords>b, c</news:keywords></news:news></url></urlset>",
            {R"({"id":"a6e896352be81a9b","url":"https://x.org/1?a=1&b=2","title":"A","published":"2021-08-26","source":"Post","language":"en","keywords":["b","c"],"is_teaser":true})"}},
        ReadCase{"WithoutNews", "s.xml", "<urlset>\n<url><loc>https://x.org/1</loc></url></urlset>", {}},
        ReadCase{"WithoutAddress",
                 "s.xml",
                 "<urlset>\n<url><lastmod>2021-08-26</lastmod></url></urlset>",
                 {"s.xml:2: the <url> has no address: write <loc> in it"}},
        ReadCase{"OfSitemaps",
                 "s.xml",
                 "<sitemapindex>\n<sitemap><loc>https://x.org/news.xml</loc></sitemap></sitemapindex>",
                 {"s.xml:2: 'https://x.org/news.xml' is the address of another sitemap, not of an article: "
                  "read that one"}}),
    row_name);

TEST(WordPress, WhatWasNotPublishedIsPassedOverAndCounted) {
  // Drafts and pictures of an export stood in the index as articles.
  const auto item = [](const char* title, const char* type, const char* status) {
    return "<item><guid>" + std::string(title) + "</guid><title>" + title + "</title><wp:post_type>" + type +
           "</wp:post_type><wp:status>" + status + "</wp:status></item>\n";
  };
  const TemporaryFolder folder;
  const auto reader =
      open_source(folder.file("export.xml", kRss + item("A", "post", "publish") + item("B", "post", "draft") +
                                                item("C", "attachment", "inherit") +
                                                item("D", "page", "publish") + "</channel></rss>"),
                  {});
  ASSERT_TRUE(reader) << reader.error().message;
  std::vector<std::string> ids;
  while (const auto read = (*reader)->next())
    ids.push_back(*read ? (**read).id : read->error().error.message);
  EXPECT_THAT(ids, testing::ElementsAre("A", "D"));
  EXPECT_EQ(to_string((*reader)->passed_over()),
            "1 items of WordPress that are no posts, 1 posts of WordPress that were not published");
}

}  // namespace
}  // namespace dateline
