#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// An archive in which every article has a filler, so that lengths and rarities are alike.
class Rerank : public testing::Test {
 protected:
  void put(std::string id, std::string text) {
    ASSERT_EQ(
        *writer_->put({.id = std::move(id), .title = "Report", .text = std::move(text), .language = "en"},
                      "test"),
        PutOutcome::kAdded);
  }

  Page search(std::string text, const Ranking& ranking) {
    EXPECT_TRUE(writer_->commit());
    const auto index = Index::open(folder_.path());
    auto page =
        index->search({.text = std::move(text), .match = MatchMode::kAny, .ranking = ranking, .limit = 100});
    EXPECT_TRUE(page) << page.error().message;
    return std::move(*page);
  }

  static std::vector<std::string> ids(const Page& page) {
    std::vector<std::string> ids;
    for (const auto& hit : page.hits) ids.push_back(hit.article.id);
    return ids;
  }

  TemporaryFolder folder_;
  std::expected<Writer, Error> writer_ = Writer::open(folder_.path());
};

TEST_F(Rerank, WordsSideBySideComeFirst) {
  put("together", "the central bank met today in town and raised nothing else at all");
  put("apart", "bank holiday in town and nothing else at all met the central station today");
  for (int n = 0; n < 20; ++n)
    put("other" + std::to_string(n), "a quiet day with rain and some wind in the hills");
  EXPECT_THAT(ids(search("central bank", {.neighbours = 0.2})), testing::ElementsAre("together", "apart"));
  EXPECT_THAT(ids(search("central bank", {.neighbours = 0})),
              testing::UnorderedElementsAre("together", "apart"));
  EXPECT_GT(search("central bank", {.neighbours = 0.2}).hits[0].score,
            search("central bank", {.neighbours = 0}).hits[0].score);
}

TEST_F(Rerank, OrderOfTheWordsCounts) {
  put("asked", "white house said nothing of it and the wind went on");
  put("turned", "house white said nothing of it and the wind went on");
  for (int n = 0; n < 20; ++n) put("other" + std::to_string(n), "a quiet day with rain in the hills");
  EXPECT_EQ(ids(search("white house", {})).front(), "asked");
}

TEST_F(Rerank, FeedbackLiftsTheSubjectOfTheBest) {
  put("best", "volcano eruption ash magma crater lava magma crater lava");
  put("second", "volcano eruption ash magma crater lava flows");
  put("onSubject", "volcano magma crater lava seen near the village today");
  put("offSubject", "volcano museum opens doors again near the village today");
  for (int n = 0; n < 30; ++n) put("other" + std::to_string(n), "a quiet day with rain in the hills today");
  const auto plain = search("volcano eruption ash", {.feedback = 0});
  const auto with = search("volcano eruption ash", {.feedback = 0.3});
  EXPECT_EQ(plain.total, with.total);
  EXPECT_THAT(ids(with), testing::UnorderedElementsAreArray(ids(plain)));
  EXPECT_EQ(ids(with)[2], "onSubject");
  EXPECT_GT(with.hits[2].score - with.hits[3].score, plain.hits[2].score - plain.hits[3].score);
}

TEST_F(Rerank, StopWordsAreLeftOutBesideOthers) {
  put("fed", "the federal reserve spoke about rates");
  put("noise", "what did they do and what was it about");
  for (int n = 0; n < 20; ++n) put("other" + std::to_string(n), "a quiet day with rain in the hills");
  const auto page = search("what did the federal reserve say about rates", {});
  EXPECT_THAT(ids(page), testing::ElementsAre("fed"));
  ASSERT_EQ(page.notes.size(), 1u);
  EXPECT_EQ(page.notes[0].code, "stop_words");
  EXPECT_NE(page.notes[0].message.find("what, did, the, about"), std::string::npos) << page.notes[0].message;
}

TEST_F(Rerank, StopWordsThatLookLikeOperatorsAreTold) {
  put("fed", "the federal reserve or the rates");
  const auto page = search("federal or rates", {});
  ASSERT_EQ(page.notes.size(), 1u);
  EXPECT_EQ(page.notes[0].message,
            "left out as too common: or; quote them to search for them; write OR in capitals for either of "
            "two words");
}

TEST_F(Rerank, StopWordsAreNotedOnce) {
  put("fed", "the federal reserve spoke about rates");
  const auto page = search("(the federal) OR (the rates)", {});
  EXPECT_EQ(page.total, 1u);
  ASSERT_EQ(page.notes.size(), 1u);
  EXPECT_EQ(page.notes[0].code, "stop_words");
}

TEST_F(Rerank, StopWordsAloneAreSearchedFor) {
  put("band", "the who played all night");
  put("order", "who knows the way");
  for (int n = 0; n < 20; ++n) put("other" + std::to_string(n), "the quiet day with rain in hills");
  const auto page = search("The Who", {});
  EXPECT_EQ(ids(page).front(), "band");
  EXPECT_TRUE(page.notes.empty());
}

TEST_F(Rerank, CompoundsMatchByTheirWords) {
  put("hyphen", "a high-speed locomotive passed");
  put("apart", "speed of a very high kind");
  for (int n = 0; n < 20; ++n) put("other" + std::to_string(n), "a quiet day with rain in the hills");
  EXPECT_THAT(ids(search("locomotive high-speed", {})), testing::ElementsAre("hyphen", "apart"));
  EXPECT_THAT(ids(search("\"high-speed\"", {})), testing::ElementsAre("hyphen"));
}

}  // namespace
}  // namespace dateline
