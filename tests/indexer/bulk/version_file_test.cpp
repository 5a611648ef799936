#include "indexer/bulk/version_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/bulk/format.h"
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

struct RevisionCase {
  const char* name;
  std::string bytes;
  std::optional<std::uint32_t> revision;
};
void PrintTo(const RevisionCase& row, std::ostream* out) { *out << row.name; }

class Revision : public testing::TestWithParam<RevisionCase> {};
TEST_P(Revision, IsReadWhereItCanBe) {
  const TemporaryFolder folder;
  folder.file("iamglass", std::string(kVersionMagic) + kUuid + GetParam().bytes);
  EXPECT_EQ(revision_of(folder.path()), GetParam().revision);
}
INSTANTIATE_TEST_SUITE_P(Bytes, Revision,
                         testing::Values(RevisionCase{"Small", "\x05\x80", 5},
                                         RevisionCase{"Two", "\x81\x02", 257},
                                         RevisionCase{"Largest", "\xff\xff\xff\xff\x0f", 0xFFFF'FFFF},
                                         RevisionCase{"CutShort", "\x81", std::nullopt},
                                         RevisionCase{"None", "", std::nullopt},
                                         RevisionCase{"Endless", std::string(20, '\xff'), std::nullopt}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(RevisionOf, IsThatOfXapian) {
  const TemporaryFolder folder;
  EXPECT_EQ(revision_of(folder.path()), std::nullopt);
  Xapian::WritableDatabase database(folder.path("made"));
  for (int n = 0; n < 200; ++n) {
    database.add_document({});
    database.commit();
    ASSERT_EQ(revision_of(folder.path("made")), database.get_revision());
  }
}

TEST(MakeEmptyDatabase, IsOfTheFormatKnown) {
  const TemporaryFolder folder;
  const auto uuid = make_empty_database(folder.path("made"), 8192);
  ASSERT_TRUE(uuid) << uuid.error().message;
  EXPECT_EQ(uuid, uuid_of(folder.path("made")));
}

}  // namespace
}  // namespace dateline::glass
