#include "indexer/entities/places/held.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

TEST(HeldGazetteers, AreSavedAndMapped) {
  const TemporaryFolder folder;
  ASSERT_TRUE(save_gazetteer(folder.path("places"), built_in_gazetteer()));
  const auto mapped = map_gazetteer(folder.path("places"));
  ASSERT_TRUE(mapped);
  EXPECT_EQ(mapped->gazetteer.checksum(), Gazetteer::open(built_in_gazetteer())->checksum());
  EXPECT_FALSE(mapped->gazetteer.find("kabul").empty());
}

TEST(HeldGazetteers, StayWhenTheirFileIsReplaced) {
  const TemporaryFolder folder;
  ASSERT_TRUE(save_gazetteer(folder.path("places"), built_in_gazetteer()));
  const auto mapped = map_gazetteer(folder.path("places"));
  ASSERT_TRUE(mapped);
  ASSERT_TRUE(save_gazetteer(folder.path("places"), "another"));
  EXPECT_FALSE(mapped->gazetteer.find("kabul").empty());
}

struct BadFileCase {
  const char* name;
  std::string contents;
  ErrorCode code;
  const char* message;
};
class BadFiles : public testing::TestWithParam<BadFileCase> {};
TEST_P(BadFiles, AreRefusedByName) {
  const TemporaryFolder folder;
  const auto mapped = map_gazetteer(folder.file("places", GetParam().contents));
  ASSERT_FALSE(mapped);
  EXPECT_EQ(mapped.error().code, GetParam().code);
  EXPECT_THAT(mapped.error().message, testing::HasSubstr(GetParam().message));
}

std::string with_byte_changed(std::size_t at) {
  std::string bytes(built_in_gazetteer());
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  return bytes;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BadFiles,
    testing::Values(BadFileCase{"Empty", "", ErrorCode::kFormat, "this is not a gazetteer"},
                    BadFileCase{"Foreign",
                                "milk and bread and something more, so that a header would fit into it",
                                ErrorCode::kFormat, "places: this is not a gazetteer"},
                    BadFileCase{"OtherVersion", with_byte_changed(kGazetteerMagic.size()),
                                ErrorCode::kUnsupported, "is not a version of the gazetteer"},
                    BadFileCase{"Cut", std::string(built_in_gazetteer().substr(0, 100'000)),
                                ErrorCode::kCorrupt, "the gazetteer is damaged (size)"},
                    BadFileCase{"OneBitWrong", with_byte_changed(100'000), ErrorCode::kCorrupt,
                                "the gazetteer is damaged (checksum)"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(HeldGazetteers, AFileThatIsNotThereIsNotFound) {
  const auto mapped = map_gazetteer("/nowhere/places");
  ASSERT_FALSE(mapped);
  EXPECT_EQ(mapped.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dateline
