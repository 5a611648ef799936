#include "indexer/writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <csignal>
#include <optional>

#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/own_gazetteer.h"
#include "indexer/schema.h"
#include "indexer/stored_form.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

Article storm(std::string id, std::string text = "Wind.") {
  return {.id = std::move(id), .title = "Storm", .text = std::move(text)};
}

/// More than a megabyte of different words.
std::string long_text() {
  std::string text;
  for (int n = 0; text.size() <= 1 << 20; ++n) text += "word" + std::to_string(n) + " ";
  return text;
}

std::uint64_t committed_articles(const TemporaryFolder& folder) {
  return Xapian::Database(*current_generation(folder.path())).get_doccount();
}

/// A disk on which no file can have more than `bytes`, as long as it lives.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

/// Xapian left a table as of articles, and the next load asked for the file that says which is current.
TEST(WriterOpen, LeavesNothingInTheWayWhereTheFirstCommitFails) {
  for (const rlim_t bytes : {0, 100, 4096}) {
    const TemporaryFolder folder;
    {
      const SmallDisk disk(bytes);
      EXPECT_EQ(Writer::open(folder.path()).error().code, ErrorCode::kIo) << bytes;
    }
    auto writer = Writer::open(folder.path());
    ASSERT_TRUE(writer) << bytes << ": " << writer.error().message;
    ASSERT_TRUE(writer->put(storm("1"), ""));
    ASSERT_TRUE(writer->commit());
    EXPECT_EQ(committed_articles(folder), 1u);
  }
}

TEST(WriterPut, AddsReplacesAndSkips) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  ASSERT_TRUE(writer) << writer.error().message;
  EXPECT_EQ(*writer->put(storm("1"), "a"), PutOutcome::kAdded);
  EXPECT_EQ(*writer->put(storm("1"), "a"), PutOutcome::kUnchanged);
  EXPECT_EQ(*writer->put(storm("1", "Rain."), "a"), PutOutcome::kReplaced);
  EXPECT_EQ(*writer->put(storm("2"), "a"), PutOutcome::kAdded);
  EXPECT_EQ(writer->size(), 2u);
}

constexpr auto kGerman = "Der Sturm kam in der Nacht und nahm das Dach der Kirche mit.";

/// Gives the index a gazetteer with one more town.
void add_town(const std::string& directory) {
  const TemporaryFolder folder;
  const auto dump = folder.file("cities.txt",
                                "9000001\tTestford\tTestford\t\t52\t-1\tP\tPPL\tGB\t\tENG\t\t\t\t90000\t"
                                "\t9\tEtc/UTC\t2025-01-01\n");
  const auto imported = import_gazetteer({dump}, [](const auto& path, auto, const Error& error) {
    ADD_FAILURE() << path << ": " << error.message;
  });
  ASSERT_TRUE(imported) << imported.error().message;
  ASSERT_TRUE(keep_gazetteer(directory, imported->bytes));
}

struct AgainCase {
  const char* name;
  bool finds_names;
  void (*change)(Article& article, WriterOptions& options, const std::string& directory);
  PutOutcome outcome;
};
class PutAgain : public testing::TestWithParam<AgainCase> {};
TEST_P(PutAgain, NoticesWhatChanged) {
  const TemporaryFolder folder;
  auto article = storm("1", kGerman);
  WriterOptions options{.tells_language = true, .finds_names = GetParam().finds_names};
  {
    auto writer = *Writer::open(folder.path(), options);
    ASSERT_TRUE(writer.put(article, ""));
    ASSERT_TRUE(writer.commit());
  }
  GetParam().change(article, options, folder.path());
  for (const auto outcome : {GetParam().outcome, PutOutcome::kUnchanged}) {
    auto writer = *Writer::open(folder.path(), options);
    EXPECT_EQ(writer.put(article, ""), outcome);
    ASSERT_TRUE(writer.commit());
  }
}

constexpr AgainCase kAgain[] = {
    {"Nothing", true, [](auto&, auto&, auto&) {}, PutOutcome::kUnchanged},
    {"Text", true, [](auto& article, auto&, auto&) { article.text.back() = '!'; }, PutOutcome::kReplaced},
    {"LanguageStated", true, [](auto& article, auto&, auto&) { article.language = "de"; },
     PutOutcome::kReplaced},
    {"OtherLanguageStated", false, [](auto& article, auto&, auto&) { article.language = "nl"; },
     PutOutcome::kReplaced},
    {"LanguageNoLongerTold", false, [](auto&, auto& options, auto&) { options.tells_language = false; },
     PutOutcome::kReplaced},
    {"NamesLookedFor", false, [](auto&, auto& options, auto&) { options.finds_names = true; },
     PutOutcome::kReplaced},
    {"NamesNoLongerLookedFor", true, [](auto&, auto& options, auto&) { options.finds_names = false; },
     PutOutcome::kReplaced},
    {"Gazetteer", true, [](auto&, auto&, auto& directory) { add_town(directory); }, PutOutcome::kReplaced},
    {"GazetteerWithoutNames", false, [](auto&, auto&, auto& directory) { add_town(directory); },
     PutOutcome::kUnchanged},
};
INSTANTIATE_TEST_SUITE_P(Changes, PutAgain, testing::ValuesIn(kAgain),
                         [](const auto& row) { return std::string(row.param.name); });

/// In a first load, in an update, and in a load that is merged.
TEST(WriterPut, TellsTheLanguageOfWhatStatesNone) {
  const TemporaryFolder folder;
  std::map<std::string, std::uint64_t> unread;
  for (const std::string_view id : {"bulk", "live", "merged"}) {
    const std::uint64_t bytes_to_choose = id == "merged" ? 1 : 1 << 20;
    auto writer = *Writer::open(
        folder.path(), {.tells_language = true, .finds_names = true, .bytes_to_choose = bytes_to_choose});
    const auto text = std::string(kGerman) + (id == "merged" ? long_text() : "");
    ASSERT_EQ(writer.put(storm(std::string(id), text), ""), PutOutcome::kAdded);
    ASSERT_TRUE(writer.commit());
    EXPECT_THAT(writer.unread_languages(), testing::ElementsAre(testing::Pair("de", 1))) << id;
    const Xapian::Database database(writer.generation());
    const auto found = database.postlist_begin(id_term(id));
    ASSERT_NE(found, database.postlist_end(id_term(id)));
    EXPECT_EQ(decode_stored(stored_form(database, *found), false)->language, "de") << id;
  }
}

// Of two papers that number their articles one lost them, and the load called it replacing.
TEST(WriterPut, TellsWhereTwoSourcesShareAnId) {
  for (const bool is_live : {false, true}) {
    const TemporaryFolder folder;
    std::optional writer(std::move(*Writer::open(folder.path())));
    const auto put = [&](const Article& article) {
      const auto outcome = *writer->put(article, "a");
      EXPECT_TRUE(!is_live || writer->commit());
      return outcome;
    };
    EXPECT_EQ(put({.id = "1", .title = "Storm", .source = "Post"}), PutOutcome::kAdded);
    EXPECT_EQ(put({.id = "1", .title = "Gale", .source = "Post"}), PutOutcome::kReplaced);
    EXPECT_EQ(put({.id = "1", .title = "Gale", .source = "Times"}), PutOutcome::kReplacedAnother);
    EXPECT_EQ(put({.id = "2", .title = "Storm"}), PutOutcome::kAdded);
    EXPECT_EQ(put({.id = "2", .title = "Gale"}), PutOutcome::kReplacedAnother);
    EXPECT_TRUE(writer->commit());
    // A later load has edited headlines.
    writer.reset();
    writer.emplace(std::move(*Writer::open(folder.path())));
    EXPECT_EQ(put({.id = "2", .title = "Strong gale"}), PutOutcome::kReplaced);
    EXPECT_EQ(put({.id = "1", .title = "Gale", .source = "Post"}), PutOutcome::kReplacedAnother);
    EXPECT_TRUE(writer->commit());
    // One that is merged, too.
    writer.reset();
    writer.emplace(std::move(*Writer::open(folder.path(), {.bytes_to_choose = 1 << 20})));
    EXPECT_EQ(put(storm("3", long_text())), PutOutcome::kAdded);
    EXPECT_EQ(put({.id = "2", .title = "Light gale"}), PutOutcome::kReplaced);
    EXPECT_EQ(put({.id = "2", .title = "Calm"}), PutOutcome::kReplacedAnother);
  }
}

/// Each load wrote both of them, and readers saw the first one in between.
TEST(WriterPut, WritesNothingWhereTwoSourcesThatShareAnIdAreAsBefore) {
  const TemporaryFolder folder;
  std::vector<Xapian::rev> revisions;
  for (int load = 0; load < 3; ++load) {
    auto writer = *Writer::open(folder.path());
    ASSERT_TRUE(writer.put(storm("other"), ""));
    for (const auto* text : {"Wind.", "Rain.", "Rain.", "Hail.", "Sun."})
      ASSERT_TRUE(writer.put(storm("1", text), ""));
    if (load > 0) {
      EXPECT_EQ(writer.put(storm("new"), ""), load == 1 ? PutOutcome::kAdded : PutOutcome::kUnchanged);
      EXPECT_EQ(writer.put(storm("1", "Fog."), ""), PutOutcome::kReplaced);
      EXPECT_EQ(writer.put(storm("1", "Fog."), ""), PutOutcome::kUnchanged);
      EXPECT_EQ(writer.taken_back(), 3u);  // wind, rain and hail
      EXPECT_EQ(writer.put(storm("1", "Sun."), ""), PutOutcome::kUnchanged);
      EXPECT_EQ(writer.taken_back(), 4u);
      EXPECT_EQ(writer.size(), 3u);
    }
    ASSERT_TRUE(writer.commit());
    const Xapian::Database database(writer.generation());
    EXPECT_EQ(database.get_termfreq("sun"), 1u);
    EXPECT_EQ(database.get_termfreq(id_term("1")), 1u);
    revisions.push_back(database.get_revision());
  }
  EXPECT_GT(revisions[1], revisions[0]);
  EXPECT_EQ(revisions[2], revisions[1]);
}

TEST(WriterRemove, ByIdAndByAbsence) {
  const TemporaryFolder folder;
  {
    auto writer = Writer::open(folder.path());
    for (const char* id : {"1", "2", "3"}) ASSERT_TRUE(writer->put(storm(id), "a"));
    ASSERT_TRUE(writer->put(storm("4"), "b"));
    ASSERT_TRUE(writer->commit());
  }
  auto writer = Writer::open(folder.path());
  EXPECT_TRUE(*writer->remove("1"));
  EXPECT_FALSE(*writer->remove("1"));
  EXPECT_EQ(*writer->put(storm("2"), "a"), PutOutcome::kUnchanged);
  EXPECT_EQ(*writer->remove_missing("a"), 1u);
  EXPECT_EQ(writer->size(), 2u);
}

/// Of a file that was moved to another SOURCE, loaded from there before its own SOURCE was loaded again.
class MovedArticle : public testing::TestWithParam<std::uint64_t> {};
TEST_P(MovedArticle, StaysWhereItIsFound) {
  const TemporaryFolder folder;
  const auto load = [&](const std::string& origin, const std::vector<std::string>& ids) {
    auto writer = *Writer::open(folder.path(), {.bytes_to_choose = GetParam()});
    for (const auto& id : ids) EXPECT_TRUE(writer.put(storm(id), origin));
    // Large enough for a merge where that is wanted.
    EXPECT_TRUE(writer.put(storm("of " + origin, long_text() + std::to_string(ids.size())), origin));
    const auto deleted = *writer.remove_missing(origin);
    EXPECT_TRUE(writer.commit());
    return deleted;
  };
  load("a", {"1", "2"});
  load("b", {"1"});
  EXPECT_EQ(load("a", {}), 1u);  // 2
  EXPECT_EQ(load("a", {"1"}), 0u);
  EXPECT_EQ(load("b", {}), 0u);
  EXPECT_EQ(load("b", {"1", "3"}), 0u);
  EXPECT_EQ(load("a", {}), 0u);
  EXPECT_EQ(load("b", {"3"}), 1u);  // 1
  EXPECT_EQ(committed_articles(folder), 3u);
}
/// A load of both said that too many are missing from the first, or deleted them and added them again.
TEST_P(MovedArticle, StaysWhereItMovedBetweenSourcesOfOneLoad) {
  const TemporaryFolder folder;
  const auto open = [&] { return *Writer::open(folder.path(), {.bytes_to_choose = GetParam()}); };
  {
    auto writer = open();
    for (const char* id : {"1", "2"}) ASSERT_TRUE(writer.put(storm(id), "a"));
    ASSERT_TRUE(writer.commit());
  }
  {
    auto writer = open();
    ASSERT_TRUE(writer.put(storm("of b", long_text()), "b"));
    EXPECT_EQ(writer.put(storm("1"), "b"), PutOutcome::kUnchanged);
    EXPECT_EQ(writer.put(storm("2", "Rain."), "b"), PutOutcome::kReplaced);
    EXPECT_EQ(writer.remove_missing("a"), 0u);
    EXPECT_EQ(writer.remove_missing("b"), 0u);
    ASSERT_TRUE(writer.commit());
  }
  auto writer = open();
  EXPECT_EQ(writer.missing("a"), 0u);
  EXPECT_EQ(writer.remove_missing("b"), 3u);
}
INSTANTIATE_TEST_SUITE_P(BytesToChoose, MovedArticle, testing::Values(1 << 20, 64 << 20));

struct SharedCase {
  const char* name;
  bool is_first_load;
  std::uint64_t bytes_to_choose;
};
class SharedArticle : public testing::TestWithParam<SharedCase> {};
/// Of the SOURCEs of one load only the first was known to have it: what that one lost was deleted.
TEST_P(SharedArticle, StaysUntilBothSourcesOfOneLoadHaveLostIt) {
  const TemporaryFolder folder;
  const auto open = [&] {
    return *Writer::open(folder.path(), {.bytes_to_choose = GetParam().bytes_to_choose});
  };
  if (!GetParam().is_first_load) {
    auto before = open();
    ASSERT_TRUE(before.put(storm("0"), "a"));
    ASSERT_TRUE(before.commit());
  }
  {
    auto writer = open();
    for (const char* id : {"1", "2"}) {
      EXPECT_EQ(writer.put(storm(id), "a"), PutOutcome::kAdded);
      for (const char* origin : {"b", "a", "b"})
        EXPECT_EQ(writer.put(storm(id), origin), PutOutcome::kUnchanged);
      ASSERT_TRUE(writer.put(storm("large", long_text()), "a"));  // for a merge, where that is wanted
    }
    ASSERT_TRUE(writer.commit());
  }
  const auto left_without = [&](const char* origin) {
    auto writer = open();
    EXPECT_TRUE(writer.remove_missing(origin));
    EXPECT_TRUE(writer.commit());
    return committed_articles(folder);
  };
  EXPECT_EQ(left_without("a"), 2u);
  EXPECT_EQ(left_without("b"), 0u);
}
INSTANTIATE_TEST_SUITE_P(Ways, SharedArticle,
                         testing::Values(SharedCase{"FirstLoad", true, 64 << 20},
                                         SharedCase{"InPlace", false, 64 << 20},
                                         SharedCase{"Merged", false, 1 << 20}),
                         [](const auto& row) { return std::string(row.param.name); });

/// A load large enough to be merged; what a reader finds is what updating in place gives.
TEST(WriterPut, MergesALargeIncrement) {
  const TemporaryFolder folder;
  {
    auto writer = Writer::open(folder.path());
    for (const char* id : {"1", "2", "3", "4"}) ASSERT_TRUE(writer->put(storm(id), "a"));
    ASSERT_TRUE(writer->put(storm("5"), "b"));
    ASSERT_TRUE(writer->commit());
  }
  const auto before = *current_generation(folder.path());
  {
    std::string explained;
    auto writer = Writer::open(
        folder.path(), {.bytes_to_choose = 1 << 20, .explain = [&](const auto& text) { explained = text; }});
    EXPECT_EQ(*writer->put(storm("1"), "a"), PutOutcome::kUnchanged);
    EXPECT_EQ(*writer->put(storm("2", "Rain."), "a"), PutOutcome::kReplaced);
    EXPECT_EQ(*writer->put(storm("6", long_text()), "a"), PutOutcome::kAdded);
    EXPECT_THAT(explained, testing::HasSubstr("loading in bulk, then merging"));
    EXPECT_EQ(*writer->put(storm("3"), "a"), PutOutcome::kUnchanged);
    EXPECT_EQ(*writer->put(storm("6", "Sun."), "a"), PutOutcome::kReplaced);
    EXPECT_EQ(*writer->put(storm("7"), "a"), PutOutcome::kAdded);
    EXPECT_TRUE(*writer->remove("7"));
    EXPECT_TRUE(*writer->remove("5"));
    EXPECT_FALSE(*writer->remove("5"));
    EXPECT_EQ(*writer->remove_missing("a"), 1u);
    EXPECT_EQ(writer->size(), 4u);
    const auto committed = writer->commit();
    ASSERT_TRUE(committed) << committed.error().message;
    EXPECT_EQ(writer->size(), 4u);
    EXPECT_EQ(*writer->put(storm("2", "Rain."), "a"), PutOutcome::kUnchanged);
  }
  EXPECT_NE(*current_generation(folder.path()), before);
  EXPECT_TRUE(std::filesystem::exists(before));
  const Xapian::Database database(*current_generation(folder.path()));
  EXPECT_EQ(database.get_doccount(), 4u);
  for (const char* id : {"1", "2", "3", "6"}) EXPECT_EQ(database.get_termfreq(id_term(id)), 1u) << id;
  EXPECT_EQ(database.get_termfreq("rain"), 1u);
  EXPECT_EQ(database.get_termfreq("sun"), 1u);
}

/// Of these, FNV-1a makes one number: ids were known by it, and the whole load failed, for good.
constexpr const char* kOne = "8yn0iYCKYHlIj4-BwPqk";
constexpr const char* kOther = "GReLUrM4wMqfg9yzV3KQ";

TEST(WriterPut, TellsIdsOfOneHashApartInAFirstLoad) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  EXPECT_EQ(*writer->put(storm(kOne), "a"), PutOutcome::kAdded);
  EXPECT_EQ(*writer->put(storm(kOther), "a"), PutOutcome::kAdded);
  EXPECT_EQ(*writer->put(storm(kOther, "Rain."), "a"), PutOutcome::kReplaced);
  EXPECT_EQ(*writer->put(storm("3"), "a"), PutOutcome::kAdded);
  EXPECT_EQ(writer->size(), 3u);
  const auto committed = writer->commit();
  ASSERT_TRUE(committed) << committed.error().message;
  EXPECT_EQ(writer->size(), 3u);
}

TEST(WriterPut, TellsIdsOfOneHashApartInAnIncrement) {
  const TemporaryFolder folder;
  {
    auto writer = Writer::open(folder.path());
    ASSERT_TRUE(writer->put(storm("3"), "a"));
    ASSERT_TRUE(writer->commit());
  }
  auto writer = Writer::open(folder.path(), {.bytes_to_choose = 1 << 20});
  EXPECT_EQ(*writer->put(storm("4", long_text()), "a"), PutOutcome::kAdded);
  EXPECT_EQ(*writer->put(storm(kOne), "a"), PutOutcome::kAdded);
  EXPECT_FALSE(*writer->remove(kOther));
  EXPECT_EQ(*writer->put(storm(kOther), "a"), PutOutcome::kAdded);
  EXPECT_TRUE(*writer->remove(kOne));
  EXPECT_EQ(writer->size(), 3u);
  const auto committed = writer->commit();
  ASSERT_TRUE(committed) << committed.error().message;
  const Xapian::Database database(*current_generation(folder.path()));
  EXPECT_EQ(database.get_termfreq(id_term(kOther)), 1u);
  EXPECT_EQ(database.get_termfreq(id_term(kOne)), 0u);
}

TEST(WriterRemove, RefusesToLoseMoreThanItsShare) {
  const TemporaryFolder folder;
  {
    auto writer = Writer::open(folder.path());
    for (int id = 0; id < 20; ++id) ASSERT_TRUE(writer->put(storm(std::to_string(id)), "a"));
    ASSERT_TRUE(writer->commit());
  }
  {
    auto writer = Writer::open(folder.path(), {.most_lost = 0.2});
    EXPECT_EQ(writer->remove_missing("a").error().message,
              "20 of the 20 articles are missing from 'a', more than 20 %: none is deleted; write --force if "
              "it is so");
    EXPECT_EQ(writer->size(), 20u);
  }
  auto writer = Writer::open(folder.path());
  EXPECT_EQ(*writer->remove_missing("a"), 20u);
}

TEST(WriterCommit, WithoutItNothingIsKept) {
  const TemporaryFolder folder;
  {
    auto writer = Writer::open(folder.path());
    ASSERT_TRUE(writer->put(storm("1"), ""));
    ASSERT_TRUE(writer->commit());
    ASSERT_TRUE(writer->put(storm("2"), ""));
    EXPECT_TRUE(*writer->remove("1"));
  }
  EXPECT_EQ(committed_articles(folder), 1u);
}

TEST(WriterCommit, IsWhatReadersSee) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  ASSERT_TRUE(writer->put(storm("1"), ""));
  EXPECT_EQ(committed_articles(folder), 0u);
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(committed_articles(folder), 1u);
}

TEST(WriterOpen, OneAtATime) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  ASSERT_TRUE(writer->commit());
  // The lock is the process's, so another process has to try.
  int message[2];
  ASSERT_EQ(::pipe(message), 0);
  const auto child = ::fork();
  if (child == 0) {
    const auto second = Writer::open(folder.path());
    const auto said = second ? std::string("opened") : second.error().message;
    const auto written = ::write(message[1], said.data(), said.size());
    ::_exit(written > 0 && !second && second.error().code == ErrorCode::kBusy ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  char said[300] = {};
  ASSERT_GT(::read(message[0], said, sizeof said - 1), 0);
  EXPECT_EQ(status, 0) << said;
  EXPECT_THAT(said, testing::HasSubstr("is being written to by process " + std::to_string(::getpid())));
}

TEST(WriterOpen, RefusesAnotherSchemaVersion) {
  const TemporaryFolder folder;
  ASSERT_TRUE(Writer::open(folder.path())->commit());
  {
    Xapian::WritableDatabase database(*current_generation(folder.path()));
    database.set_metadata(std::string(kSchemaKey), "0");
  }
  const auto writer = Writer::open(folder.path());
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, ErrorCode::kUnsupported);
  EXPECT_THAT(writer.error().message,
              testing::StartsWith("the index has schema version '0', this program writes version 10:"));
}

/// Xapian made the table anew, and the articles before were without what they said.
TEST(WriterOpen, RefusesAnIndexThatLacksATable) {
  for (const char* table : {"postlist.glass", "docdata.glass", "termlist.glass"}) {
    const TemporaryFolder folder;
    {
      auto writer = Writer::open(folder.path());
      ASSERT_TRUE(writer->put(storm("1"), ""));
      ASSERT_TRUE(writer->commit());
    }
    const auto file = *current_generation(folder.path()) + "/" + table;
    std::filesystem::remove(file);
    EXPECT_THAT(Writer::open(folder.path()).error().message, testing::StartsWith("'" + file + "' is gone:"));
    EXPECT_FALSE(std::filesystem::exists(file));
  }
}

TEST(WriterOpen, SaysWhichFolderCannotBeMade) {
  const TemporaryFolder folder;
  const auto file = folder.file("file", "x");
  EXPECT_THAT(Writer::open(file).error().message,
              testing::HasSubstr("'" + file + "' is not a folder that can be made"));
}

/// kill -9 during the first load leaves an empty index and nothing else behind, and the load can be begun
/// again.
TEST(WriterCrash, DuringABulkLoadLeavesNothing) {
  const TemporaryFolder folder;
  int begun[2];
  ASSERT_EQ(::pipe(begun), 0);
  const auto child = ::fork();
  if (child == 0) {
    auto writer = Writer::open(folder.path());
    for (int n = 0;; ++n) {
      (void)writer->put(storm(std::to_string(n)), "");
      if (n == 1000 && ::write(begun[1], "x", 1) != 1) ::_exit(1);
    }
  }
  char byte = 0;
  ASSERT_EQ(::read(begun[0], &byte, 1), 1);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(committed_articles(folder), 0u);
  EXPECT_TRUE(std::filesystem::exists(folder.path("generation-000002")));
  {
    auto writer = Writer::open(folder.path());
    ASSERT_TRUE(writer) << writer.error().message;
    ASSERT_TRUE(writer->put(storm("1"), ""));
    ASSERT_TRUE(writer->commit());
  }
  EXPECT_EQ(committed_articles(folder), 1u);
  EXPECT_FALSE(std::filesystem::exists(folder.path("generation-000003")));
}

/// kill -9 at any moment leaves the last commit, and the next writer goes on from there.
TEST(WriterCrash, LeavesTheLastCommit) {
  for (int round = 0; round < 10; ++round) {
    const TemporaryFolder folder;
    int acknowledged[2];
    ASSERT_EQ(::pipe(acknowledged), 0);
    const auto child = ::fork();
    if (child == 0) {
      auto writer = Writer::open(folder.path());
      for (char n = 0;; ++n) {
        for (int id = 0; id < 20; ++id) (void)writer->put(storm(std::to_string(n * 20 + id)), "");
        if (!writer->commit() || ::write(acknowledged[1], &n, 1) != 1) ::_exit(1);
      }
    }
    ::close(acknowledged[1]);
    char last = 0;
    for (int commits = 0; commits <= round; ++commits) ASSERT_EQ(::read(acknowledged[0], &last, 1), 1);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(acknowledged[0], &last, 1) == 1) {
    }
    const auto whole = committed_articles(folder);
    EXPECT_GE(whole, (static_cast<std::uint64_t>(last) + 1) * 20);
    EXPECT_EQ(whole % 20, 0u);
    auto writer = Writer::open(folder.path());
    ASSERT_TRUE(writer) << writer.error().message;
    EXPECT_EQ(*writer->put(storm("0"), ""), PutOutcome::kUnchanged);
    ::close(acknowledged[0]);
  }
}

}  // namespace
}  // namespace dateline
