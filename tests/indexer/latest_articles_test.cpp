#include "indexer/latest_articles.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

Article of(std::string id, std::string source = "Post") {
  return {.id = std::move(id), .title = "Storm", .source = std::move(source)};
}

TEST(LatestArticles, AreOneOfEachId) {
  LatestArticles latest;
  EXPECT_EQ(latest.put(of("1"), 10, "a"), PutOutcome::kAdded);
  EXPECT_EQ(latest.put(of("1"), 10, "a"), PutOutcome::kUnchanged);
  EXPECT_FALSE(latest.changes_written());
  EXPECT_EQ(latest.put(of("1"), 11, "a"), PutOutcome::kReplaced);
  EXPECT_EQ(latest.put(of("1", "Times"), 12, "a"), PutOutcome::kReplacedAnother);
  EXPECT_TRUE(latest.changes_written());
  EXPECT_EQ(latest.put(of("2"), 10, "a"), PutOutcome::kAdded);
  EXPECT_TRUE(latest.remove("1"));
  EXPECT_FALSE(latest.remove("1"));
  EXPECT_EQ(latest.size(), 1u);
  EXPECT_EQ(latest.take_ids().size(), 1u);
  EXPECT_EQ(latest.size(), 1u);
}

struct OriginsCase {
  const char* name;
  std::vector<const char*> origins;  ///< of the same article, one after the other
  bool changes_written;
};
class Origins : public testing::TestWithParam<OriginsCase> {};
TEST_P(Origins, AreAddedWhereTheyDiffer) {
  LatestArticles latest;
  latest.put(of("before"), 1, "before");
  for (const auto* origin : GetParam().origins) latest.put(of("1"), 2, origin);
  EXPECT_EQ(latest.changes_written(), GetParam().changes_written);
}
INSTANTIATE_TEST_SUITE_P(LatestArticles, Origins,
                         testing::Values(OriginsCase{"One", {"a", "a"}, false},
                                         OriginsCase{"Two", {"a", "b"}, true},
                                         OriginsCase{"OfTheOneBefore", {"before", "before"}, false},
                                         OriginsCase{"AlsoOfTheOneBefore", {"a", "before"}, true},
                                         OriginsCase{"NoSecond", {"a", ""}, false}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(LatestArticles, SayThatADatabaseCannotBeWritten) {
  LatestArticles latest;
  EXPECT_TRUE(latest.change_written("/none"));  // nothing is to be
  latest.put(of("1"), 1, "a");
  latest.put(of("1"), 2, "a");
  EXPECT_EQ(latest.change_written("/none").error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace dateline
