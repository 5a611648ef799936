#include "corpus/sitemap_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/reader.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

struct AddressCase {
  const char* name;
  const char* url;
  const char* key;
};
class AddressKey : public testing::TestWithParam<AddressCase> {};
TEST_P(AddressKey, Is) { EXPECT_EQ(address_key(GetParam().url), GetParam().key); }
INSTANTIATE_TEST_SUITE_P(
    Addresses, AddressKey,
    testing::Values(AddressCase{"Plain", "https://x.org/a/b", "x.org/a/b"},
                    AddressCase{"SchemeAndWww", "http://www.X.org/A", "x.org/A"},
                    AddressCase{"SlashAtTheEnd", "https://x.org/a/", "x.org/a"},
                    AddressCase{"OnlyTheHost", "https://x.org/", "x.org"},
                    AddressCase{"Port", "https://x.org:443/a", "x.org/a"},
                    AddressCase{"OtherPort", "https://x.org:8443/a", "x.org:8443/a"},
                    AddressCase{"Fragment", "https://x.org/a#comments", "x.org/a"},
                    AddressCase{"Tracking", "https://x.org/a?utm_source=f&id=7&fbclid=x", "x.org/a?id=7"},
                    AddressCase{"OnlyTracking", "https://x.org/a/?utm_source=f", "x.org/a"},
                    AddressCase{"Escapes", "https://x.org/caf%c3%a9", "x.org/caf%C3%A9"},
                    AddressCase{"OtherPage", "https://x.org/?p=7", "x.org?p=7"},
                    AddressCase{"EscapeAtTheEnd", "https://x.org/%c", "x.org/%C"},
                    AddressCase{"Empty", " ", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SitemapIndex, FillsInWhatThePageDoesNotState) {
  SitemapIndex index;
  const Article said{.url = "https://x.org/1", .title = "Storm", .source = "Post", .keywords = {"wind"}};
  ASSERT_TRUE(index.add({said, {}}));
  Article page{.url = "http://www.x.org/1/", .source = "The Post"};
  index.fill(page);
  EXPECT_EQ(page.title, "Storm");
  EXPECT_EQ(page.source, "The Post");
  EXPECT_THAT(page.keywords, testing::ElementsAre("wind"));
  EXPECT_EQ(index.take_without_page(), std::nullopt);
}

TEST(SitemapIndex, KeepsTheFirstOfOneAddress) {
  SitemapIndex index;
  EXPECT_TRUE(index.add({{.url = "https://x.org/1", .title = "A"}, {}}));
  EXPECT_TRUE(index.add({{.url = "https://x.org/1/", .title = "B"}, {}}));
  EXPECT_FALSE(index.add({{.title = "no address"}, {}}));
  EXPECT_EQ(index.take_without_page()->article.title, "A");
  EXPECT_FALSE(index.take_without_page());
}

TEST(SitemapIndex, IsBounded) {
  SitemapIndex index;
  for (std::size_t n = 0; n < SitemapIndex::kMaxEntries; ++n)
    ASSERT_TRUE(index.add({{.url = "https://x.org/" + std::to_string(n)}, {}}));
  EXPECT_FALSE(index.add({{.url = "https://x.org/one-more"}, {}}));
  EXPECT_FALSE(index.holds("https://x.org/one-more"));
}

std::string page(const std::string& address) {
  return "<html lang=en><head><link rel=canonical href=\"" + address +
         "\"></head><body><p>The wind came.</p></body></html>";
}

std::string sitemap(const std::string& address, const std::string& title) {
  const auto news =
      "<news:news><news:publication><news:name>Post</news:name></news:publication>"
      "<news:publication_date>2021-08-26</news:publication_date><news:title>" +
      title + "</news:title></news:news>";
  return "<urlset>\n<url><loc>" + address + "</loc>" + (title.empty() ? "" : news) + "</url></urlset>";
}

/// "title|date|source|text" of each article, then what was passed over.
std::vector<std::string> read(const std::string& path, unsigned jobs) {
  const auto reader = *open_source(path, {.jobs = jobs});
  std::vector<std::string> lines;
  while (const auto article = reader->next()) {
    if (!*article) {
      lines.push_back("refused: " + article->error().error.message);
      continue;
    }
    const auto& [a, date] = std::pair(**article, (*article)->published);
    lines.push_back(a.title + "|" + (date ? to_string(*date) : "") + "|" + a.source + "|" + a.text);
  }
  for (const auto& [kind, count] : reader->passed_over()) lines.push_back(std::to_string(count) + " " + kind);
  return lines;
}

class JoinedFolder : public testing::TestWithParam<unsigned> {};
TEST_P(JoinedFolder, GivesEachPageOnceAndEntriesWithoutPageAtTheEnd) {
  const TemporaryFolder folder;
  folder.file("in/a.html", page("https://x.org/1"));
  folder.file("in/b-sitemap.xml", sitemap("https://www.x.org/1/", "Storm"));
  folder.file("in/c.html", page("https://x.org/3"));
  folder.file("in/d.xml", sitemap("https://x.org/2", "Calm"));
  folder.file("in/e.xml", sitemap("https://x.org/3", ""));
  folder.file("in/f.xml", sitemap("https://x.org/4", ""));
  EXPECT_THAT(read(folder.path("in"), GetParam()),
              testing::ElementsAre("Storm|2021-08-26|Post|The wind came.", "|||The wind came.",
                                   "Calm|2021-08-26|Post|",
                                   "1 addresses of a sitemap that have neither a title nor a page"));
}
INSTANTIATE_TEST_SUITE_P(Jobs, JoinedFolder, testing::Values(1u, 3u));

}  // namespace
}  // namespace dateline
