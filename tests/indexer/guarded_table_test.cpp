#include "indexer/guarded_table.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "indexer/checksum_file.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

constexpr std::size_t kFreeAt = 5, kDirectoryEndAt = 9;

/// A block of `revision` without items.
std::string block_of(std::uint32_t revision) {
  std::string bytes(kBlockBytes, '\0');
  const auto put = [&](std::size_t at, std::size_t number) {
    bytes[at] = static_cast<char>(number >> 8);
    bytes[at + 1] = static_cast<char>(number);
  };
  put(2, revision);
  put(kDirectoryEndAt, kDirectoryEndAt + 2);
  for (const auto at : {kFreeAt, kFreeAt + 2}) put(at, kBlockBytes - kDirectoryEndAt - 2);
  return bytes;
}

/// A database of some commits and a table of one block with a checksum, as if it were of it.
class OneBlock {
 public:
  OneBlock() : database_(folder_.path("database")), last_commit_(folder_.path("database")) {
    for (int n = 0; n < 3; ++n) commit();
    made_ = static_cast<std::uint32_t>(database_.get_revision());
    checksums_ = {checksum_of(block_of(made_))};
    table_.emplace(::open("/dev/null", O_RDONLY), checksums_, made_, last_commit_);
  }

  void commit() {
    database_.add_document({});
    database_.commit();
  }
  void remove() const { std::filesystem::remove_all(folder_.path("database")); }

  std::uint32_t made() const { return made_; }
  bool is_sound(const std::string& bytes, std::size_t number = 0) const {
    return table_->is_sound(bytes, number);
  }

 private:
  TemporaryFolder folder_;
  Xapian::WritableDatabase database_;
  LastCommit last_commit_;
  std::uint32_t made_ = 0;
  std::array<std::uint32_t, 1> checksums_{};
  std::optional<GuardedTable> table_;
};

struct BlockCase {
  const char* name;
  std::uint32_t later;       ///< than the checksums, in revisions
  std::size_t number;        ///< 0 has a checksum
  std::size_t inverted = 0;  ///< a byte; 0: none
  bool is_sound = true;
};
void PrintTo(const BlockCase& row, std::ostream* out) { *out << row.name; }

class GuardedBlock : public testing::TestWithParam<BlockCase> {};
TEST_P(GuardedBlock, IsSoundOrNot) {
  const auto& [name, later, number, inverted, is_sound] = GetParam();
  const OneBlock table;
  auto bytes = block_of(table.made() + later);
  if (inverted > 0) bytes[inverted] = static_cast<char>(~bytes[inverted]);
  EXPECT_EQ(table.is_sound(bytes, number), is_sound);
}
INSTANTIATE_TEST_SUITE_P(
    Blocks, GuardedBlock,
    testing::Values(BlockCase{"AsItWasWritten", 0, 0}, BlockCase{"Changed", 0, 0, 5000, false},
                    BlockCase{"OfTheNextCommit", 1, 0}, BlockCase{"OfTheNextCommitInItsContent", 1, 0, 5000},
                    BlockCase{"OfTheNextCommitInItsHeader", 1, 0, kDirectoryEndAt, false},
                    BlockCase{"OfAFailedCommit", 2, 0}, BlockCase{"OfNoCommit", 3, 0, 0, false},
                    BlockCase{"BehindTheLast", 0, 1}, BlockCase{"BehindTheLastInItsHeader", 0, 1, 9, false},
                    BlockCase{"BehindTheLastOfNoCommit", 3, 1, 0, false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(GuardedTable, MayBeCommittedTo) {
  OneBlock table;
  const auto later = block_of(table.made() + 5);
  EXPECT_FALSE(table.is_sound(later));
  for (int n = 0; n < 3; ++n) table.commit();
  EXPECT_TRUE(table.is_sound(later));
}

TEST(GuardedTable, MayBeGone) {
  const OneBlock table;
  table.remove();
  EXPECT_TRUE(table.is_sound(block_of(table.made() + 5)));
}

}  // namespace
}  // namespace dateline
