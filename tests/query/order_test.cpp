// Pages of hits against sorting all that matched.
#include "query/order.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

class RankedPages : public testing::TestWithParam<Sort> {
 protected:
  static constexpr int kArticles = 300;

  void SetUp() override {
    auto writer = Writer::open(folder_.path());
    for (int id = 0; id < kArticles; ++id) {
      Article article{.id = std::to_string(id), .title = "Flood"};
      if (id % 7 != 0) article.published = *parse_date(fmt::format("2021-08-{:02}", 1 + id % 28));
      ASSERT_TRUE(writer->put(article, ""));
    }
    ASSERT_TRUE(writer->commit());
    const auto generation = *current_generation(folder_.path());
    database_ = Xapian::Database(generation);
    columns_.emplace(database_, SideFiles::open(database_, generation));
    matches_.documents = DocSet(columns_->last());
    matches_.scores = Scores(columns_->last());
    for (DocId document = 1; document <= columns_->last(); ++document) {
      if (random_() % 3 == 0) continue;
      matches_.documents.add(document);
      matches_.scores.set(document, static_cast<float>(random_() % 9));
    }
  }

  std::vector<DocId> sorted() const {
    auto documents = matches_.documents.list();
    const auto key = [&](DocId document) {
      const auto published = columns_->published()[document];
      const auto by_age =
          published == Columns::kNoInstant || GetParam() == Sort::kNewest ? published : -published;
      const double first =
          GetParam() == Sort::kRelevance ? matches_.scores[document] : static_cast<double>(by_age);
      return std::tuple(first, published, document);
    };
    std::ranges::sort(documents, std::greater{}, key);
    return documents;
  }

  std::mt19937 random_{2};
  TemporaryFolder folder_;
  Xapian::Database database_;
  std::optional<Columns> columns_;
  Matches matches_{.documents = DocSet(0)};
};

TEST_P(RankedPages, AreThoseOfAFullSort) {
  const auto all = sorted();
  for (const std::size_t offset : {0u, 1u, 9u, 50u, 150u, 1'000u}) {
    for (const std::size_t limit : {0u, 1u, 10u, 100u, 500u}) {
      const SearchRequest request{.sort = GetParam(),
                                  .offset = static_cast<decltype(SearchRequest::offset)>(offset),
                                  .limit = static_cast<decltype(SearchRequest::limit)>(limit)};
      const auto first = std::min(offset, all.size()), last = std::min(offset + limit, all.size());
      const std::vector<DocId> expected(all.begin() + static_cast<std::ptrdiff_t>(first),
                                        all.begin() + static_cast<std::ptrdiff_t>(last));
      EXPECT_EQ(ranked(matches_, *columns_, request), expected) << offset << " and " << limit;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sorts, RankedPages, testing::Values(Sort::kRelevance, Sort::kNewest, Sort::kOldest));

}  // namespace
}  // namespace dateline
