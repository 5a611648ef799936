#include "indexer/renewal.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "indexer/column_file.h"
#include "indexer/generation.h"
#include "indexer/table_checksums.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

Article article(int number, unsigned seed) {
  std::mt19937 random(seed);
  Article article{.id = fmt::format("a{}", number), .title = fmt::format("Storm {}", seed % 7)};
  for (int n = 0; n < 60; ++n) article.text += fmt::format("word{} ", random() % (n < 30 ? 5000 : 20));
  return article;
}

class Renewing : public testing::Test {
 protected:
  Renewing() : writer_(std::move(*Writer::open(folder_.path()))) {
    put(0, kArticles, 1);
    generation_ = *current_generation(folder_.path());
  }
  void put(int first, int count, unsigned seed) {
    for (int n = first; n < first + count; ++n) EXPECT_TRUE(writer_.put(article(n, seed * 1000 + n), ""));
    EXPECT_TRUE(writer_.commit());
  }
  std::uint64_t made() const { return Xapian::Database(generation_).get_revision(); }
  std::uint64_t columns() const {
    return ColumnFile::open(generation_, Xapian::Database(generation_))->revision();
  }
  std::uint64_t words() const {
    return WordFile::open(generation_, Xapian::Database(generation_))->revision();
  }
  std::size_t damaged() const {
    return damaged_tables(generation_, Xapian::Database(generation_)).value().size();
  }
  void invert_last_byte(const std::string& table) const { invert(table, size_of(table) - 1); }

  /// Inverts a byte of the last block that no item has: behind a damaged item Xapian may read past the block.
  void invert_unused_byte(const std::string& table) const {
    constexpr std::size_t kBlock = 8192, kEndOfDirectory = 9;  // two bytes, the higher one first
    const auto block = size_of(table) - kBlock;
    const auto bytes = bytes_of(generation_ + "/" + table).substr(block + kEndOfDirectory, 2);
    invert(table, block + static_cast<unsigned char>(bytes[0]) * 256u + static_cast<unsigned char>(bytes[1]));
  }

  std::size_t size_of(const std::string& table) const {
    return std::filesystem::file_size(generation_ + "/" + table);
  }

  void invert(const std::string& table, std::size_t at) const {
    const auto path = generation_ + "/" + table;
    const auto byte = bytes_of(path)[at];
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(at)).put(static_cast<char>(~byte));
  }

  static constexpr int kArticles = 200, kFew = 5, kMany = 60;
  TemporaryFolder folder_;
  Writer writer_;
  std::string generation_;
};

TEST_F(Renewing, LeavesTheWordsWhereFewChanged) {
  const auto before = made();
  put(0, kFew, 2);
  ASSERT_TRUE(renew_files(generation_));
  EXPECT_EQ(columns(), made());
  EXPECT_EQ(words(), before);
}

TEST_F(Renewing, MakesTheFilesThatReadingEverythingMakes) {
  put(0, kMany, 2);          // changed
  put(kArticles, kMany, 3);  // new, with words that come before others now
  for (int n = 100; n < 110; ++n) EXPECT_TRUE(writer_.remove(fmt::format("a{}", n)));
  ASSERT_TRUE(writer_.commit());
  ASSERT_TRUE(renew_files(generation_));
  EXPECT_EQ(words(), made());
  const auto renewed = bytes_of(generation_ + "/words");
  std::filesystem::remove(generation_ + "/words");
  ASSERT_TRUE(WordFile::write(generation_, Xapian::Database(generation_)));
  EXPECT_EQ(renewed, bytes_of(generation_ + "/words"));
}

TEST_F(Renewing, ReadsAgainWhatADamagedFileHas) {
  const auto path = generation_ + "/words";
  std::filesystem::remove(path);
  ASSERT_TRUE(WordFile::write(generation_, Xapian::Database(generation_)));
  const auto whole = bytes_of(path);
  // No word has such a number.
  const auto file = WordFile::open(generation_, Xapian::Database(generation_));
  const auto at = whole.find(file->article(7));
  std::fstream(path, std::ios::binary | std::ios::in | std::ios::out)
      .seekp(static_cast<std::streamoff>(at))
      .write("\xFE\xFF\xFF", 3);
  ASSERT_TRUE(WordFile::write(generation_, Xapian::Database(generation_)));
  EXPECT_EQ(bytes_of(path), whole);
}

/// It stayed until many articles had changed, and searches in it.
TEST_F(Renewing, MakesADamagedFileAnew) {
  const std::string noise(64, 'x');
  for (const auto* const name : {"/words", "/columns"}) {
    ASSERT_TRUE(renew_files(generation_));
    const auto path = generation_ + name;
    std::fstream(path, std::ios::binary | std::ios::in | std::ios::out)
        .seekp(static_cast<std::streamoff>(std::filesystem::file_size(path) - noise.size()))
        .write(noise.data(), static_cast<std::streamsize>(noise.size()));
    ASSERT_TRUE(renew_files(generation_));
    EXPECT_EQ(bytes_of(path).find(noise), std::string::npos) << name;
  }
}

TEST_F(Renewing, DoesNothingTwice) {
  put(0, kFew, 2);
  ASSERT_TRUE(renew_files(generation_));
  const auto written = std::filesystem::last_write_time(generation_ + "/columns");
  ASSERT_TRUE(renew_files(generation_));
  EXPECT_EQ(std::filesystem::last_write_time(generation_ + "/columns"), written);
}

TEST_F(Renewing, ComparesWithTheTablesAsTheyAreNow) {
  put(kArticles, kMany, 3);
  invert_last_byte("termlist.glass");
  EXPECT_EQ(damaged(), 0u) << "the block was written since the load";
  invert_last_byte("termlist.glass");
  ASSERT_TRUE(renew_files(generation_));
  EXPECT_EQ(damaged(), 0u);
  invert_last_byte("termlist.glass");
  EXPECT_EQ(damaged(), 1u);
}

/// Nobody was told before the next --check.
TEST_F(Renewing, DoesNotTakeADamagedTableForSoundAndSaysSo) {
  invert_unused_byte("synonym.glass");
  put(0, kMany, 2);
  ASSERT_EQ(damaged(), 1u);
  const auto renewed = renew_files(generation_);
  ASSERT_FALSE(renewed);
  EXPECT_EQ(renewed.error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(renewed.error().message.find("'" + generation_ + "/synonym.glass' is damaged in 1 of "), 0u)
      << renewed.error().message;
  EXPECT_EQ(words(), made());
  EXPECT_EQ(damaged(), 1u);
}

/// They stayed so for good.
TEST_F(Renewing, MakesChecksumsAnewThatAreGoneOrDamaged) {
  const auto path = generation_ + "/checksums";
  for (const int changed : {kFew, kMany}) {
    std::filesystem::remove(path);
    put(0, changed, 2);
    ASSERT_TRUE(renew_files(generation_));
    EXPECT_EQ(damaged(), 0u);
    invert_last_byte("checksums");
    put(0, changed, 3);
    ASSERT_TRUE(renew_files(generation_));
    EXPECT_EQ(damaged(), 0u);
    invert_last_byte("termlist.glass");
    EXPECT_EQ(damaged(), 1u);
    invert_last_byte("termlist.glass");
  }
}

TEST_F(Renewing, SaysThatItCannotWrite) {
  put(0, kFew, 2);
  std::filesystem::create_directory(generation_ + "/columns.new");  // in the way of the draft
  const auto renewed = renew_files(generation_);
  ASSERT_FALSE(renewed);
  EXPECT_EQ(renewed.error().code, ErrorCode::kIo);
  EXPECT_NE(renewed.error().message.find("columns.new"), std::string::npos) << renewed.error().message;
}

}  // namespace
}  // namespace dateline
