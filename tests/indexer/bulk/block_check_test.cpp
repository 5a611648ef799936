#include "indexer/bulk/block_check.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>
#include <functional>

#include "indexer/bulk/format.h"
#include "tests/support/rounds.h"
#include "tests/support/temporary_folder.h"

namespace dateline::glass {
namespace {

constexpr std::size_t kBlock = 8192;

void put(std::string& block, std::size_t at, unsigned number) {
  block[at] = static_cast<char>(number >> 8);
  block[at + 1] = static_cast<char>(number);
}

/// A block with the items "a" -> "storm" and "b" without a tag, the second a continuation; nothing between
/// its directory and the items.
std::string leaf() {
  const std::string first{
      "\x20\x06\x01"
      "astorm",
      9},
      second{
          "\x00\x03\x01"
          "b\x00\x02",
          6};
  std::string block(kBlockHeader + 4, '\0');
  const auto first_at = block.size();
  put(block, 9, static_cast<unsigned>(first_at));
  put(block, kBlockHeader, static_cast<unsigned>(first_at));
  put(block, kBlockHeader + 2, static_cast<unsigned>(first_at + first.size()));
  return block + first + second;
}

/// A block of one child and no key.
std::string branch() {
  std::string block(kBlockHeader + 2 + 7, '\0');
  block[4] = 1;
  put(block, 9, kBlockHeader + 2);
  put(block, kBlockHeader, kBlockHeader + 2);
  return block;
}

struct BlockCase {
  const char* name;
  std::string block;
  std::function<void(std::string&)> change;
  bool is_well_formed;
};
void PrintTo(const BlockCase& row, std::ostream* out) { *out << row.name; }

class BlockCheck : public testing::TestWithParam<BlockCase> {};
TEST_P(BlockCheck, LooksAtTheStructure) {
  auto block = GetParam().block;
  GetParam().change(block);
  EXPECT_EQ(is_well_formed(block), GetParam().is_well_formed);
}

const auto kAsItIs = [](std::string&) {};
INSTANTIATE_TEST_SUITE_P(
    Blocks, BlockCheck,
    testing::Values(
        BlockCase{"Leaf", leaf(), kAsItIs, true}, BlockCase{"Branch", branch(), kAsItIs, true},
        BlockCase{"OtherTag", leaf(), [](auto& block) { block[20] = 'X'; }, true},
        BlockCase{"FreeList", leaf(), [](auto& block) { block.replace(4, 20, 20, '\xfe'); }, true},
        BlockCase{"DirectoryBehindTheEnd", leaf(), [](auto& block) { put(block, 9, 9999); }, false},
        BlockCase{"DirectoryBeforeItsBegin", leaf(), [](auto& block) { put(block, 9, 3); }, false},
        BlockCase{"HalfAnEntry", leaf(), [](auto& block) { put(block, 9, kBlockHeader + 3); }, false},
        BlockCase{"FreeThatIsNot", leaf(), [](auto& block) { put(block, 7, 4); }, false},
        BlockCase{"ItemsInTheRoomBeforeThem", leaf(), [](auto& block) { put(block, 5, 4); }, false},
        BlockCase{"ItemInTheDirectory", leaf(), [](auto& block) { put(block, kBlockHeader, 12); }, false},
        BlockCase{"ItemBehindTheEnd", leaf(), [](auto& block) { put(block, kBlockHeader, 9999); }, false},
        BlockCase{"ItemAtTheEnd", leaf(),
                  [](auto& block) { put(block, kBlockHeader, static_cast<unsigned>(block.size())); }, false},
        BlockCase{"ItemLongerThanTheBlock", leaf(), [](auto& block) { block[16] = 60; }, false},
        BlockCase{"ItemShorterThanItsKey", leaf(), [](auto& block) { block[17] = 8; }, false},
        BlockCase{"ContinuationWithoutRoomForItsNumber", leaf(), [](auto& block) { block[25] = 2; }, false},
        BlockCase{"KeyOfABranchBehindTheEnd", branch(), [](auto& block) { block[17] = 9; }, false},
        BlockCase{"BranchWithoutChild", branch(), [](auto& block) { put(block, 9, kBlockHeader); }, false},
        BlockCase{"NoHeader", leaf(), [](auto& block) { block.resize(5); }, false},
        BlockCase{"Nothing", leaf(), [](auto& block) { block.clear(); }, false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(BlockCheckOfTables, AcceptsEveryBlockThatXapianWrites) {
  const TemporaryFolder folder;
  Xapian::WritableDatabase database(folder.path("made"));
  for (const auto seed : seeds(30)) {
    for (unsigned n = 0; n < 60; ++n) {
      Xapian::Document document;
      for (unsigned term = 0; term < 40; ++term)
        document.add_posting("t" + std::to_string(term * seed % 997), term + 1);
      document.set_data(std::string(seed * n % 5000, 'x') + std::to_string(seed));
      database.replace_document(1 + (seed * 31 + n * 7) % 400, document);
    }
    database.commit();
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder.path("made"))) {
    if (entry.path().extension() != ".glass") continue;
    const auto bytes = bytes_of(entry.path());
    for (std::size_t at = 0; at < bytes.size(); at += kBlock)
      EXPECT_TRUE(is_well_formed(std::string_view(bytes).substr(at, kBlock))) << entry.path() << " " << at;
  }
}

}  // namespace
}  // namespace dateline::glass
