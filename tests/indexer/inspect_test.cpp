#include "indexer/inspect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <xapian.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stop_token>
#include <thread>

#include "indexer/generation.h"
#include "indexer/schema.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

void load(const TemporaryFolder& folder, int articles) {
  auto writer = Writer::open(folder.path());
  for (int n = 0; n < articles; ++n) {
    ASSERT_TRUE(writer->put({.id = "a" + std::to_string(n),
                             .title = "Storm " + std::to_string(n),
                             .people = {{.name = "Ana Diaz"}}},
                            ""));
  }
  ASSERT_TRUE(writer->commit());
}

TEST(CheckIndex, IsSoundAfterALoad) {
  const TemporaryFolder folder;
  load(folder, 3);
  const auto report = check_index(folder.path());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->faults, testing::IsEmpty());
  EXPECT_THAT(report->notes, testing::IsEmpty());
  EXPECT_EQ(report->articles, 3u);
}

TEST(CheckIndex, WithoutTheRightToWriteLeavesOutXapiansCheckAlone) {
  const TemporaryFolder folder;
  load(folder, 3);
  const auto generation = *current_generation(folder.path());
  for (const auto& file : std::filesystem::directory_iterator(generation))
    std::filesystem::permissions(file, std::filesystem::perms(0444));
  for (const auto& readable : {folder.path(), generation})
    std::filesystem::permissions(readable, std::filesystem::perms(0755));
  const auto check = [&] {
    constexpr uid_t kNobody = 65534;  // root may write to anything
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) std::exit(2);
    const auto report = check_index(folder.path());
    const bool is_right =
        report && report->faults.empty() && report->notes.size() == 1 && report->articles == 3;
    std::exit(is_right ? 0 : 1);
  };
  EXPECT_EXIT(check(), testing::ExitedWithCode(0), "");
}

TEST(CheckIndex, NoArticlesAreSoundToo) {
  const TemporaryFolder folder;
  load(folder, 0);
  EXPECT_THAT(check_index(folder.path())->faults, testing::IsEmpty());
}

/// Xapian's check finds fault with positions in a document of length 0, written through its API or not.
TEST(CheckIndex, AnArticleWithNamesButNoWordsIsSound) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  ASSERT_TRUE(writer->put({.id = "1", .people = {{.name = "Ana Diaz"}}}, ""));
  ASSERT_TRUE(writer->put({.id = "2", .title = "Storm"}, ""));
  ASSERT_TRUE(writer->commit());
  EXPECT_THAT(check_index(folder.path())->faults, testing::IsEmpty());
}

/// A third of the checks ended because a commit had taken what they read.
TEST(CheckIndex, BesideAWriterThatCommitsAllTheTimeEndsAndFindsNothing) {
  constexpr int kArticles = 1000, kChecks = 8;
  const TemporaryFolder folder;
  load(folder, kArticles);
  std::jthread writing([&](const std::stop_token& stop) {
    auto writer = Writer::open(folder.path());
    for (int n = 0; !stop.stop_requested(); ++n) {
      EXPECT_TRUE(writer->put({.id = "a" + std::to_string(n % kArticles),
                               .title = "Flood " + std::to_string(n),
                               .people = {{.name = "Ana Diaz"}}},
                              ""));
      EXPECT_TRUE(writer->commit());
    }
  });
  for (int n = 0; n < kChecks; ++n) {
    const auto report = check_index(folder.path());
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_THAT(report->faults, testing::IsEmpty());
  }
}

TEST(CheckIndex, NoIndexSaysSo) {
  const TemporaryFolder folder;
  EXPECT_EQ(check_index(folder.path()).error().code, ErrorCode::kNotFound);
}

struct FaultCase {
  const char* name;
  void (*harm)(Xapian::WritableDatabase&);
  const char* expected;
};
void PrintTo(const FaultCase& row, std::ostream* out) { *out << row.name; }

class CheckFinds : public testing::TestWithParam<FaultCase> {};
TEST_P(CheckFinds, TheFault) {
  const TemporaryFolder folder;
  load(folder, 3);
  {
    Xapian::WritableDatabase database(*current_generation(folder.path()));
    GetParam().harm(database);
  }
  const auto report = check_index(folder.path());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->faults, testing::Contains(testing::HasSubstr(GetParam().expected)));
}

void replace(Xapian::WritableDatabase& database, Xapian::docid id,
             const std::function<void(Xapian::Document&)>& change) {
  auto document = database.get_document(id);
  change(document);
  database.replace_document(id, document);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, CheckFinds,
    testing::Values(FaultCase{"StoredFormGone",
                              [](auto& database) {
                                replace(database, 2, [](auto& document) { document.set_data("x"); });
                              },
                              "document 2: a stored article is damaged"},
                    FaultCase{"IdGone",
                              [](auto& database) {
                                replace(database, 2, [](auto& document) { document.remove_term("Qa1"); });
                              },
                              "the article 'a1' is not found by its id"},
                    FaultCase{"CountsDiffer",
                              [](auto& database) {
                                replace(database, 2, [](auto& document) { document.remove_term("Qa1"); });
                              },
                              "3 articles, but 2 ids"},
                    FaultCase{"WordGone",
                              [](auto& database) {
                                replace(database, 1, [](auto& document) { document.remove_term("storm"); });
                              },
                              "the article 'a0' is not found by 'storm'"},
                    FaultCase{"Schema",
                              [](auto& database) { database.set_metadata(std::string(kSchemaKey), "0"); },
                              "the schema version is '0'"}),
    [](const auto& row) { return std::string(row.param.name); });

/// It told of 120, and went by the articles behind the first twenty.
TEST(CheckIndex, TellsTheFirstFaultsOfEachPartAndCountsAll) {
  const TemporaryFolder folder;
  constexpr std::uint64_t kArticles = kMostTold + 10;
  load(folder, kArticles);
  {
    Xapian::WritableDatabase database(*current_generation(folder.path()));
    for (Xapian::docid id = 1; id <= kArticles; ++id) {
      replace(database, id, [](auto& document) {
        document.set_data("x");
        document.remove_value(kDigestSlot);
      });
    }
  }
  const auto report = check_index(folder.path());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->articles, kArticles);
  EXPECT_EQ(report->faults.size(), kMostTold + 1);
  EXPECT_THAT(report->found,
              testing::ElementsAre(testing::Pair("articles", kArticles), testing::Pair("counts", 1)));
}

class CheckNotices : public testing::TestWithParam<const char*> {};
TEST_P(CheckNotices, AnEndThatIsOverwritten) {
  const TemporaryFolder folder;
  load(folder, 3);
  const auto path = *current_generation(folder.path()) + "/" + GetParam();
  const auto size = std::filesystem::file_size(path);
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(size) - 64).write(std::string(64, 'x').data(), 64).flush();
  const auto report = check_index(folder.path());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->faults,
              testing::ElementsAre(testing::AllOf(testing::HasSubstr(path + "' is damaged in its section "),
                                                  testing::HasSubstr("the next load makes it anew"))));
}
INSTANTIATE_TEST_SUITE_P(Files, CheckNotices, testing::Values("columns", "words"));

TEST(TryGeneration, PassesWhatALoadHasWritten) {
  const TemporaryFolder folder;
  load(folder, 50);
  const auto tried = try_generation(*current_generation(folder.path()));
  EXPECT_TRUE(tried) << tried.error().message;
}

struct RefusedCase {
  const char* name;
  void (*harm)(const std::string& generation);
  const char* expected;
};
void PrintTo(const RefusedCase& row, std::ostream* out) { *out << row.name; }

class TryGenerationRefuses : public testing::TestWithParam<RefusedCase> {};
TEST_P(TryGenerationRefuses, TheFault) {
  const TemporaryFolder folder;
  load(folder, 3);
  const auto generation = *current_generation(folder.path());
  GetParam().harm(generation);
  const auto tried = try_generation(generation);
  ASSERT_FALSE(tried);
  EXPECT_EQ(tried.error().code, ErrorCode::kCorrupt);
  EXPECT_THAT(tried.error().message, testing::StartsWith("the new generation is not used: "));
  EXPECT_THAT(tried.error().message, testing::HasSubstr(GetParam().expected));
}
INSTANTIATE_TEST_SUITE_P(
    Faults, TryGenerationRefuses,
    testing::Values(RefusedCase{"NoWords", [](const auto& path) { std::filesystem::remove(path + "/words"); },
                                "the words file cannot be read"},
                    RefusedCase{
                        "ColumnsCutShort",
                        [](const auto& path) { std::filesystem::resize_file(path + "/columns", 500); },
                        "the column file cannot be read"},
                    RefusedCase{"ArticleThatTheFilesDoNotHave",
                                [](const auto& path) {
                                  Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
                                  auto document = database.get_document(3);
                                  database.add_document(document);
                                  database.commit();
                                },
                                "the column file does not have document 4"},
                    RefusedCase{"IdGone",
                                [](const auto& path) {
                                  Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
                                  replace(database, 2, [](auto& document) { document.remove_term("Qa1"); });
                                  database.commit();
                                },
                                "the article 'a1' is not found by its id"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(IndexStats, CountsRecordsBesideNames) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  for (const char* name : {"Seth Jones", "Seth G. Jones", "Ana Diaz"})
    ASSERT_TRUE(writer->put(
        {.id = name, .title = "Storm", .people = {{.name = name}}, .places = {{.name = "Kabul"}}}, ""));
  ASSERT_TRUE(writer->commit());
  EXPECT_THAT(to_text(*index_stats(folder.path())),
              testing::HasSubstr("people                         3 different values, 2 records\n"));
  ASSERT_TRUE(writer->put({.id = "4", .title = "Calm", .people = {{.name = "Bo Li"}}}, ""));
  ASSERT_TRUE(writer->commit());
  EXPECT_THAT(to_text(*index_stats(folder.path())),
              testing::HasSubstr("people                         4 different values\n"))
      << "the columns are of the load before";
}

TEST(IndexStats, CountWhatIsThere) {
  const TemporaryFolder folder;
  load(folder, 3);
  const auto stats = index_stats(folder.path());
  ASSERT_TRUE(stats) << stats.error().message;
  EXPECT_EQ(stats->articles, 3u);
  EXPECT_EQ(stats->words, 6u);
  ASSERT_EQ(stats->generations.size(), 1u);
  EXPECT_TRUE(stats->generations[0].is_current);
  const auto text = to_text(*stats);
  EXPECT_THAT(text, testing::HasSubstr("people                         1 different values\n"));
  EXPECT_THAT(text, testing::HasSubstr("postlist.glass"));
  EXPECT_THAT(text, testing::HasSubstr("generation-000002"));
}

/// The one that was left counted as one to go back to, which nothing could do.
TEST(IndexStats, TellWhichGenerationRollbackGoesTo) {
  const IndexStats stats{.generations = {{"first", 1}, {"second", 2, true}, {"third", 3}}};
  const auto text = to_text(stats);
  EXPECT_THAT(text, testing::HasSubstr("1 bytes, for --rollback\n"));
  EXPECT_THAT(text, testing::HasSubstr("2 bytes, current\n"));
  EXPECT_THAT(text, testing::HasSubstr("3 bytes, unfinished or gone back from\n"));
}

}  // namespace
}  // namespace dateline
