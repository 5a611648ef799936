// Tables of many levels, which small databases do not reach.
#include "indexer/bulk/table_writer.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/bulk/builder.h"
#include "tests/support/compare_databases.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

TEST(TableWriter, EveryLevelOfADeepTreeCanBeFound) {
  // Keys of 255 bytes that differ at their end leave room for 7 children in a block.
  const TemporaryFolder folder;
  auto builder = BulkBuilder::create(folder.path("deep"), {.block_size = 2048});
  ASSERT_TRUE(builder);
  const auto key = [](int n) { return std::string(244, 'k') + fmt::format("{:09}", n); };
  constexpr int kKeys = 40'000;
  for (int n = 0; n < kKeys; ++n) ASSERT_TRUE(builder->set_metadata(key(n), std::to_string(n)));
  ASSERT_TRUE(builder->finish());
  EXPECT_EQ(testing::check_database(folder.path("deep")), "");
  const Xapian::Database database(folder.path("deep"));
  for (int n = 0; n < kKeys; ++n) ASSERT_EQ(database.get_metadata(key(n)), std::to_string(n));
}

/// Whether entries are whole or stand in several leaves.
TEST(TableWriter, LeavesKeepTheRoomThatIsAskedFor) {
  constexpr std::size_t kBlock = 2048, kRoom = 200;
  const TemporaryFolder folder;
  glass::TableWriter table(folder.path("roomy"), kBlock, kRoom);
  for (int n = 0; n < 300; ++n) table.add(fmt::format("{:03}", n), std::string(n * n % 1999, 'x'));
  ASSERT_TRUE(table.finish());
  const auto blocks = bytes_of(folder.path("roomy"));
  std::size_t leaves = 0;
  for (std::size_t at = 0; at < blocks.size(); at += kBlock) {
    const auto u16 = [&](std::size_t field) {
      return static_cast<unsigned char>(blocks[at + field]) * 256u +
             static_cast<unsigned char>(blocks[at + field + 1]);
    };
    if (blocks[at + 4] != 0) continue;  // a branch
    EXPECT_GE(u16(7), kRoom);           // bytes that are free
    ++leaves;
  }
  EXPECT_GT(leaves, 100u);
}

TEST(TableWriter, AnEmptyTableHasNoBlocks) {
  const TemporaryFolder folder;
  glass::TableWriter table(folder.path("empty"), 2048);
  const auto info = table.finish();
  ASSERT_TRUE(info);
  EXPECT_EQ(info->blocks, 0u);
  EXPECT_EQ(info->entries, 0u);
}

TEST(TableWriter, AFileThatCannotBeMadeIsAnError) {
  const TemporaryFolder folder;
  glass::TableWriter table(folder.path("no/such/folder"), 2048);
  table.add("key", "tag");
  const auto info = table.finish();
  ASSERT_FALSE(info);
  EXPECT_EQ(info.error().code, ErrorCode::kIo);
}

TEST(TableWriter, ATagBeyondAllItemsIsAnError) {
  const TemporaryFolder folder;
  glass::TableWriter table(folder.path("long"), 2048);
  table.add("key", std::string(40 << 20, 'x'));
  const auto info = table.finish();
  ASSERT_FALSE(info);
  EXPECT_EQ(info.error().code, ErrorCode::kLimit);
}

}  // namespace
}  // namespace dateline
