#include "indexer/column_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::ElementsAre;

/// An index of three articles and the path of its generation.
struct Loaded {
  TemporaryFolder folder;
  std::string generation;

  Loaded() {
    auto writer = Writer::open(folder.path());
    Article first{.id = "1", .title = "Storm", .text = "Wind and rain."};
    first.published = *parse_date("2021-08-26");
    first.people = {{.name = "Ana Diaz"}, {.name = "Bo Li"}};
    EXPECT_TRUE(writer->put(first, ""));
    EXPECT_TRUE(writer->put({.id = "2", .title = "Calm"}, ""));
    EXPECT_TRUE(writer->put({.id = "3", .title = "Sun", .people = {{.name = "Bo Li"}}}, ""));
    EXPECT_TRUE(writer->commit());
    generation = *current_generation(folder.path());
  }
};

TEST(ColumnFile, HoldsWhatThePostingsHold) {
  const Loaded loaded;
  const Xapian::Database database(loaded.generation);
  const auto file = ColumnFile::open(loaded.generation, database);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_THAT(file->articles().lengths, ElementsAre(0, 4, 1, 1));
  EXPECT_THAT(file->articles().days, ElementsAre(kNoDay, 18865, kNoDay, kNoDay));
  EXPECT_THAT(file->articles().published, ElementsAre(kNoInstant, 18865 * 86'400, kNoInstant, kNoInstant));
  EXPECT_THAT(file->articles().present, ElementsAre(0b1110));
  const auto people = file->facet(Field::kPerson);
  ASSERT_EQ(people.terms.size(), 2u);
  EXPECT_EQ(people.terms[0], "XPEana diaz");
  EXPECT_EQ(people.terms[1], "XPEbo li");
  EXPECT_THAT(people.begin, ElementsAre(0, 0, 2, 2, 3));
  EXPECT_THAT(people.values, ElementsAre(0, 1, 1));
  EXPECT_EQ(file->facet(Field::kKeyword).terms.size(), 0u);
}

std::vector<DocId> listed(const std::optional<PostingList>& list) {
  std::vector<DocId> documents;
  if (list) list->for_each([&](DocId document, Uses) { documents.push_back(document); });
  return documents;
}

TEST(ColumnFile, HoldsTheArticlesOfEveryValue) {
  const Loaded loaded;
  const Xapian::Database database(loaded.generation);
  const auto file = ColumnFile::open(loaded.generation, database);
  EXPECT_THAT(listed(file->postings(Field::kPerson, "XPEbo li")), ElementsAre(1, 3));
  EXPECT_EQ(file->postings(Field::kPerson, "XPEbo li")->count(), 2u);
  EXPECT_THAT(listed(file->postings(Field::kPersonMeta, "XPMEana diaz")), ElementsAre(1));
  EXPECT_THAT(listed(file->postings(Field::kPerson, "XPEnobody")), ElementsAre());
  EXPECT_TRUE(file->postings(Field::kPerson, "XPEnobody"));
  EXPECT_FALSE(file->postings(Field::kId, "Q1")) << "ids are Xapian's";
}

TEST(ColumnFile, HoldsHowValuesAreWritten) {
  const Loaded loaded;
  const Xapian::Database database(loaded.generation);
  const auto file = ColumnFile::open(loaded.generation, database);
  const auto people = file->facet(Field::kPerson);
  EXPECT_EQ(people.name(0), "Ana Diaz");
  EXPECT_EQ(people.name(1), "Bo Li");
  EXPECT_EQ(people.name(2), "");
}

TEST(ColumnFile, NumbersSingleValuesAndMonths) {
  const Loaded loaded;
  const Xapian::Database database(loaded.generation);
  const auto file = ColumnFile::open(loaded.generation, database);
  EXPECT_TRUE(file->facet(Field::kPerson).single.empty()) << "an article has two";
  EXPECT_THAT(file->articles().months, ElementsAre(0, 1, 0, 0));
  EXPECT_THAT(file->articles().first_days, ElementsAre(18840));  // 2021-08-01
}

TEST(ColumnFile, KnowsItsRevision) {
  const Loaded loaded;
  {
    auto writer = Writer::open(loaded.folder.path());
    ASSERT_TRUE(writer->put({.id = "4", .title = "Fog"}, ""));
    ASSERT_TRUE(writer->commit());
  }
  const Xapian::Database database(loaded.generation);
  const auto before = ColumnFile::open(loaded.generation, database);
  ASSERT_TRUE(before) << before.error().message;
  EXPECT_LT(before->revision(), database.get_revision());
  EXPECT_EQ(before->articles().lengths.size(), 4u);
  ASSERT_TRUE(ColumnFile::write(loaded.generation, database));
  const auto anew = ColumnFile::open(loaded.generation, database);
  EXPECT_EQ(anew->revision(), database.get_revision());
  EXPECT_EQ(anew->articles().lengths.size(), 5u);
}

TEST(ColumnFile, OfAnotherDatabaseIsNotUsed) {
  const Loaded loaded, other;
  std::filesystem::copy_file(other.generation + "/columns", loaded.generation + "/columns",
                             std::filesystem::copy_options::overwrite_existing);
  const Xapian::Database database(loaded.generation);
  EXPECT_EQ(ColumnFile::open(loaded.generation, database).error().code, ErrorCode::kNotFound);
}

TEST(ColumnFile, CutShortIsDamaged) {
  const Loaded loaded;
  const Xapian::Database database(loaded.generation);
  const auto path = loaded.generation + "/columns";
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
  EXPECT_EQ(ColumnFile::open(loaded.generation, database).error().code, ErrorCode::kCorrupt);
  std::filesystem::resize_file(path, 10);
  EXPECT_EQ(ColumnFile::open(loaded.generation, database).error().code, ErrorCode::kCorrupt);
  std::filesystem::remove(path);
  EXPECT_EQ(ColumnFile::open(loaded.generation, database).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dateline
