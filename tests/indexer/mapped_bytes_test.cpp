#include "indexer/mapped_bytes.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// Some pages of a file and a part of one, mapped.
class MappedBytes : public testing::Test {
 protected:
  MappedBytes() {
    for (std::size_t n = 0; n < 300'000; ++n) written_ += static_cast<char>(n * n >> 9);
    file_ = ::open(folder_.file("bytes", written_).c_str(), O_RDONLY | O_CLOEXEC);
    auto* const mapped = ::mmap(nullptr, written_.size(), PROT_READ, MAP_SHARED, file_, 0);
    EXPECT_NE(mapped, MAP_FAILED);
    bytes_ = {static_cast<const char*>(mapped), written_.size()};
  }
  ~MappedBytes() override {
    ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
    ::close(file_);
  }

  /// Has the system forget the bytes, as far as it does.
  void drop() const {
    give_back(bytes_);
    ::fsync(file_);
    ::posix_fadvise(file_, 0, 0, POSIX_FADV_DONTNEED);
  }

  /// The pages in memory, as far as the system tells.
  std::vector<std::size_t> pages_in_memory() const {
    std::vector<unsigned char> flags(bytes_.size() / page_ + 1);
    EXPECT_EQ(::mincore(const_cast<char*>(bytes_.data()), bytes_.size(), flags.data()), 0);
    std::vector<std::size_t> pages;
    for (std::size_t n = 0; n < flags.size(); ++n) {
      if ((flags[n] & 1) != 0) pages.push_back(n);
    }
    return pages;
  }

  const std::size_t page_ = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  TemporaryFolder folder_;
  int file_ = -1;
  std::string written_;
  std::string_view bytes_;
};

TEST_F(MappedBytes, StayTheSameWhateverIsExpectedOfThem) {
  for (const auto part : {bytes_, bytes_.substr(4095, 2), bytes_.substr(123'456), bytes_.substr(7, 0)}) {
    expect_few_in(part);
    fetch(part);
    begin_to_read(part);
    EXPECT_EQ(bytes_, written_);
    give_back(part);
    EXPECT_EQ(bytes_, written_);
    expect_many_in(part);
    EXPECT_EQ(bytes_, written_);
  }
  fetch(std::string_view());
}

TEST_F(MappedBytes, MayBeFetchedInManyPlaces) {
  for (const std::size_t count : {0, 1, 7, 8, 9, 100}) {
    std::vector<std::string_view> parts;
    for (std::size_t n = 0; n < count; ++n) parts.push_back(bytes_.substr(n * 3000, n * 13));
    drop();
    fetch(parts);
    EXPECT_EQ(bytes_, written_);
  }
}

TEST_F(MappedBytes, AreThereOnceTheyWereFetched) {
  expect_few_in(bytes_);
  drop();
  if (!pages_in_memory().empty()) GTEST_SKIP() << "this file system keeps what it has read, or does not tell";
  std::vector<std::string_view> parts;  // of every other page
  for (std::size_t at = 0; at < bytes_.size(); at += 2 * page_) parts.push_back(bytes_.substr(at, 100));
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  EXPECT_EQ(bytes_[page_], written_[page_]);
  if (Clock::now() - begun < std::chrono::microseconds(20)) GTEST_SKIP() << "this disk is as fast as memory";
  fetch(parts);
  const auto last = (bytes_.size() - 1) / (2 * page_) * 2;  // is not among those that are looked at
  const auto is_there = [&] { return std::ranges::binary_search(pages_in_memory(), last); };
  while (!is_there() && Clock::now() - begun < std::chrono::seconds(20)) std::this_thread::yield();
  EXPECT_TRUE(is_there());
}

}  // namespace
}  // namespace dateline
