#include "indexer/bulk/version_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>


#include "tests/support/temporary_folder.h"

namespace dateline::glass {
namespace {

/// A folder whose database has been given another version file, as another Xapian may write it. What the
/// programs say of it: tests/crash/scarce.py.
struct FormatCase {
  const char* name;
  std::string bytes;
  bool is_known;
};
void PrintTo(const FormatCase& row, std::ostream* out) { *out << row.name; }

const std::string kUuid = "0123456789abcdef";

class VersionFile : public testing::TestWithParam<FormatCase> {};
TEST_P(VersionFile, TellsWhetherTheFormatIsKnown) {
  const TemporaryFolder folder;
  folder.file("iamglass", GetParam().bytes);
  const auto uuid = uuid_of(folder.path());
  EXPECT_EQ(uuid.value_or(""), GetParam().is_known ? kUuid : "");
  EXPECT_EQ(!uuid && uuid.error().code == ErrorCode::kUnsupported, !GetParam().is_known);
}
INSTANTIATE_TEST_SUITE_P(
    Bytes, VersionFile,
    testing::Values(
        FormatCase{"Ours", std::string("\x0f\x0dXapian Glass\x04\x6e", 16) + kUuid + "rest", true},
        FormatCase{"AnotherDay", std::string("\x0f\x0dXapian Glass\x04\x6f", 16) + kUuid, false},
        FormatCase{"AnotherBackend", std::string("\x0f\x0dXapian Honey\x04\x6e", 16) + kUuid, false},
        FormatCase{"CutShort", std::string("\x0f\x0dXapian Glass\x04\x6e", 16) + "0123", false},
        FormatCase{"Empty", "", false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(MakeEmptyDatabase, IsOfTheFormatKnown) {
  const TemporaryFolder folder;
  const auto uuid = make_empty_database(folder.path("made"), 8192);
  ASSERT_TRUE(uuid) << uuid.error().message;
  EXPECT_EQ(uuid, uuid_of(folder.path("made")));
}

}  // namespace
}  // namespace dateline::glass
