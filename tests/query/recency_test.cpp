#include "query/recency.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

struct TimelessCase {
  const char* name;
  const char* query;
  bool expected;
};

class IsTimeless : public testing::TestWithParam<TimelessCase> {};

TEST_P(IsTimeless, WhereThePersonKnowsWhatTheyWant) {
  EXPECT_EQ(is_timeless(parse_query(GetParam().query).root, GetParam().query), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Queries, IsTimeless,
                         testing::Values(TimelessCase{"Words", "flood rhine", false},
                                         TimelessCase{"Operators", "flood AND (rhine OR storm)", false},
                                         TimelessCase{"Abbreviation", "U.S. aid", false},
                                         TimelessCase{"Field", "flood person:merkel", false},
                                         TimelessCase{"Quoted", "flood \"white house\"", true},
                                         TimelessCase{"QuotedName", "flood person:\"Angela Merkel\"", true},
                                         TimelessCase{"CurlyQuotes", "flood “white house”", true},
                                         TimelessCase{"Exact", "flood =US", true},
                                         TimelessCase{"ExactField", "flood person:=jones", true},
                                         TimelessCase{"Dated", "flood date:2021", true},
                                         TimelessCase{"DatedInBrackets", "flood (rhine date:2021..)", true},
                                         TimelessCase{"Span", "flood 2021-08..", true}),
                         [](const auto& row) { return std::string(row.param.name); });

/// A random archive over `years` years; each article has some of few words.
class RecencyOfArchive : public testing::Test {
 protected:
  void fill(std::size_t articles, int years, bool has_dates = true) {
    std::mt19937 random(7);
    const char* kWords[] = {"flood", "rhine", "storm", "bank", "rates", "city", "train", "harvest"};
    for (std::size_t n = 0; n < articles; ++n) {
      Article article{.id = std::to_string(n), .title = "Report", .language = "en"};
      for (std::size_t word = 0, count = 5 + random() % 30; word < count; ++word)
        article.text += std::string(kWords[random() % 8]) + " ";
      if (has_dates && n % 17 != 0) {
        const int year = 2020 - static_cast<int>(random() % static_cast<unsigned>(years));
        article.published =
            *parse_date(fmt::format("{}-{:02}-{:02}", year, 1 + random() % 12, 1 + random() % 28));
      }
      ASSERT_EQ(*writer_->put(article, "test"), PutOutcome::kAdded);
    }
    ASSERT_TRUE(writer_->commit());
  }

  Page search(const SearchRequest& request) {
    auto page = Index::open(folder_.path())->search(request);
    EXPECT_TRUE(page) << page.error().message;
    return std::move(*page);
  }

  static std::map<std::string, double> scores(const Page& page) {
    std::map<std::string, double> scores;
    for (const auto& hit : page.hits) scores[hit.article.id] = hit.score;
    return scores;
  }

  TemporaryFolder folder_;
  std::expected<Writer, Error> writer_ = Writer::open(folder_.path());
};

TEST_F(RecencyOfArchive, TakesNoMoreThanItsBoundAndMovesNoBetterMatchFurther) {
  fill(300, 12);
  for (const double bound : {0.1, 0.2, kMostRecency}) {
    for (const char* text :
         {"flood", "flood rhine", "storm bank rates", "flood OR train", "city harvest train bank rates"}) {
      const auto plain = search({.text = text, .ranking = {.recency = 0}, .limit = 1000});
      const auto aged = search({.text = text, .ranking = {.recency = bound}, .limit = 1000});
      ASSERT_EQ(plain.total, aged.total);
      const auto before = scores(plain);
      ASSERT_EQ(before.size(), scores(aged).size());
      double lowest_above = std::numeric_limits<double>::max();  // of the plain scores of the hits above
      for (const auto& hit : aged.hits) {
        const auto plain_score = before.at(hit.article.id);
        ASSERT_LE(hit.score, plain_score * 1.00001) << text;
        ASSERT_GE(hit.score, plain_score * (1 - bound) * 0.99999) << text;
        ASSERT_GE(lowest_above, plain_score * (1 - bound) * 0.99999) << text;
        lowest_above = std::min(lowest_above, plain_score);
      }
    }
  }
}

TEST_F(RecencyOfArchive, PutsTheNewerOfEqualMatchesHigherAndLeavesTheSetAlone) {
  fill(300, 12);
  const auto best = search({.text = "flood storm", .limit = 1000});
  for (const auto sort : {Sort::kNewest, Sort::kOldest}) {
    const auto dated = search({.text = "flood storm", .sort = sort, .limit = 1000});
    std::vector<std::string> a, b;
    for (const auto& [id, score] : scores(best)) a.push_back(id);
    for (const auto& [id, score] : scores(dated)) b.push_back(id);
    EXPECT_EQ(a, b);
  }
}

TEST_F(RecencyOfArchive, IsOffWithoutDates) {
  fill(100, 1, false);
  EXPECT_EQ(scores(search({.text = "flood rhine", .limit = 1000})),
            scores(search({.text = "flood rhine", .ranking = {.recency = 0}, .limit = 1000})));
}

TEST_F(RecencyOfArchive, IsOffWhereTheQueryIsExact) {
  fill(100, 12);
  for (const SearchRequest& request :
       {SearchRequest{.text = "\"flood rhine\""}, SearchRequest{.text = "=flood rhine"},
        SearchRequest{.text = "flood date:2015.."}, SearchRequest{.text = "flood", .from = "2015"},
        SearchRequest{.text = "flood", .with = "date:2015.."},
        SearchRequest{.text = "flood", .sort = Sort::kNewest}}) {
    auto plain = request;
    plain.ranking.recency = 0;
    EXPECT_EQ(scores(search(request)), scores(search(plain))) << request.text;
  }
}

TEST_F(RecencyOfArchive, HalvesFourTimesInTheArchivesOwnTime) {
  const char* kDays[] = {"2020-01-01", "2020-01-02", "2020-01-09", "2020-01-17"};
  for (const char* day : kDays)
    ASSERT_EQ(
        *writer_->put({.id = day, .title = "Report", .text = "flood", .published = *parse_date(day)}, "test"),
        PutOutcome::kAdded);
  ASSERT_TRUE(writer_->commit());
  // Sixteen days: a half-life of four.
  const auto aged = search({.text = "flood", .ranking = {.recency = 0.4}});
  const auto plain = scores(search({.text = "flood", .ranking = {.recency = 0}}));
  const auto factor = [&](const char* day) { return scores(aged).at(day) / plain.at(day); };
  EXPECT_NEAR(factor("2020-01-17"), 1, 1e-5);
  EXPECT_NEAR(factor("2020-01-09"), 0.6 + 0.4 / 4, 1e-5);
  EXPECT_NEAR(factor("2020-01-01"), 0.6 + 0.4 / 16, 1e-5);
}

class Explain : public RecencyOfArchive {};

TEST_F(Explain, AddsUpToTheScoreAndChangesNothing) {
  fill(300, 12);
  for (const char* text :
       {"flood", "flood rhine storm", "flood \"storm bank\"", "floo* rhine", "rates rates city",
        "flood AND (rhine OR storm)", "title:report flood", "flood NEAR/3 rhine", "=flood city",
        "city harvest train bank rates", "flood OR train", "floods date:2015.."}) {
    const auto plain = search({.text = text, .limit = 200});
    const auto page = search({.text = text, .limit = 200, .explain = true});
    ASSERT_GT(page.hits.size(), 0) << text;
    EXPECT_EQ(scores(page), scores(plain)) << text;
    for (const auto& hit : page.hits) {
      double sum = 0, factor = 1;
      for (const auto& reason : hit.reasons) {
        EXPECT_FALSE(reason.message.empty());
        if (reason.kind == "recency") {
          factor = reason.value;
        } else {
          sum += reason.value;
        }
      }
      ASSERT_NEAR(sum * factor, hit.score, 2e-3) << text << " " << hit.article.id;
    }
    EXPECT_TRUE(plain.hits[0].reasons.empty());
  }
}

TEST_F(Explain, SaysHowOftenAndWhere) {
  ASSERT_EQ(
      *writer_->put({.id = "1", .title = "Floods", .text = "The flood. The flooded town.", .language = "en"},
                    "test"),
      PutOutcome::kAdded);
  ASSERT_TRUE(writer_->commit());
  const auto page = search({.text = "flood", .explain = true});
  ASSERT_EQ(page.hits.size(), 1);
  ASSERT_EQ(page.hits[0].reasons.size(), 1);
  EXPECT_EQ(page.hits[0].reasons[0].message,
            "'flood' stands in it 3 times as flood, flooded, floods, in the title too");
}

}  // namespace
}  // namespace dateline
