#include "corpus/readers/warc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/read_source.h"

namespace dateline {
namespace {

class Warc : public testing::TestWithParam<ReadCase> {};
TEST_P(Warc, IsRead) {
  EXPECT_THAT(lines_of(GetParam().file, GetParam().content), testing::ElementsAreArray(GetParam().lines));
}
std::string row_name(const testing::TestParamInfo<ReadCase>& row) { return row.param.name; }

/// A record of the right length, or of the length that is claimed.
std::string record(const std::string& type, const std::string& block, int claimed = -1) {
  return "WARC/1.0\r\nWARC-Type: " + type +
         "\r\nWARC-Target-URI: https://x.org/1\r\nWARC-Date: 2021-08-27T00:00:00Z\r\n" +
         "Content-Length: " + std::to_string(claimed < 0 ? static_cast<int>(block.size()) : claimed) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

std::string page(const std::string& title, const std::string& headers = "") {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + headers +
         "\r\n<html lang=en><title>" + title + "</title><p>The wind came.</p></html>";
}

std::string article(const std::string& title) {
  return R"({"id":"03f3f6d83e4575ea","url":"https://x.org/1","title":")" + title +
         R"(","text":"The wind came.","language":"en"})";
}

std::string lie(const std::string& length) {
  return "a.warc!/https://x.org/1: the Content-Length " + length +
         " is not the record's length: the next record does not follow";
}

INSTANTIATE_TEST_SUITE_P(
    Records, Warc,
    testing::Values(
        ReadCase{"PagesAmongOthers",
                 "a.warc",
                 record("warcinfo", "software: x\r\n") + record("request", "GET / HTTP/1.1\r\n\r\n") +
                     record("response", page("A")) +
                     record("response",
                            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>no</html>") +
                     record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG") +
                     record("response", page("B")),
                 {article("A"), article("B")}},
        ReadCase{"Chunked",
                 "a.warc",
                 record("response",
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "1e\r\n<html lang=en><title>A</title>\r\n15\r\n<p>The wind came.</p>\r\n0\r\n\r\n"),
                 {article("A")}},
        ReadCase{"TooLongALengthCostsItself",
                 "a.warc",
                 record("response", page("A"), 400) + record("response", page("B")),
                 {lie("400"), article("B")}},
        ReadCase{"TooShortALengthCostsItself",
                 "a.warc",
                 record("response", page("A"), 90) + record("response", page("B")),
                 {lie("90"), article("B")}},
        // A crawl with a picture near its beginning was taken for a picture.
        ReadCase{
            "PictureFirst",
            "a.warc",
            record("response", std::string("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\0PNG", 49)) +
                record("response", page("A")),
            {article("A")}},
        // A record that holds no page may have swallowed pages: it was passed over without a word.
        ReadCase{"RequestThatClaimsTheRest",
                 "a.warc",
                 record("response", page("A")) + record("request", "GET / HTTP/1.1\r\n\r\n", 5000) +
                     record("response", page("B")),
                 {article("A"), lie("5000"), article("B")}},
        ReadCase{"RequestThatClaimsPartOfThePageBehindIt",
                 "a.warc",
                 record("request", "GET / HTTP/1.1\r\n\r\n", 250) + record("response", page("A")) +
                     record("response", page("B")),
                 {lie("250"), article("A"), article("B")}},
        ReadCase{"RequestThatClaimsTooLittle",
                 "a.warc",
                 record("request", "GET / HTTP/1.1\r\n\r\n", 3) + record("response", page("A")),
                 {lie("3"), article("A")}},
        ReadCase{"PictureThatClaimsTheRest",
                 "a.warc",
                 record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG", 900) +
                     record("response", page("A")),
                 {lie("900"), article("A")}},
        ReadCase{"SitemapThatClaimsTheRest",
                 "a.warc",
                 record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<urlset/>", 900) +
                     record("response", page("A")),
                 {lie("900"), article("A")}},
        ReadCase{
            "MoreThanALengthThatIsLookedThrough",
            "a.warc",
            record("response", page("A")) + record("warcinfo", "software: x\r\n", kMaxPageBytes + 1) +
                record("response", page("B")),
            {article("A"),
             "a.warc!/https://x.org/1: the Content-Length 16777217 is not the record's length: the source "
             "ends before it"}},
        ReadCase{"NoLength",
                 "a.warc",
                 "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nx\r\n\r\n" +
                     record("response", page("B")),
                 {"a.warc: 'many' is not a Content-Length: write the number of bytes", article("B")}},
        ReadCase{
            "LaterThanTheCrawl",
            "a.warc",
            record("response",
                   "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html lang=en><title>A</title><meta "
                   "property=article:published_time content=2031-01-01><p>The wind came.</p>"),
            {article("A"), "warning: the date 2031-01-01 is left out: the page was fetched before it"}}),
    row_name);

TEST(WarcSitemap, FillsInThePagesBehindIt) {
  const std::string news =
      "<news:news><news:publication><news:name>Post</news:name></news:publication><news:title>";
  const std::string sitemap =
      "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n<urlset><url><loc>https://x.org/1</loc>" +
      news + "No</news:title></news:news></url><url><loc>https://x.org/2</loc>" + news +
      "Calm</news:title></news:news></url><url><loc>https://x.org/3</loc></url></urlset>";
  const auto lines = lines_of("a.warc", record("response", sitemap) + record("response", page("A")));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(
      lines[0],
      R"({"id":"03f3f6d83e4575ea","url":"https://x.org/1","title":"A","text":"The wind came.","source":"Post","language":"en"})");
  EXPECT_THAT(lines[1], testing::HasSubstr(R"("url":"https://x.org/2","title":"Calm","source":"Post")"));
}

TEST(WarcRecords, ThatHoldNoPageAreCounted) {
  const TemporaryFolder folder;
  const auto path = folder.file(
      "a.warc", record("warcinfo", "x") + record("request", "x") + record("request", "x") +
                    record("odd", "x") + record("revisit", "x") + record("response", page("A")) +
                    record("response", "HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n<html>") +
                    record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG") +
                    record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<svg/>"));
  const auto reader = *open_source(path, {});
  while (reader->next()) {
  }
  EXPECT_EQ(to_string(reader->passed_over()),
            "2 request records of a crawl, 2 responses that are no HTML page, "
            "1 records of a crawl that are of no known type, 1 responses of another status than 200, "
            "1 revisit records of a crawl, 1 warcinfo records of a crawl");
}

}  // namespace
}  // namespace dateline
