#include "indexer/block_guard.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <xapian.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <thread>

#include "indexer/file_on_disk.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

constexpr std::size_t kBlock = 8192;

/// An index of some hundred articles, loaded in bulk.
class GuardedIndex : public testing::Test {
 protected:
  GuardedIndex() {
    put(0, 500);
    generation_ = *current_generation(folder_.path());
  }

  void put(int first, int count, int seed = 1) const {
    auto writer = Writer::open(folder_.path());
    for (int n = first; n < first + count; ++n) {
      std::string text;
      for (int word = 0; word < 60; ++word) text += "word" + std::to_string(n * word * seed % 3001) + " ";
      writer->put({.id = std::to_string(n), .title = "Storm", .text = text}, "").value();
    }
    writer->commit().value();
  }

  std::string table(const std::string& name) const { return generation_ + "/" + name; }

  void write(const std::string& file, std::size_t place, std::string_view bytes) const {
    std::fstream out(table(file), std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(place));
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  /// Reads all that the tables of postings and texts have, as Xapian does; says what it throws.
  std::string read() const {
    constexpr Xapian::valueno kSlots = 32;
    try {
      const Xapian::Database database(generation_);
      std::size_t sum = 0;
      for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key)
        sum += database.get_metadata(*key).size();
      for (Xapian::valueno slot = 0; slot < kSlots; ++slot) {
        const auto end = database.valuestream_end(slot);
        for (auto value = database.valuestream_begin(slot); value != end; ++value) sum += (*value).size();
        sum += database.get_value_freq(slot);
      }
      for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
        const auto end = database.postlist_end(*term);
        for (auto posting = database.postlist_begin(*term); posting != end; ++posting) sum += *posting;
      }
      for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting)
        sum += posting.get_doclength() + database.get_document(*posting).get_data().size();
      return sum > 0 ? "" : "nothing";
    } catch (const Xapian::Error& failure) {
      return failure.get_description();
    }
  }

  /// Opens a table, reads its second block as Xapian would and closes it; says what is wrong.
  std::string read_second_block(const std::string& name, int* descriptor = nullptr) const {
    std::string bytes(kBlock, ' ');
    const int file = ::open(table(name).c_str(), O_RDONLY);
    if (descriptor != nullptr) *descriptor = file;
    const bool is_read = ::pread(file, bytes.data(), kBlock, kBlock) == static_cast<ssize_t>(kBlock);
    const auto why = is_read ? "" : std::strerror(errno);
    ::close(file);
    return why;
  }

  TemporaryFolder folder_;
  std::string generation_;
};

struct DamageCase {
  const char* name;
  const char* file;
  std::size_t place;  ///< in each block
  std::string bytes;
};
void PrintTo(const DamageCase& row, std::ostream* out) { *out << row.name; }

class DamagedBlock : public GuardedIndex, public testing::WithParamInterface<DamageCase> {};

/// Each of these ended the process now and then, or kept it in a loop.
TEST_P(DamagedBlock, IsAnErrorOfReading) {
  const auto& [name, file, place, damage] = GetParam();
  const auto sound = bytes_of(table(file));
  ASSERT_GT(sound.size(), 3 * kBlock);
  for (std::size_t block = 0; block < sound.size(); block += kBlock) {
    write(file, block + place, damage);
    {
      const BlockGuard guard(generation_);
      EXPECT_THAT(read(), testing::StartsWith("DatabaseError: Error reading block " +
                                              std::to_string(block / kBlock)));
    }
    write(file, 0, sound);
  }
  const BlockGuard guard(generation_);
  EXPECT_EQ(read(), "");
}
INSTANTIATE_TEST_SUITE_P(Tables, DamagedBlock,
                         testing::Values(DamageCase{"Directory", "postlist.glass", 11, "\x7f"},
                                         DamageCase{"DirectoryEnd", "postlist.glass", 9, "\x1f\xff"},
                                         DamageCase{"Level", "postlist.glass", 4, "\x07"},
                                         DamageCase{"Content", "postlist.glass", 8100, "damage"},
                                         DamageCase{"Revision", "postlist.glass", 0, "\x40"},
                                         DamageCase{"RevisionAndStructure", "postlist.glass", 3,
                                                    std::string("\x02\x00\x70", 3)},
                                         DamageCase{"Text", "docdata.glass", 8100, "damage"}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST_F(GuardedIndex, WithoutChecksumsHasTheStructureOfItsBlocksLookedAt) {
  std::filesystem::remove(table("checksums"));
  {
    const BlockGuard guard(generation_);
    EXPECT_EQ(read(), "");
  }
  write("postlist.glass", kBlock + 11, "\x7f");
  const BlockGuard guard(generation_);
  EXPECT_THAT(read(), testing::HasSubstr("Error reading block 1"));
}

/// They were not, where the block that was there before had been found sound.
TEST_F(GuardedIndex, HasBlocksLookedAtThatCommitsWrite) {
  const BlockGuard guard(generation_);
  ASSERT_EQ(read(), "");
  const auto before = bytes_of(table("docdata.glass"));
  put(0, 200, 2);
  put(200, 200, 2);
  ASSERT_EQ(read(), "");
  const auto now = bytes_of(table("docdata.glass"));
  ASSERT_NE(before, now.substr(0, before.size()));
  for (std::size_t at = 0; at < before.size(); at += kBlock) {
    if (before.substr(at, kBlock) == now.substr(at, kBlock)) continue;
    write("docdata.glass", at + 11, "\x7f");
    EXPECT_THAT(read(), testing::HasSubstr("Error reading block " + std::to_string(at / kBlock)));
    write("docdata.glass", at, now.substr(at, kBlock));
  }
}

TEST_F(GuardedIndex, IsReadWhileItIsWrittenTo) {
  const BlockGuard guard(generation_);
  std::atomic<bool> is_written = false;
  std::jthread writer([&] {
    for (int n = 0; n < 20; ++n) put(n * 20, 25, 2);
    is_written = true;
  });
  while (!is_written) {
    const auto said = read();
    if (!said.empty()) {
      EXPECT_THAT(said, testing::StartsWith("DatabaseModifiedError"));
    }
  }
  EXPECT_EQ(read(), "");
}

TEST_F(GuardedIndex, IsNotReadAtAllWithADamagedVersionFile) {
  const auto sound = bytes_of(table("iamglass"));
  for (std::size_t at = 16; at < sound.size(); ++at) {
    write("iamglass", at, std::string(1, static_cast<char>(sound[at] ^ 0x15)));
    const bool is_uuid = at < 32, is_revision = at == 32;  // of another database, or of a later commit
    if (!is_uuid && !is_revision) {
      EXPECT_THROW(BlockGuard{generation_}, Xapian::DatabaseCorruptError) << at;
    }
    write("iamglass", 0, sound);
  }
}

TEST_F(GuardedIndex, IsGuardedAsLongAsAnyGuardLives) {
  write("docdata.glass", kBlock + 8100, "damage");
  auto first = std::make_unique<BlockGuard>(generation_);
  auto second = std::make_unique<BlockGuard>(generation_);
  first.reset();
  EXPECT_THAT(read(), testing::HasSubstr("Error reading block 1"));
  second.reset();
  EXPECT_EQ(read(), "");
}

TEST_F(GuardedIndex, IsGuardedByWhatIsThereWhenTheLastGuardBegan) {
  const BlockGuard before(generation_);
  std::filesystem::remove(table("checksums"));
  const auto after = std::make_unique<BlockGuard>(generation_);
  write("docdata.glass", kBlock + 8100, "damage");
  EXPECT_EQ(read(), "");
}

/// Blocks were taken for those of the table that had the descriptor before, if these had been found sound.
TEST_F(GuardedIndex, HasItsTablesToldApartThatAreOpenedOneAfterAnother) {
  write("docdata.glass", kBlock + 8100, "damage");
  const BlockGuard guard(generation_);
  int first = 0, second = 0;
  EXPECT_EQ(read_second_block("postlist.glass", &first), "");
  EXPECT_EQ(read_second_block("docdata.glass", &second), std::strerror(EBADMSG));
  EXPECT_EQ(first, second);
}

/// A file that got the number of a table removed meanwhile could not be read. Only some file systems give
/// numbers again, as ext4 does.
TEST_F(GuardedIndex, SharesItsNumbersWithNoFileThatIsMadeOnceItIsRemoved) {
  constexpr int kFiles = 100;
  std::set<std::uint64_t> tables;
  for (const auto* const name : {"postlist.glass", "docdata.glass", "synonym.glass"})
    tables.insert(file_at(table(name)).number);
  const BlockGuard guard(generation_);
  std::filesystem::remove_all(generation_);
  for (int n = 0; n < kFiles; ++n)
    EXPECT_FALSE(tables.contains(file_at(folder_.file(std::to_string(n), "x")).number));
}

/// It went on without a guard, for as long as another one lived.
TEST_F(GuardedIndex, IsNotGuardedInPartWhereATableCannotBeOpened) {
  std::filesystem::remove(table("docdata.glass"));
  std::filesystem::create_symlink(table("docdata.glass"), table("docdata.glass"));  // a circle
  EXPECT_THROW(BlockGuard{generation_}, Xapian::DatabaseOpeningError);
}

TEST_F(GuardedIndex, IsGuardedBesideAnother) {
  const TemporaryFolder folder;
  Writer::open(folder.path())->commit().value();
  const BlockGuard guard(generation_), other(*current_generation(folder.path()));
  write("docdata.glass", kBlock + 8100, "damage");
  EXPECT_THAT(read(), testing::HasSubstr("Error reading block 1"));
}

/// Libraries that were built for files of any size call it.
TEST_F(GuardedIndex, IsGuardedWhereItIsReadByTheOtherNameOfTheCall) {
  write("docdata.glass", kBlock + 8100, "damage");
  const BlockGuard guard(generation_);
  std::string bytes(kBlock, ' ');
  const int file = ::open(table("docdata.glass").c_str(), O_RDONLY);
  EXPECT_EQ(::pread64(file, bytes.data(), kBlock, 0), static_cast<ssize_t>(kBlock));
  EXPECT_EQ(::pread64(file, bytes.data(), kBlock, kBlock), -1);
  EXPECT_EQ(errno, EBADMSG);
  ::close(file);
}

TEST_F(GuardedIndex, LeavesOtherFilesAlone) {
  const BlockGuard guard(generation_);
  const auto path = folder_.file("other", std::string(2 * kBlock, 'x'));
  const int file = ::open(path.c_str(), O_RDONLY);
  std::string bytes(kBlock, ' ');
  EXPECT_EQ(::pread(file, bytes.data(), kBlock, kBlock), static_cast<ssize_t>(kBlock));
  EXPECT_EQ(bytes, std::string(kBlock, 'x'));
  EXPECT_EQ(::pread(-1, bytes.data(), kBlock, 0), -1);
  EXPECT_EQ(errno, EBADF);
  ::close(file);
}

}  // namespace
}  // namespace dateline
