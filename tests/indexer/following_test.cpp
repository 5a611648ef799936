#include "indexer/following.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// What one load does, and what becomes of the folder meanwhile.
struct Step {
  void (*change)(const TemporaryFolder& folder);
  std::optional<ErrorCode> error = {};
  bool has_sitemaps = false;
  bool has_left_missing = false;
  bool has_read = true;
};

/// The rounds of following the folder "in", which has "1.json", while the steps are taken: "all", "all
/// another" or the names of files.
std::vector<std::string> rounds(const std::vector<Step>& steps, bool deletes_missing) {
  const TemporaryFolder folder;
  folder.file("in/1.json", "{}");
  std::vector<std::string> rounds;
  std::string index_uuid;
  const auto load = [&](Round& round) -> std::expected<void, Error> {
    auto& line = rounds.emplace_back(!round.is_all ? "" : round.is_another ? "all another" : "all");
    for (const auto& path : round.is_all ? std::vector<std::string>() : round.files)
      line += std::filesystem::path(path).filename().string() + " ";
    const auto& step = steps[rounds.size() - 1];
    EXPECT_EQ(round.index_uuid, index_uuid);
    round.index_uuid = line;
    round.is_another &= !step.has_read;
    step.change(folder);
    round.has_sitemaps = step.has_sitemaps;
    round.has_left_missing = step.has_left_missing;
    if (step.error) return std::unexpected(make_error(*step.error, "no"));
    index_uuid = line;
    return {};
  };
  int asked = 0;
  const auto done = follow(
      folder.path("in"), deletes_missing, std::chrono::milliseconds(1), load, [](const auto&) {},
      [&] { return rounds.size() == steps.size() || ++asked > 300; });
  if (!done) rounds.push_back(done.error().message);
  return rounds;
}

constexpr auto kNothing = [](const TemporaryFolder&) {};
constexpr auto kNew = [](const TemporaryFolder& folder) { folder.file("in/2.json", "{}"); };
constexpr auto kOver = [](const TemporaryFolder& folder) { folder.file("in/1.json", "{}"); };
constexpr auto kDeletedAndNew = [](const TemporaryFolder& folder) {
  std::filesystem::remove(folder.path("in/1.json"));
  folder.file("in/2.json", "{}");
};
constexpr auto kMoved = [](const TemporaryFolder& folder) {
  std::filesystem::rename(folder.path("in"), folder.path("out"));
};

constexpr auto kMadeAnew = [](const TemporaryFolder& folder) {
  kMoved(folder), folder.file("in/2.json", "{}");
};

struct FollowCase {
  const char* name;
  std::vector<Step> steps;
  bool deletes_missing;
  std::vector<std::string> rounds;
};
class Follow : public testing::TestWithParam<FollowCase> {};
TEST_P(Follow, Loads) {
  EXPECT_THAT(rounds(GetParam().steps, GetParam().deletes_missing),
              testing::ElementsAreArray(GetParam().rounds));
}
INSTANTIATE_TEST_SUITE_P(
    Rounds, Follow,
    testing::Values(
        FollowCase{"WhatIsNew", {{kNew}, {kNothing}}, true, {"all", "2.json "}},
        FollowCase{"WhatIsWrittenOver", {{kOver}, {kNew}, {kNothing}}, false, {"all", "1.json ", "2.json "}},
        FollowCase{"AllForWhatIsWrittenOver", {{kOver}, {kNew}, {kNothing}}, true, {"all", "all", "2.json "}},
        FollowCase{"NothingOfADeletedOne", {{kDeletedAndNew}, {kNothing}}, false, {"all", "2.json "}},
        FollowCase{"AllUntilNothingIsLeft",
                   {{kNew, {}, false, true}, {kNew, {}, false, true}, {kNothing}},
                   true,
                   {"all", "all", "all"}},
        FollowCase{"AllForADeletedOne", {{kDeletedAndNew}, {kNothing}}, true, {"all", "all"}},
        FollowCase{
            "AllOfSitemaps", {{kNew, {}, true}, {kNew, {}, true}, {kNothing}}, false, {"all", "all", "all"}},
        FollowCase{"AllForANewSitemap",
                   {{kNew}, {kNothing, {}, true}, {kNothing}},
                   false,
                   {"all", "2.json ", "all"}},
        FollowCase{"OfAnotherFolderUntilItIsRead",
                   {{kMadeAnew}, {kNew, {}, false, true, false}, {kNew}, {kNothing}},
                   true,
                   {"all", "all another", "all another", "all"}},
        FollowCase{"ABusyIndexAgain",
                   {{kNew}, {kNothing, ErrorCode::kBusy}, {kNothing}},
                   false,
                   {"all", "2.json ", "2.json "}},
        FollowCase{"AllOfASourceThatFailed", {{kNew, ErrorCode::kIo}, {kNothing}}, false, {"all", "all"}},
        FollowCase{"AllForAFailedRound",
                   {{kNew}, {kNothing, ErrorCode::kIo}, {kNothing}},
                   true,
                   {"all", "2.json ", "all"}},
        FollowCase{"WhatFailedWithWhatComes",
                   {{kNew}, {kOver, ErrorCode::kCorrupt}, {kNothing}},
                   false,
                   {"all", "2.json ", "1.json 2.json "}},
        FollowCase{"NothingInVain", {{kNothing, ErrorCode::kUnsupported}, {kNothing}}, false, {"all", "no"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Follow, EndsWithItsFolder) {
  EXPECT_THAT(rounds({{kMoved}, {kNothing}}, false),
              testing::ElementsAre("all", testing::HasSubstr("is not a folder")));
}

}  // namespace
}  // namespace dateline
