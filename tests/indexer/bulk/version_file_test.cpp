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

TEST(UuidText, IsThatOfXapian) {
  const TemporaryFolder folder;
  const Xapian::WritableDatabase database(folder.path("made"));
  EXPECT_EQ(uuid_text(*uuid_of(folder.path("made"))), database.get_uuid());
}

TEST(ParsedVersion, IsThatOfXapian) {
  const TemporaryFolder folder;
  Xapian::WritableDatabase database(folder.path("made"));
  for (int n = 0; n < 3000; ++n) {
    Xapian::Document document;
    document.add_term("t" + std::to_string(n));
    document.set_data("storm");
    database.add_document(document);
  }
  database.commit();
  const auto version = parse_version_file(bytes_of(folder.path("made/iamglass")));
  ASSERT_TRUE(version);
  EXPECT_EQ(version->revision, database.get_revision());
  std::string levels;
  for (const auto& root : version->roots) levels += root.is_empty ? "-" : std::to_string(root.level);
  EXPECT_EQ(levels, "111---");
}

struct DamagedVersion {
  const char* name;
  std::string behind_the_uuid;
};
void PrintTo(const DamagedVersion& row, std::ostream* out) { *out << row.name; }

/// Xapian crashed with some of them.
class DamagedVersions : public testing::TestWithParam<DamagedVersion> {};
TEST_P(DamagedVersions, AreNotRead) {
  EXPECT_FALSE(parse_version_file(std::string(kVersionMagic) + kUuid + GetParam().behind_the_uuid));
}
const std::string kRoots = [] {
  std::string roots;
  for (int n = 0; n < 6; ++n) roots += std::string("\x01\x02\x05\x04\x12\x00", 6);
  return roots;
}();
INSTANTIATE_TEST_SUITE_P(
    Bytes, DamagedVersions,
    testing::Values(DamagedVersion{"NoRevision", ""},
                    DamagedVersion{"LongRevision", "\xff\xff\xff\xff\x1f" + kRoots},
                    DamagedVersion{"NoRoots", "\x05"},
                    DamagedVersion{"RootCutShort", "\x05" + kRoots.substr(0, kRoots.size() - 1)},
                    DamagedVersion{"TenLevels", std::string("\x05\x01\x2a\x05\x04\x12\x00", 7) + kRoots},
                    DamagedVersion{"NoBlockSize", std::string("\x05\x01\x02\x05\x00\x12\x00", 7) + kRoots},
                    DamagedVersion{"OddBlockSize", std::string("\x05\x01\x02\x05\x03\x12\x00", 7) + kRoots},
                    DamagedVersion{"FreeListBehindTheEnd", std::string("\x05\x01\x02\x05\x04\x12\x7f", 7)}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ParsedVersion, IsReadFromWhatTheRowsChange) {
  EXPECT_TRUE(parse_version_file(std::string(kVersionMagic) + kUuid + "\x05" + kRoots));
}

TEST(MakeEmptyDatabase, IsOfTheFormatKnown) {
  const TemporaryFolder folder;
  const auto uuid = make_empty_database(folder.path("made"), 8192);
  ASSERT_TRUE(uuid) << uuid.error().message;
  EXPECT_EQ(uuid, uuid_of(folder.path("made")));
}

}  // namespace
}  // namespace dateline::glass
