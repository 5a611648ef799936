// Whether there is room for a commit, which none of these tests takes from a disk: crash/full_disk fills one.
#include "indexer/room.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "indexer/generation.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

/// A database of `documents` documents of three terms.
Xapian::WritableDatabase database_of(const std::string& path, int documents) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
  for (int n = 0; n < documents; ++n) {
    Xapian::Document document;
    for (const auto* term : {"rain", "storm"}) document.add_term(term);
    document.add_term("Q" + std::to_string(n));
    database.add_document(document);
  }
  database.commit();
  return database;
}

TEST(MostBytesOfCommit, GrowWithTermsAndTextAndTermsNotBeyondTheTables) {
  const TemporaryFolder folder;
  database_of(folder.path("index"), 3000);
  const auto path = folder.path("index");
  const auto most = [&](std::uint64_t terms, std::uint64_t text) {
    return most_bytes_of_commit(path, terms, text);
  };
  EXPECT_GT(most(1, 0), most(0, 0));
  EXPECT_EQ(most(1'000'000, 0), most(0, 0) + generation_bytes(path));
  EXPECT_GT(most(0, 1000), most(0, 0) + 1000);
}

TEST(CheckRoom, TellsHowMuchIsLeftAndHowMuchItMayTake) {
  const TemporaryFolder folder;
  check_room(folder.path(), 0);
  try {
    check_room(folder.path(), kAll);
    ADD_FAILURE() << "no disk has so much";
  } catch (const Xapian::DatabaseError& error) {
    EXPECT_THAT(error.get_msg(), testing::MatchesRegex(
                                     "the disk of '" + folder.path() +
                                     "' has [0-9]+ MB left, and this may take 17592186044415 MB: free some"));
  }
}

// A disk that cannot be asked is left to the commit.
TEST(CheckRoom, AsksNothingOfAFolderThatIsNotThere) {
  const TemporaryFolder folder;
  check_room(folder.path("none"), kAll);
}

TEST(DeleteDocuments, DeletesAndCommits) {
  const TemporaryFolder folder;
  const auto path = folder.path("index");
  auto database = database_of(path, 5);
  const auto revision = database.get_revision();
  delete_documents(database, path, {});
  EXPECT_EQ(database.get_revision(), revision);
  delete_documents(database, path, {2, 4});
  const Xapian::Database now(path);
  EXPECT_EQ(now.get_doccount(), 3u);
  EXPECT_FALSE(now.term_exists("Q1"));
  EXPECT_FALSE(now.term_exists("Q3"));
}

}  // namespace
}  // namespace dateline
