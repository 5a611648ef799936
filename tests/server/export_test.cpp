#include "server/export.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/fake_backend.h"

namespace dateline {
namespace {

/// An index of `count` articles that gives them page by page.
class LongBackend : public FakeBackend {
 public:
  explicit LongBackend(std::uint32_t count) : count_(count) {}
  std::expected<Page, Error> search(const SearchRequest& request) override {
    Page found{.request = request, .total = count_};
    for (auto n = request.offset; n < count_ && found.hits.size() < request.limit; ++n)
      found.hits.push_back({.article = {.id = std::to_string(n), .title = "t"}});
    return found;
  }
  std::uint32_t count_;
};

std::size_t lines(Export& all, SearchBackend& backend) {
  std::size_t count = 0;
  while (true) {
    const auto piece = all.next(backend);
    if (!piece || piece->empty()) return count;
    count += static_cast<std::size_t>(std::ranges::count(*piece, '\n'));
  }
}

TEST(Export, GivesEveryArticleOnce) {
  LongBackend backend(2001);
  Export all({}, {.with_text = false}, kMaxOffset);
  EXPECT_EQ(lines(all, backend), 2001U);
}

TEST(Export, StopsWhereItIsTold) {
  LongBackend backend(2001);
  Export some({}, {.with_text = false}, 251);
  EXPECT_EQ(lines(some, backend), 251U);
  Export none({}, {.is_csv = true, .with_text = false}, 0);
  EXPECT_EQ(lines(none, backend), 1U);  // the header
}

TEST(Export, GivesNothingTwiceThoughTheIndexGrowsInFront) {
  LongBackend backend(600);
  Export all({}, {.with_text = false}, kMaxOffset);
  ASSERT_TRUE(all.next(backend));
  class Shifted : public LongBackend {
   public:
    Shifted() : LongBackend(600) {}
    std::expected<Page, Error> search(const SearchRequest& request) override {
      auto earlier = request;
      earlier.offset -= 100;
      return LongBackend::search(earlier);
    }
  } shifted;
  EXPECT_EQ(lines(all, shifted), 350U);
}

TEST(Csv, QuotesWhatNeedsIt) {
  Article article{.id = "a", .title = "He said \"no\", twice", .text = "one\n\ntwo", .authors = {"A", "B"}};
  article.source = "=HYPERLINK(1)";
  article.people = {{.name = "Jones, Seth"}};
  EXPECT_EQ(csv_line(article, true),
            "a,,\"He said \"\"no\"\", twice\",'=HYPERLINK(1),,A; B,,,,\"Jones, Seth\",,,\"one\n\ntwo\"\r\n");
  EXPECT_EQ(
      csv_header(false),
      "id,url,title,source,section,authors,published,language,keywords,people,places,organizations\r\n");
}

}  // namespace
}  // namespace dateline
