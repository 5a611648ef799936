#include "indexer/generation.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

TEST(Generations, OneTakesThePlaceOfTheOther) {
  const TemporaryFolder folder;
  EXPECT_EQ(current_generation(folder.path()).error().code, ErrorCode::kNotFound);
  const auto first = next_generation(folder.path());
  EXPECT_EQ(first, folder.path("generation-000001"));
  std::filesystem::create_directory(first);
  ASSERT_TRUE(publish_generation(folder.path(), first));
  EXPECT_EQ(*current_generation(folder.path()), first);
  const auto second = next_generation(folder.path());
  EXPECT_EQ(second, folder.path("generation-000002"));
  std::filesystem::create_directory(second);
  ASSERT_TRUE(publish_generation(folder.path(), second));
  EXPECT_EQ(*current_generation(folder.path()), second);
  EXPECT_FALSE(std::filesystem::exists(folder.path("XAPIANDB.new")));
}

TEST(Generations, UnfinishedOnesAreRemoved) {
  const TemporaryFolder folder;
  EXPECT_EQ(remove_unfinished(folder.path()), 0u);
  for (const char* name : {"generation-000001", "generation-000002", "generation-000003"})
    folder.file(std::string(name) + "/x", "x");
  ASSERT_TRUE(publish_generation(folder.path(), folder.path("generation-000002")));
  folder.file("generation-000002/words.new", "a third of an index");
  EXPECT_EQ(remove_unfinished(folder.path()), 1u);
  EXPECT_FALSE(std::filesystem::exists(folder.path("generation-000002/words.new")));
  EXPECT_TRUE(std::filesystem::exists(folder.path("generation-000001")));
  EXPECT_TRUE(std::filesystem::exists(folder.path("generation-000002")));
  EXPECT_FALSE(std::filesystem::exists(folder.path("generation-000003")));
}

TEST(Generations, OneThatIsNotThereIsNotPublished) {
  const TemporaryFolder folder;
  EXPECT_EQ(publish_generation(folder.path(), folder.path("generation-000001")).error().code, ErrorCode::kIo);
  EXPECT_FALSE(current_generation(folder.path()));
}

TEST(Generations, AStubThatSaysNothingIsDamageNotAnAbsentIndex) {
  const TemporaryFolder folder;
  folder.file("XAPIANDB", "something else\n");
  EXPECT_EQ(current_generation(folder.path()).error().message,
            "'" + folder.path("XAPIANDB") +
                "' names no generation of an index: its line is 'auto ' and the name of one");
  folder.file("XAPIANDB", "");
  EXPECT_EQ(current_generation(folder.path()).error().code, ErrorCode::kCorrupt);
}

/// A load took all generations, which are later than none, for unfinished and removed them.
TEST(Generations, AStubOfAnythingElseIsDamageAndNoneIsRemoved) {
  const TemporaryFolder folder;
  folder.file("lock", "");
  folder.file("generation-000002/docdata.glass", "x");
  for (const char* named :
       {"", ".", "..", "lock", "gener", "generation-", "generation-000000", "generation-x",
        "./generation-000002", "generation-000002/docdata.glass", "generation-000002 "}) {
    folder.file("XAPIANDB", std::string("auto ") + named + "\n");
    EXPECT_EQ(current_generation(folder.path()).error().code, ErrorCode::kCorrupt) << named;
    EXPECT_EQ(rollback_generation(folder.path()).error().code, ErrorCode::kCorrupt) << named;
    EXPECT_EQ(remove_unfinished(folder.path()), 0u) << named;
    EXPECT_EQ(remove_superseded(folder.path()), 0u) << named;
  }
  EXPECT_TRUE(std::filesystem::exists(folder.path("generation-000002")));
}

/// A load took the generations there were, later than the one named, for unfinished and removed them.
TEST(Generations, AStubOfOneThatIsNotThereIsDamageAndNoneIsRemoved) {
  const TemporaryFolder folder;
  folder.file("generation-000002/docdata.glass", "x");
  for (const char* named : {"generation-000001", "generation-000009"}) {
    folder.file("XAPIANDB", std::string("auto ") + named + "\n");
    EXPECT_EQ(current_generation(folder.path()).error().message,
              "'" + folder.path("XAPIANDB") + "' names '" + named +
                  "', which is not there: bring it back, or go back with --rollback");
    EXPECT_EQ(remove_unfinished(folder.path()), 0u);
    EXPECT_EQ(remove_superseded(folder.path()), 0u);
  }
  EXPECT_EQ(*rollback_generation(folder.path()), folder.path("generation-000002"));
}

TEST(Generations, ALostStubIsDamageWhereThereAreArticles) {
  const TemporaryFolder folder;
  folder.file("generation-000001/postlist.glass", "x");
  EXPECT_EQ(current_generation(folder.path()).error().code, ErrorCode::kNotFound);
  folder.file("generation-000002/docdata.glass", "x");
  EXPECT_EQ(current_generation(folder.path()).error().message,
            "'" + folder.path() +
                "' has articles in generation-000002, but no file XAPIANDB that says which "
                "generation is current: bring it back, its line is 'auto ' and the name of a generation");
}

TEST(Generations, WhatIsLeftOfOneBeingRemovedGoes) {
  const TemporaryFolder folder;
  folder.file("removed-generation-000001/x", "x");
  remove_unfinished(folder.path());
  EXPECT_FALSE(std::filesystem::exists(folder.path("removed-generation-000001")));
  folder.file("generation-000002/x", "x");
  remove_generation(folder.path("generation-000002"));
  EXPECT_FALSE(std::filesystem::exists(folder.path("generation-000002")));
  EXPECT_TRUE(generations_of(folder.path()).empty());
}

TEST(Generations, TheOneBeforeIsKeptToGoBackTo) {
  const TemporaryFolder folder;
  for (const char* name : {"generation-000001", "generation-000002", "generation-000003"})
    folder.file(std::string(name) + "/x", "x");
  ASSERT_TRUE(publish_generation(folder.path(), folder.path("generation-000003")));
  EXPECT_EQ(remove_superseded(folder.path()), 1u);
  EXPECT_FALSE(std::filesystem::exists(folder.path("generation-000001")));
  EXPECT_EQ(*rollback_generation(folder.path()), folder.path("generation-000002"));
  EXPECT_EQ(*current_generation(folder.path()), folder.path("generation-000002"));
  EXPECT_EQ(rollback_generation(folder.path()).error().code, ErrorCode::kNotFound);
}

TEST(Generations, AFolderThatIsNoIndexSaysSo) {
  const TemporaryFolder folder;
  EXPECT_EQ(current_generation(folder.path()).error().message,
            "'" + folder.path() + "' is not an index: make one with dateline-index --index " + folder.path() +
                " SOURCE...");
}

TEST(WriteLockTake, FailsWhereTheFolderIsMissing) {
  EXPECT_EQ(WriteLock::take("/nonexistent/folder").error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace dateline
