#include "query/explain.h"

#include <gtest/gtest.h>

#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

struct ReasonCase {
  const char* name;
  const char* query;
  const char* kinds;    ///< of the first hit, in order
  const char* message;  ///< of the first reason
};
class Explains : public testing::TestWithParam<ReasonCase> {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    auto writer = Writer::open(folder_->path());
    writer->put({.id = "about",
                 .title = "Chancellor speaks",
                 .text = "Angela Merkel opened the summit in the old town.",
                 .people = {{.name = "Angela Merkel", .relation = Relation::kAbout}}},
                "");
    writer->put({.id = "mentions",
                 .title = "Weather",
                 .text = "It rained on Angela Merkel and on the old town.",
                 .people = {{.name = "Angela Merkel"}}},
                "");
    for (int n = 0; n < 20; ++n)
      writer->put({.id = "other" + std::to_string(n), .title = "Quiet", .text = "A day in the hills."}, "");
    ASSERT_TRUE(writer->commit());
  }
  static void TearDownTestSuite() { delete folder_; }
  static TemporaryFolder* folder_;
};
TemporaryFolder* Explains::folder_ = nullptr;

TEST_P(Explains, TheFirstHit) {
  const auto index = Index::open(folder_->path());
  const auto page = index->search({.text = GetParam().query, .explain = true});
  ASSERT_TRUE(page) << page.error().message;
  ASSERT_FALSE(page->hits.empty());
  const auto& hit = page->hits.front();
  std::string kinds;
  double sum = 0;
  for (const auto& reason : hit.reasons) {
    kinds += (kinds.empty() ? "" : " ") + reason.kind;
    sum += reason.value;
  }
  EXPECT_EQ(kinds, GetParam().kinds);
  EXPECT_EQ(hit.reasons.front().message, GetParam().message);
  EXPECT_NEAR(sum, hit.score, 1e-3);
  EXPECT_EQ(hit.article.id, "about");
}

INSTANTIATE_TEST_SUITE_P(
    Reasons, Explains,
    testing::Values(
        ReasonCase{"Word", "summit", "word", "'summit' stands in it once"},
        ReasonCase{"About", "person:\"Angela Merkel\"", "about",
                   "it is about 'Angela Merkel', not only mentions it"},
        ReasonCase{"AboutByAWord", "person:merkel", "about", "it is about 'merkel', not only mentions it"},
        ReasonCase{"Phrase", "\"opened the summit\"", "other",
                   "phrases, exact words, beginnings and groups of the query"},
        ReasonCase{"WordOfAnAlternativeThatDoesNotMatch", "(summit AND hills) OR chancellor",
                   "word word word feedback",
                   "'summit' stands in it once, but not all that the query wants with it"},
        ReasonCase{"WordOfAnAlternativeInsideAnother", "(((summit AND town) OR hills) AND day) OR chancellor",
                   "word word word word word feedback",
                   "'summit' stands in it once, but not all that the query wants with it"},
        ReasonCase{"WordOfAnAlternativeThatMatches", "(summit AND town) OR hills", "word word word feedback",
                   "'summit' stands in it once"},
        ReasonCase{"NameOfAnAlternativeThatDoesNotMatch", "(person:merkel AND hills) OR summit", "word word",
                   "'hills' is not in it"},
        ReasonCase{"Neighbours", "opened summit", "word word", "'opened' stands in it once"},
        ReasonCase{"SideBySide", "angela merkel opened", "word word word neighbours feedback",
                   "'angela' stands in it once"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
