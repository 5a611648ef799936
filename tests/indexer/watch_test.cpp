#include "indexer/watch.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using std::chrono::milliseconds;

/// Whether the watch notices before it has asked a few times whether to stop.
bool notices(FolderWatch& watch) {
  int asked = 0;
  const auto changed = watch.wait(milliseconds(1), std::nullopt, [&] { return ++asked > 3; });
  EXPECT_TRUE(changed) << changed.error().message;
  return changed.value_or(false);
}

TEST(FolderWatch, NoticesFilesThatComeChangeAndGo) {
  const TemporaryFolder folder;
  folder.file("old/1.json", "{}");
  auto watch = FolderWatch::begin(folder.path());
  ASSERT_TRUE(watch) << watch.error().message;
  EXPECT_FALSE(notices(*watch));
  folder.file("2.json", "{}");
  EXPECT_TRUE(notices(*watch));
  EXPECT_FALSE(notices(*watch));
  folder.file("old/1.json", "{ }");
  EXPECT_TRUE(notices(*watch));
  std::filesystem::remove(folder.path("old/1.json"));
  EXPECT_TRUE(notices(*watch));
  folder.file("new/3.json", "{}");
  EXPECT_TRUE(notices(*watch));
  folder.file("new/4.json", "{}");
  EXPECT_TRUE(notices(*watch));
}

TEST(FolderWatch, WaitsNoLongerThanItIsTold) {
  const TemporaryFolder folder;
  auto watch = FolderWatch::begin(folder.path());
  ASSERT_TRUE(watch) << watch.error().message;
  EXPECT_TRUE(*watch->wait(milliseconds(1), milliseconds(0), [] { return false; }));
  EXPECT_FALSE(*watch->wait(milliseconds(1), milliseconds(60'000), [] { return true; }));
}

TEST(FolderWatch, SaysThatItsFolderIsGone) {
  const TemporaryFolder folder;
  folder.file("in/1.json", "{}");
  auto watch = FolderWatch::begin(folder.path("in"));
  ASSERT_TRUE(watch) << watch.error().message;
  std::filesystem::rename(folder.path("in"), folder.path("out"));
  const auto changed = watch->wait(milliseconds(1), milliseconds(60'000), [] { return false; });
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().code, ErrorCode::kNotFound);
}

TEST(FolderWatch, WantsAFolder) {
  const TemporaryFolder folder;
  EXPECT_EQ(FolderWatch::begin(folder.file("file", "x")).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dateline
