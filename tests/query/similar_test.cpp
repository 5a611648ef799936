#include "query/similar.h"

#include <gtest/gtest.h>

#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

class Similar : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    auto writer = Writer::open(folder_->path());
    const auto put = [&](const char* id, const char* text, std::vector<Entity> people) {
      writer->put({.id = id, .title = id, .text = text, .people = std::move(people)}, "");
    };
    put("flood", "The rhine burst its banks and the flood reached cologne", {{.name = "Ana Cruz"}});
    put("flood2", "Cologne cleans up after the flood of the rhine", {});
    put("ana", "A concert", {{.name = "Ana Cruz"}});
    put("swan", "A swan took the bus", {});
    put("weather", "Sun and wind in the north", {});
    ASSERT_TRUE(writer->commit());
  }
  static void TearDownTestSuite() { delete folder_; }
  static std::expected<Page, Error> similar(std::string_view id, const SearchRequest& request = {}) {
    return Index::open(folder_->path())->similar(id, request);
  }
  static std::vector<std::string> ids(const Page& page) {
    std::vector<std::string> list;
    for (const auto& hit : page.hits) list.push_back(hit.article.id);
    return list;
  }
  static TemporaryFolder* folder_;
};
TemporaryFolder* Similar::folder_ = nullptr;

TEST_F(Similar, SharesWordsOrNamesAndIsNotItself) {
  const auto page = similar("flood");
  ASSERT_TRUE(page);
  EXPECT_EQ(ids(*page), (std::vector<std::string>{"flood2", "ana"}));
  EXPECT_EQ(page->total, 2u);
  EXPECT_NE(page->understood.find("person:\"ana cruz\""), std::string::npos) << page->understood;
}

TEST_F(Similar, HeedsTheRequest) {
  EXPECT_EQ(ids(*similar("flood", {.filters = {{"person", {"Ana Cruz"}}}})),
            (std::vector<std::string>{"ana"}));
  EXPECT_EQ(ids(*similar("flood", {.text = "cologne"})), (std::vector<std::string>{"flood2"}));
}

TEST_F(Similar, SaysThatThereIsNoSuchArticle) {
  EXPECT_EQ(similar("nobody").error().message, "'nobody' is not the id of an article here");
}

}  // namespace
}  // namespace dateline
