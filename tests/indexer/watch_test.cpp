#include "indexer/watch.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using std::chrono::milliseconds;

/// Whether the watch notices before it has asked a few times whether to stop.
bool notices(FolderWatch& watch) {
  int asked = 0;
  return watch.wait(milliseconds(1), std::nullopt, [&] { return ++asked > 3; });
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
  EXPECT_TRUE(watch->wait(milliseconds(1), milliseconds(0), [] { return false; }));
  EXPECT_FALSE(watch->wait(milliseconds(1), milliseconds(60'000), [] { return true; }));
}

TEST(FolderWatch, WantsAFolder) {
  const TemporaryFolder folder;
  EXPECT_EQ(FolderWatch::begin(folder.file("file", "x")).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dateline
