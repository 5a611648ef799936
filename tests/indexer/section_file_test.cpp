#include "indexer/section_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kMagic = "Dateline test 1\n";
constexpr std::size_t kSections = 3;
constexpr std::size_t kHeaderBytes = 32 + 40 + 4 * 8 + kSections * 24;

/// A database and a file of three sections made of it, the middle one empty.
class SectionFiles : public testing::Test {
 protected:
  SectionFiles() : database_(folder_.path("database"), Xapian::DB_CREATE) {
    SectionWriter file(path_, kMagic, kSections);
    file.section(0, std::vector<std::uint32_t>{1, 2, 3});
    file.begin(2);
    file.append("st", 2);
    file.append("orm", 3);
    EXPECT_TRUE(file.finish(database_));
  }

  std::expected<SectionFile, Error> open(std::string_view magic = kMagic, std::size_t sections = kSections) {
    return SectionFile::open(path_, magic, sections, database_.get_uuid());
  }

  /// Changes a bit of the byte at `at`, or changes it back.
  void flip(std::size_t at) {
    std::fstream file(path_, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(at));
    const char byte = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(at)).put(static_cast<char>(byte ^ 4));
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.path("file");
  Xapian::WritableDatabase database_;
};

TEST_F(SectionFiles, AreReadWhileTheyAreWritten) {
  SectionWriter file(folder_.path("other"), kMagic, kSections);
  file.section(0, std::string(100'000, 'a') + "bc");
  file.begin(1);
  char end[3] = {};
  EXPECT_TRUE(file.read(0, 99'999, end, sizeof end));
  EXPECT_EQ(std::string_view(end, sizeof end), "abc");
  EXPECT_FALSE(file.read(0, 100'002, end, sizeof end)) << "behind the end";
}

TEST_F(SectionFiles, GiveBackWhatWasWritten) {
  const auto file = open();
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->revision(), database_.get_revision());
  EXPECT_THAT(file->section<std::uint32_t>(0), ElementsAre(1, 2, 3));
  EXPECT_THAT(file->section<std::uint64_t>(1), IsEmpty());
  EXPECT_THAT(file->section<char>(2), ElementsAre('s', 't', 'o', 'r', 'm'));
  EXPECT_THAT(file->damaged(), IsEmpty());
}

// Sections are written in pieces of 64 KB.
TEST_F(SectionFiles, GiveBackLongSections) {
  constexpr std::size_t kPiece = 64 << 10;
  for (const std::size_t size : {kPiece - 1, kPiece, kPiece + 1, 3 * kPiece + 7}) {
    std::string bytes(size, '\0');
    for (std::size_t n = 0; n < size; ++n) bytes[n] = static_cast<char>(n * n >> 7);
    SectionWriter file(path_, kMagic, kSections);
    file.section(0, bytes);
    file.begin(2);
    file.append(bytes.data(), 5);
    file.append(bytes.data() + 5, size - 5);
    ASSERT_TRUE(file.finish(database_));
    const auto read = open();
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(read->damaged(), IsEmpty()) << size << " bytes";
    for (const std::size_t section : {0, 2})
      EXPECT_TRUE(std::ranges::equal(read->section<char>(section), bytes)) << size << " bytes";
  }
}

TEST_F(SectionFiles, NoticeEveryBitOfTheHeader) {
  for (std::size_t at = 0; at < kHeaderBytes; ++at) {
    flip(at);
    const auto file = open();
    ASSERT_FALSE(file) << "byte " << at;
    EXPECT_EQ(file.error().code, ErrorCode::kCorrupt) << "byte " << at;
    flip(at);
  }
  EXPECT_TRUE(open());
}

TEST_F(SectionFiles, NoticeEveryBitOfASection) {
  for (const auto& [begin, end, number] : {std::tuple{0, 12, 0u}, std::tuple{16, 21, 2u}}) {
    for (auto at = begin; at < end; ++at) {
      flip(kHeaderBytes + static_cast<std::size_t>(at));
      EXPECT_THAT(open()->damaged(), ElementsAre(number)) << "byte " << at;
      flip(kHeaderBytes + static_cast<std::size_t>(at));
    }
  }
}

TEST_F(SectionFiles, TellWhichPartsAreWhole) {
  flip(kHeaderBytes + 16);  // of section 2
  const auto file = open();
  EXPECT_TRUE(file->is_whole(0));
  EXPECT_TRUE(file->are_whole(0, 2));
  EXPECT_FALSE(file->is_whole(2));
  EXPECT_FALSE(file->are_whole(0, 3));
}

TEST_F(SectionFiles, AreLookedAtOnceWhileTheyAreNotWritten) {
  const auto written = std::filesystem::last_write_time(path_);
  EXPECT_TRUE(open()->are_whole(0, kSections));
  flip(kHeaderBytes);
  std::filesystem::last_write_time(path_, written);
  EXPECT_TRUE(open()->is_whole(0)) << "as found before";
  EXPECT_THAT(open()->damaged(), ElementsAre(0));
  std::filesystem::last_write_time(path_, written + std::chrono::seconds(1));
  EXPECT_FALSE(open()->is_whole(0));
}

/// A file may get the number of one that was removed, in the same tick of the clock.
TEST_F(SectionFiles, ThatTookThePlaceOfOthersAreLookedAtAnew) {
  const auto written = std::filesystem::last_write_time(path_);
  flip(kHeaderBytes);
  std::filesystem::last_write_time(path_, written);
  EXPECT_FALSE(open()->is_whole(0));
  const auto other = folder_.path("other");
  SectionWriter writer(other, kMagic, kSections + 1);
  writer.section(0, std::vector<std::uint32_t>{7});
  writer.section(3, std::vector<std::uint32_t>{8});
  ASSERT_TRUE(writer.finish(database_));
  std::ofstream(path_, std::ios::binary) << std::ifstream(other, std::ios::binary).rdbuf();
  std::filesystem::last_write_time(path_, written);
  const auto file = open(kMagic, kSections + 1);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_TRUE(file->are_whole(0, kSections + 1));
}

TEST_F(SectionFiles, AnswerManyThreads) {
  flip(kHeaderBytes + 16);
  const auto file = open();
  std::vector<std::future<bool>> answers;
  for (int n = 0; n < 8; ++n) {
    answers.push_back(
        std::async(std::launch::async, [&] { return file->is_whole(0) && !file->are_whole(1, 2); }));
  }
  for (auto& answer : answers) EXPECT_TRUE(answer.get());
}

TEST_F(SectionFiles, OfOtherLengthsAreDamaged) {
  const auto whole = std::filesystem::file_size(path_);
  for (const auto size :
       {whole + 1, whole - 1, kHeaderBytes, kHeaderBytes - 1, std::size_t{10}, std::size_t{0}}) {
    std::filesystem::resize_file(path_, size);
    ASSERT_FALSE(open()) << size;
    EXPECT_EQ(open().error().code, ErrorCode::kCorrupt) << size;
  }
}

TEST_F(SectionFiles, LeaveNoDraftBehind) {
  {
    SectionWriter file(path_, kMagic, kSections);
    file.section(0, std::vector<std::uint32_t>{9});
    EXPECT_TRUE(std::filesystem::exists(path_ + ".new"));
  }
  EXPECT_FALSE(std::filesystem::exists(path_ + ".new"));
  EXPECT_THAT(open()->section<std::uint32_t>(0), ElementsAre(1, 2, 3));
}

TEST_F(SectionFiles, OfOthersAreNotUsed) {
  EXPECT_EQ(open("Dateline test 2\n").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(open(kMagic, kSections - 1).error().code, ErrorCode::kNotFound);
  const Xapian::WritableDatabase other(folder_.path("other"), Xapian::DB_CREATE);
  EXPECT_EQ(SectionFile::open(path_, kMagic, kSections, other.get_uuid()).error().code, ErrorCode::kNotFound);
  std::filesystem::remove(path_);
  EXPECT_EQ(open().error().code, ErrorCode::kNotFound);
  EXPECT_EQ(open().error().message, "there is no '" + path_ + "'");
}

/// It was said to be absent.
TEST_F(SectionFiles, ThatCannotBeOpenedAreNotAbsent) {
  std::filesystem::remove(path_);
  std::filesystem::create_symlink(path_, path_);  // a circle
  EXPECT_EQ(open().error().code, ErrorCode::kIo);
  EXPECT_EQ(open().error().message, "'" + path_ + "' cannot be opened: Too many levels of symbolic links");
}

}  // namespace
}  // namespace dateline
