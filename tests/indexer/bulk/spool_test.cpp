// Bytes in memory or in a file, read by windows.
#include "indexer/bulk/spool.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <random>
#include <system_error>

#include "tests/support/temporary_folder.h"

namespace dateline::glass {
namespace {

/// (uint length, bytes) for each of `texts`.
Spool spool_of(const std::vector<std::string>& texts) {
  Buffer bytes;
  for (const auto& text : texts) {
    bytes.commit(put_uint(bytes.room(kMaxUint), text.size()));
    bytes.append(text);
  }
  return Spool(std::move(bytes));
}

std::vector<std::string> read(const Spool& spool, std::size_t window) {
  std::vector<std::string> texts;
  for (SpoolReader reader(spool, 0, window); !reader.is_at_end();)
    texts.emplace_back(reader.take(reader.uint()));
  return texts;
}

/// Texts of 0 to 400 bytes, which differ.
std::vector<std::string> some_texts() {
  std::mt19937 random(3);
  std::vector<std::string> texts;
  for (int n = 0; n < 300; ++n)
    texts.emplace_back(random() % (n % 3 == 0 ? 400 : 20), static_cast<char>('a' + n % 26));
  return texts;
}

class ByWindows : public testing::TestWithParam<std::size_t> {};

TEST_P(ByWindows, AFileIsReadAsMemoryIs) {
  const TemporaryFolder folder;
  const auto texts = some_texts();
  auto first = spool_of(texts), second = spool_of({"second"}), third = spool_of(texts);
  EXPECT_EQ(read(first, GetParam()), texts);
  SpoolFile file(folder.path());
  for (auto* spool : {&first, &second, &third}) {
    ASSERT_TRUE(spool->move_to(file));
    EXPECT_EQ(spool->memory(), 0u);
  }
  EXPECT_EQ(read(first, GetParam()), texts);
  EXPECT_EQ(read(second, GetParam()), std::vector<std::string>{"second"});
  EXPECT_EQ(read(third, GetParam()), texts);
}

TEST_P(ByWindows, WhatWasReadLastStaysWhileTheNextIsRead) {
  const TemporaryFolder folder;
  const auto texts = some_texts();
  auto spool = spool_of(texts);
  SpoolFile file(folder.path());
  ASSERT_TRUE(spool.move_to(file));
  SpoolReader reader(spool, 0, GetParam());
  std::string_view before;
  for (std::size_t n = 0; n < texts.size(); ++n) {
    // First the length is asked for, then all of it: as of terms, whose length stands before them.
    const char* at = reader.next(kMaxUint);
    const char* const begin = at;
    const auto size = get_uint(at);
    const auto head = static_cast<std::size_t>(at - begin);
    const std::string_view text(reader.next(head + size) + head, size);
    EXPECT_EQ(text, texts[n]);
    EXPECT_EQ(before, n > 0 ? texts[n - 1] : "");
    reader.skip(head + size);
    before = text;
  }
}

INSTANTIATE_TEST_SUITE_P(Bytes, ByWindows, testing::Values(1, 16, 100, 4096, SpoolReader::kWindow),
                         [](const auto& row) { return std::to_string(row.param); });

TEST(SpoolFile, HasNoName) {
  const TemporaryFolder folder;
  SpoolFile file(folder.path());
  ASSERT_TRUE(file.append("bytes"));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SpoolFile, ThatCannotBeMadeIsToldByItsFolder) {
  const TemporaryFolder folder;
  SpoolFile file(folder.path() + "/none");
  const auto appended = file.append("bytes");
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().message,
            "a sorting file in '" + folder.path() + "/none' cannot be written: No such file or directory");
}

TEST(SpoolFile, ThatLostItsEndIsNotReadOverIt) {
  const TemporaryFolder folder;
  SpoolFile file(folder.path());
  auto spool = spool_of(some_texts());
  ASSERT_TRUE(spool.move_to(file));
  for (const auto& open : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code ignored;
    const auto name = std::filesystem::read_symlink(open.path(), ignored).string();
    if (!name.starts_with(folder.path())) continue;
    ASSERT_EQ(::truncate(open.path().c_str(), 1000), 0);
  }
  EXPECT_THROW(read(spool, 100), std::system_error);
}

}  // namespace
}  // namespace dateline::glass
