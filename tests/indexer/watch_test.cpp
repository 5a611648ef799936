#include "indexer/watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

/// Whether the watch notices before it has asked a few times whether to stop.
bool notices(FolderWatch& watch) {
  int asked = 0;
  const auto changed = watch.wait(milliseconds(1), std::nullopt, [&] { return ++asked > 3; });
  EXPECT_TRUE(changed) << changed.error().message;
  return changed.value_or(false);
}

/// A watched folder "in" with two files, and a place to move from and to.
class Watched {
 public:
  explicit Watched(bool all = false) {
    folder_.file("in/old/1.json", "{}");
    folder_.file("in/2.json", "{}");
    watch_.emplace(*FolderWatch::begin(folder_.path("in")));
    EXPECT_TRUE(watch_->forget(all));
  }
  const TemporaryFolder& folder() const { return folder_; }
  FolderWatch& watch() { return *watch_; }
  void write(const std::string& name, const std::string& text = "{ }") const { folder_.file(name, text); }
  void move(const std::string& from, const std::string& to) const {
    fs::rename(folder_.path(from), folder_.path(to));
  }

 private:
  TemporaryFolder folder_;
  std::optional<FolderWatch> watch_;
};

struct WatchCase {
  const char* name;
  void (*change)(const Watched& in);
  std::vector<std::string> files;  ///< below "in"
  bool has_lost = false;
  bool is_all = false;
  bool is_another = false;
};
class Changes : public testing::TestWithParam<WatchCase> {};

bool has_any(const FolderChanges& changes) {
  return changes.is_all || changes.has_lost || !changes.files.empty();
}

/// Whatever was read before.
void expect_told(const WatchCase& row, bool all) {
  Watched in(all);
  row.change(in);
  const bool is_expected = !row.files.empty() || row.has_lost || row.is_all;
  for (int n = 0; n < 10 && (n == 0 || is_expected != has_any(in.watch().changes())); ++n)
    notices(in.watch());
  const auto& changes = in.watch().changes();
  EXPECT_EQ(changes.is_all, row.is_all);
  EXPECT_EQ(changes.is_another, row.is_another);
  if (changes.is_all) return;
  std::vector<std::string> files;
  for (const auto& path : changes.files)
    files.push_back(fs::path(path).lexically_relative(in.folder().path("in")));
  EXPECT_THAT(files, testing::ElementsAreArray(row.files));
  EXPECT_EQ(changes.has_lost, row.has_lost);
}
TEST_P(Changes, AreTold) { expect_told(GetParam(), false); }
TEST_P(Changes, AreToldWhenAllWasRead) { expect_told(GetParam(), true); }

const WatchCase kChanges[] = {
    {"Nothing", [](auto&) {}, {}},
    {"Written", [](auto& in) { in.write("in/3.json"); }, {"3.json"}},
    {"WrittenTwice", [](auto& in) { in.write("in/3.json"), in.write("in/3.json"); }, {"3.json"}},
    {"WrittenOver", [](auto& in) { in.write("in/old/1.json"); }, {"old/1.json"}, true},
    {"Deleted", [](auto& in) { fs::remove(in.folder().path("in/2.json")); }, {}, true},
    {"MovedIn",
     [](auto& in) { in.write("out/3.json"), in.move("out/3.json", "in/old/3.json"); },
     {"old/3.json"}},
    {"MovedAway", [](auto& in) { in.move("in/2.json", "2.json"); }, {}, true},
    {"Renamed", [](auto& in) { in.move("in/2.json", "in/4.json"); }, {"4.json"}, true},
    {"WrittenUnderAnotherName",
     [](auto& in) { in.write("in/5.tmp"), in.move("in/5.tmp", "in/5.json"); },
     {"5.json"}},
    {"WrittenUnderAHiddenName",
     [](auto& in) { in.write("in/.5.json.x7"), in.move("in/.5.json.x7", "in/5.json"); },
     {"5.json"}},
    {"ReplacedByRenaming",
     [](auto& in) { in.write("in/.2"), in.move("in/.2", "in/2.json"); },
     {"2.json"},
     true},
    {"HiddenByRenaming", [](auto& in) { in.move("in/2.json", "in/.2.json"); }, {}, true},
    {"Hidden", [](auto& in) { in.write("in/.3.json"), in.write("in/.git/3.json"); }, {}},
    {"NewFolders", [](auto& in) { in.write("in/new/new/3.json"); }, {"new/new/3.json"}},
    {"FolderMovedIn",
     [](auto& in) { in.write("day/3.json"), in.write("day/x/4.json"), in.move("day", "in/day"); },
     {"day/3.json", "day/x/4.json"}},
    {"FolderNoLongerHidden",
     [](auto& in) { in.write("in/.day/3.json"), in.move("in/.day", "in/day"); },
     {"day/3.json"}},
    {"FolderMovedAway", [](auto& in) { in.move("in/old", "old"); }, {}, true, true},
    {"FolderRenamed", [](auto& in) { in.move("in/old", "in/older"); }, {}, true, true},
    {"FolderDeleted", [](auto& in) { fs::remove_all(in.folder().path("in/old")); }, {}, true},
    {"FolderReplaced",
     [](auto& in) { fs::remove_all(in.folder().path("in/old")), in.write("in/old/1.json"); },
     {"old/1.json"},
     true},
    {"SymbolicLink",
     [](auto& in) { in.write("out.json"), fs::create_symlink("../out.json", in.folder().path("in/3.json")); },
     {"3.json"}},
    {"Link",
     [](auto& in) {
       in.write("in/.x"), fs::create_hard_link(in.folder().path("in/.x"), in.folder().path("in/3.json"));
     },
     {"3.json"}},
    {"Opened",
     [](auto& in) { fs::permissions(in.folder().path("in/2.json"), fs::perms::all, fs::perm_options::add); },
     {"2.json"},
     true},
    {"LineFeedInItsName", [](auto& in) { in.write("in/3\n4.json"); }, {"3\n4.json"}},
    {"ItselfMadeAnew", [](auto& in) { in.move("in", "out"), in.write("in/3.json"); }, {}, true, true, true},
    {"ItselfGoneForAMoment", [](auto& in) { in.move("in", "out"), in.move("out", "in"); }, {}, true, true},
    {"MoreThanTheSystemCounts",
     [](auto& in) {
       int counted = 0;
       std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> counted;
       for (int events = 0; events <= counted; events += 4) {
         in.move("in/2.json", "in/3.json");
         in.move("in/3.json", "in/2.json");
       }
     },
     {},
     true,
     true},
};
INSTANTIATE_TEST_SUITE_P(FolderWatch, Changes, testing::ValuesIn(kChanges),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(FolderWatch, TellsOfEverythingAtFirst) {
  const TemporaryFolder folder;
  EXPECT_TRUE(FolderWatch::begin(folder.path())->changes().is_all);
}

TEST(FolderWatch, GoesOnInAFolderThatWasMoved) {
  Watched in;
  in.move("in/old", "in/older");
  EXPECT_TRUE(notices(in.watch()));
  ASSERT_TRUE(in.watch().forget(true));
  in.write("in/older/1.json");
  EXPECT_TRUE(notices(in.watch()));
  EXPECT_THAT(in.watch().changes().files, testing::ElementsAre(in.folder().path("in/older/1.json")));
  EXPECT_TRUE(in.watch().changes().has_lost);
}

class FollowsALink : public testing::TestWithParam<bool> {};
// It went on with the folder of the day before, and did so as long as there was something new in it.
TEST_P(FollowsALink, WhileTheOldFolderIsOrIsNotWritten) {
  const TemporaryFolder folder;
  const auto write_old = [&] {
    if (GetParam()) folder.file("monday/4.json", "{}");
    return false;
  };
  folder.file("monday/1.json", "{}");
  folder.file("tuesday/2.json", "{}");
  fs::create_directory_symlink("monday", folder.path("in"));
  auto watch = *FolderWatch::begin(folder.path("in"));
  ASSERT_TRUE(watch.forget(true));
  fs::create_directory_symlink("tuesday", folder.path("next"));
  fs::rename(folder.path("next"), folder.path("in"));
  write_old();
  EXPECT_TRUE(*watch.wait(milliseconds(1), std::nullopt, write_old));
  EXPECT_TRUE(watch.changes().is_all);
  EXPECT_TRUE(watch.changes().is_another);
  ASSERT_TRUE(watch.forget(true));
  folder.file("tuesday/3.json", "{}");
  EXPECT_TRUE(notices(watch));
  EXPECT_THAT(watch.changes().files, testing::ElementsAre(folder.path("in/3.json")));
}
INSTANTIATE_TEST_SUITE_P(FolderWatch, FollowsALink, testing::Bool(),
                         [](const auto& row) { return row.param ? "Written" : "Quiet"; });

struct MeanwhileCase {
  const char* name;
  void (*change)(const Watched& in);
  bool has_lost;
};
class WhileAllIsRead : public testing::TestWithParam<MeanwhileCase> {};
/// What was there for a time may have been read, and nothing else would tell of its end.
TEST_P(WhileAllIsRead, WhatMayHaveBeenReadIsLost) {
  Watched in;
  GetParam().change(in);
  ASSERT_TRUE(in.watch().forget(true));
  EXPECT_EQ(in.watch().changes().has_lost, GetParam().has_lost);
}
const MeanwhileCase kMeanwhile[] = {
    {"New", [](auto& in) { in.write("in/3.json"); }, false},
    {"NewAndDeleted", [](auto& in) { in.write("in/3.json"), fs::remove(in.folder().path("in/3.json")); },
     true},
    // Two ends of writing one file, one after the other, are one event.
    {"NewAndWrittenOver",
     [](auto& in) { in.write("in/3.json"), in.write("in/4.json"), in.write("in/3.json"); }, true},
    {"NewFolderAndDeleted",
     [](auto& in) { in.write("in/new/3.json"), fs::remove_all(in.folder().path("in/new")); }, true},
    {"NewFolderOfWhichAFileIsDeleted",
     [](auto& in) {
       in.write("in/new/3.json"), in.write("in/new/4.json"), fs::remove(in.folder().path("in/new/3.json"));
     },
     true},
};
INSTANTIATE_TEST_SUITE_P(FolderWatch, WhileAllIsRead, testing::ValuesIn(kMeanwhile),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(FolderWatch, TakesForLostWhatCameWhileAllWasReadAndGoesLater) {
  for (const bool is_deleted : {true, false}) {
    Watched in;
    in.write("in/3.json");
    ASSERT_TRUE(in.watch().forget(true));
    EXPECT_FALSE(in.watch().changes().has_lost);
    if (is_deleted) fs::remove(in.folder().path("in/3.json"));
    if (!is_deleted) in.write("in/3.json");
    EXPECT_TRUE(notices(in.watch()));
    EXPECT_TRUE(in.watch().changes().has_lost) << is_deleted;
  }
}

/// An empty file that somebody begins is none yet.
TEST(FolderWatch, WaitsForTheEndOfAFile) {
  Watched in;
  std::ofstream file(in.folder().path("in/3.json"));
  notices(in.watch());
  EXPECT_FALSE(has_any(in.watch().changes()));
  file << "{}";
  file.close();
  EXPECT_TRUE(notices(in.watch()));
  EXPECT_EQ(in.watch().changes().files.size(), 1u);
}

TEST(FolderWatch, WaitsNoLongerThanItIsTold) {
  const TemporaryFolder folder;
  auto watch = FolderWatch::begin(folder.path());
  ASSERT_TRUE(watch) << watch.error().message;
  EXPECT_TRUE(*watch->wait(milliseconds(1), milliseconds(0), [] { return false; }));
  EXPECT_FALSE(*watch->wait(milliseconds(1), milliseconds(60'000), [] { return true; }));
}

struct GoneCase {
  const char* name;
  void (*change)(const TemporaryFolder& folder);
};
class Gone : public testing::TestWithParam<GoneCase> {};
// Nothing tells of the end of a link or of what leads to the folder: it waited for ever on what was there.
TEST_P(Gone, IsSaid) {
  const TemporaryFolder folder;
  folder.file("day/in/1.json", "{}");
  fs::create_directory_symlink("day", folder.path("today"));
  auto watch = *FolderWatch::begin(folder.path("today/in"));
  ASSERT_TRUE(watch.forget(true));
  GetParam().change(folder);
  int asked = 0;
  const auto changed = watch.wait(milliseconds(1), std::nullopt, [&] { return ++asked > 20; });
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().code, ErrorCode::kNotFound);
}
INSTANTIATE_TEST_SUITE_P(
    FolderWatch, Gone,
    testing::Values(
        GoneCase{"Moved", [](auto& folder) { fs::rename(folder.path("day/in"), folder.path("out")); }},
        GoneCase{"ParentMoved", [](auto& folder) { fs::rename(folder.path("day"), folder.path("out")); }},
        GoneCase{"LinkDeleted", [](auto& folder) { fs::remove(folder.path("today")); }}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(FolderWatch, WaitsForItsFolderToComeBack) {
  Watched in;
  in.move("in", "out");
  int asked = 0;
  const auto changed = in.watch().wait(milliseconds(100), std::nullopt, [&] {
    if (++asked == 2) in.move("out", "in");
    return asked > 9;
  });
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_TRUE(in.watch().changes().is_all);
  EXPECT_FALSE(in.watch().changes().is_another);
}

TEST(FolderWatch, WantsAFolder) {
  const TemporaryFolder folder;
  EXPECT_EQ(FolderWatch::begin(folder.file("file", "x")).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dateline
