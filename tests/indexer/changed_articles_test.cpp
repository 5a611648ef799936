#include "indexer/changed_articles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <optional>

#include "indexer/column_file.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::Pair;

/// Three articles with a column file, and changes after it.
class Changes : public testing::Test {
 protected:
  static Article article(const std::string& id, const std::string& text) {
    Article article{.id = id, .title = "Storm", .text = text};
    article.published = *parse_date("2021-08-26");
    article.people = {{.name = "Ana Diaz"}};
    return article;
  }

  Changes() {
    writer_.emplace(std::move(*Writer::open(folder_.path())));
    for (const char* id : {"1", "2", "3"}) writer_->put(article(id, "Wind."), "").value();
    writer_->commit().value();
    generation_ = *current_generation(folder_.path());
    file_.emplace(std::move(*ColumnFile::open(generation_, Xapian::Database(generation_))));
  }

  std::optional<ChangedArticles> changes(std::size_t most = 10,
                                         const ChangedArticles* known = nullptr) const {
    return changed_articles(Xapian::Database(generation_), file_->articles().digests, most, known);
  }

  TemporaryFolder folder_;
  std::optional<Writer> writer_;
  std::string generation_;
  std::optional<ColumnFile> file_;
};

TEST_F(Changes, AreNoneAtFirst) { EXPECT_TRUE(changes()->empty()); }

TEST_F(Changes, AreWhatWasReplacedDeletedAndAdded) {
  writer_->put(article("2", "Wind and rain."), "").value();
  writer_->put(article("4", "Fog."), "").value();
  writer_->remove("3").value();
  writer_->commit().value();
  const auto found = changes();
  ASSERT_TRUE(found);
  EXPECT_THAT(*found, ElementsAre(Pair(2, testing::NotNull()), Pair(3, testing::IsNull()),
                                  Pair(4, testing::NotNull())));
  const auto& second = *found->at(2);
  EXPECT_EQ(second.length, 4u);
  EXPECT_EQ(second.day, 18865);
  EXPECT_EQ(second.published, std::int64_t{18865} * 86400);
  EXPECT_THAT(second.values, testing::Contains(Pair(Field::kPerson, "XPEana diaz")));
}

TEST_F(Changes, ThatAreKnownAreNotReadAgain) {
  writer_->put(article("2", "Rain."), "").value();
  writer_->commit().value();
  const auto first = changes();
  writer_->put(article("4", "Fog."), "").value();
  writer_->commit().value();
  const auto both = changes(10, &*first);
  EXPECT_EQ(both->at(2), first->at(2)) << "the same object";
  writer_->put(article("2", "Hail."), "").value();
  writer_->commit().value();
  EXPECT_NE(changes(10, &*both)->at(2), first->at(2));
}

TEST_F(Changes, AreNotGivenWhereTheyAreTooMany) {
  for (const char* id : {"1", "2", "3"}) writer_->put(article(id, "Rain."), "").value();
  writer_->commit().value();
  EXPECT_FALSE(changes(2));
  EXPECT_TRUE(changes(3));
}

}  // namespace
}  // namespace dateline
