// Suggestions of names and headlines for what somebody types.
#include <gtest/gtest.h>

#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

class Suggests : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    auto writer = Writer::open(folder_->path());
    writer->put({.id = "1",
                 .url = "https://example.org/1",
                 .title = "Merkel meets miners",
                 .published = *parse_date("2020"),
                 .people = {{.name = "Angela Merkel"}},
                 .places = {{.name = "Mérida"}}},
                "");
    writer->put({.id = "2",
                 .title = "Merkel leaves",
                 .published = *parse_date("2021"),
                 .people = {{.name = "Angela Merkel"}, {.name = "Theresa May"}}},
                "");
    writer->put(
        {.id = "3",
         .title = "Treaty",
         .people = {{.name = "Nimal Lanza"}},
         .places = {{.name = "United States", .written = "USA"}, {.name = "Usak"}, {.name = "Zanzibar"}}},
        "");
    ASSERT_TRUE(writer->commit());
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::vector<std::string> suggested(std::string_view typed) {
    const auto index = Index::open(folder_->path());
    const auto suggestions = index->suggest(typed, 5);
    std::vector<std::string> lines;
    for (const auto& one : *suggestions)
      lines.push_back(one.kind + " " + one.value + (one.count > 0 ? " " + std::to_string(one.count) : ""));
    return lines;
  }
  static TemporaryFolder* folder_;
};
TemporaryFolder* Suggests::folder_ = nullptr;

using Lines = std::vector<std::string>;

TEST_F(Suggests, NamesThenHeadlinesLatestFirst) {
  EXPECT_EQ(suggested("mer"), (Lines{"person Angela Merkel 2", "place Mérida 1", "article Merkel leaves",
                                     "article Merkel meets miners"}));
}
TEST_F(Suggests, EveryWordOfAHeadlineTheLastOneBegun) {
  EXPECT_EQ(suggested("merkel mi"), (Lines{"article Merkel meets miners"}));
}
TEST_F(Suggests, ForgivesTypingErrorsInNames) {
  EXPECT_EQ(suggested("merkle"), (Lines{"person Angela Merkel 2"}));
}
TEST_F(Suggests, KindsWithTheWordsTypedBeforeThoseWithSimilarOnes) {
  EXPECT_EQ(suggested("zanz"), (Lines{"place Zanzibar 1", "person Nimal Lanza 1"}));
  EXPECT_EQ(suggested("lanz"), (Lines{"person Nimal Lanza 1", "place Zanzibar 1"}));
  EXPECT_EQ(suggested("trea"), (Lines{"article Treaty"}));
}
TEST_F(Suggests, PlacesByWhatTheyAreAlsoCalledFirst) {
  EXPECT_EQ(suggested("usa"), (Lines{"place United States 1", "place Usak 1"}));
  EXPECT_EQ(suggested("united"), (Lines{"place United States 1"}));
}
TEST_F(Suggests, NothingForNoWords) {
  EXPECT_TRUE(suggested("").empty());
  EXPECT_TRUE(suggested("\"").empty());
}

}  // namespace
}  // namespace dateline
