#include "indexer/mapped_bytes.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// Some pages of a file and a part of one, mapped.
class MappedBytes : public testing::Test {
 protected:
  MappedBytes() {
    for (std::size_t n = 0; n < 300'000; ++n) written_ += static_cast<char>(n * n >> 9);
    const int file = ::open(folder_.file("bytes", written_).c_str(), O_RDONLY | O_CLOEXEC);
    auto* const mapped = ::mmap(nullptr, written_.size(), PROT_READ, MAP_SHARED, file, 0);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
    EXPECT_NE(mapped, MAP_FAILED);
    bytes_ = {static_cast<const char*>(mapped), written_.size()};
  }
  ~MappedBytes() override { ::munmap(const_cast<char*>(bytes_.data()), bytes_.size()); }

  TemporaryFolder folder_;
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
    fetch(parts);
    EXPECT_EQ(bytes_, written_);
  }
}

}  // namespace
}  // namespace dateline
