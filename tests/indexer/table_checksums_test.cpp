#include "indexer/table_checksums.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "indexer/bulk/version_file.h"
#include "indexer/generation.h"
#include "indexer/inspect.h"
#include "indexer/writer.h"
#include "tests/support/rounds.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::IsEmpty;

constexpr std::size_t kBlock = 8192, kLastOfRevision = 3;

/// An index of some hundred articles, loaded in bulk.
class Loaded {
 public:
  Loaded() {
    put(0, 400);
    generation_ = *current_generation(folder_.path());
  }

  /// Puts articles whose titles no other call has, and commits.
  void put(int first, int count) {
    auto writer = Writer::open(folder_.path());
    for (int n = first; n < first + count; ++n) writer->put(article(n), "").value();
    writer->commit().value();
  }

  const std::string& directory() const { return directory_; }
  const std::string& generation() const { return generation_; }
  std::string file(const std::string& name) const { return generation_ + "/" + name; }
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::vector<std::string> damaged() const {
    return damaged_tables(generation_, Xapian::Database(generation_)).value();
  }

 private:
  Article article(int number) {
    Article article{.id = std::to_string(number), .title = "Storm " + std::to_string(random_())};
    for (int n = 0; n < 30; ++n) article.text += "word" + std::to_string(random_() % 2000) + "s ";
    article.people = {{.name = "Ana Diaz " + std::to_string(number % 50)}};
    return article;
  }

  TemporaryFolder folder_;
  std::string directory_ = folder_.path(), generation_;
  std::mt19937 random_{1};
};

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Puts `bytes` at `place` of a file, as long as it lives.
class Damage {
 public:
  Damage(std::string path, std::size_t place, std::string_view bytes)
      : path_(std::move(path)), place_(place), before_(content(path_).substr(place, bytes.size())) {
    write(bytes);
  }
  ~Damage() { write(before_); }
  Damage(const Damage&) = delete;
  Damage& operator=(const Damage&) = delete;

 private:
  void write(std::string_view bytes) const {
    std::fstream out(path_, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(place_));
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  std::string path_;
  std::size_t place_;
  std::string before_;
};

class DamagedByte : public testing::TestWithParam<const char*> {};

/// Also where it is not in use. Only what makes a block one of a later commit cannot be told from one.
TEST_P(DamagedByte, IsNoticedWhereverItIs) {
  Loaded loaded;
  const Xapian::Database database(loaded.generation());
  ASSERT_THAT(loaded.damaged(), IsEmpty());
  const auto path = loaded.file(GetParam());
  const auto bytes = content(path);
  ASSERT_FALSE(bytes.empty());
  const bool is_table = path.ends_with(".glass");
  std::vector<std::size_t> places;
  for (std::size_t block = 0; block < bytes.size(); block += kBlock) {
    for (std::size_t n = 0; n < 11 && block + n < bytes.size(); ++n)
      places.push_back(block + n);  // its header
  }
  for (auto left = seeds(500).size(); left > 0; --left) places.push_back(loaded.below(bytes.size()));
  for (const auto place : places) {
    const char byte = static_cast<char>(bytes[place] ^ static_cast<char>(1 + loaded.below(255)));
    if (is_table && place % kBlock == kLastOfRevision && byte > bytes[place]) continue;
    const Damage damage(path, place, {&byte, 1});
    // As if so many commits had failed.
    const auto revision = glass::revision_of(loaded.generation()).value_or(0);
    if (!is_table && revision > database.get_revision() && revision <= database.get_revision() + 16) continue;
    ASSERT_THAT(*damaged_tables(loaded.generation(), database),
                testing::ElementsAre(testing::StartsWith("'" + path + "' is damaged in 1 of ")))
        << "byte " << place;
  }
}
INSTANTIATE_TEST_SUITE_P(Files, DamagedByte,
                         testing::Values("postlist.glass", "docdata.glass", "termlist.glass",
                                         "position.glass", "synonym.glass", "iamglass"),
                         [](const auto& row) {
                           const std::string_view file = row.param;
                           return std::string(file.substr(0, file.find('.')));
                         });

/// A revision that was raised passed for that of a later commit.
TEST(DamagedVersionFile, IsNoticedAfterCommits) {
  constexpr std::size_t kRevision = 32, kRoot = 33;
  Loaded loaded;
  loaded.put(400, 3);
  loaded.put(403, 3);
  ASSERT_THAT(loaded.damaged(), IsEmpty());
  const Xapian::Database database(loaded.generation());
  const auto made = database.get_revision();
  for (const auto& [place, bytes] : std::initializer_list<std::pair<std::size_t, std::string>>{
           {kRevision, std::string(1, static_cast<char>(made + 20))},
           {kRevision, std::string(1, static_cast<char>(made - 1))},
           {kRevision, "\xff"},
           {kRoot, std::string(1, '\0')},
           {kRoot, "\x7f"},
           {0, "y"}}) {
    const Damage damage(loaded.file("iamglass"), place, bytes);
    EXPECT_THAT(*damaged_tables(loaded.generation(), database),
                testing::ElementsAre(
                    testing::StartsWith("'" + loaded.file("iamglass") + "' is damaged in 1 of 1 blocks")))
        << "byte " << place;
  }
}

TEST(DamagedTables, AreNoticedByACheckOfTheIndex) {
  const Loaded loaded;
  for (const char* const file : {"postlist.glass", "docdata.glass", "termlist.glass", "synonym.glass"}) {
    const Damage damage(loaded.file(file), kBlock - 200, "damage");
    const auto report = check_index(loaded.directory());
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->articles, 400u);
    EXPECT_THAT(report->faults,
                testing::ElementsAre(
                    testing::AllOf(testing::HasSubstr(file), testing::HasSubstr("go back with --rollback"))));
  }
}

TEST(Checksums, ThatCannotBeUsedAreAFaultOrANote) {
  const Loaded loaded, other;
  const auto path = loaded.file("checksums");
  {
    const Damage damage(path, 100, "damage");
    EXPECT_THAT(check_index(loaded.directory())->faults,
                testing::ElementsAre("'" + path +
                                     "' is damaged, or of another version of this program: the "
                                     "next load makes it anew"));
  }
  {
    const Damage damage(path, std::filesystem::file_size(path) - 2, "xy");
    EXPECT_THAT(check_index(loaded.directory())->faults,
                testing::ElementsAre("'" + path + "' is damaged: the next load makes it anew"));
  }
  const auto is_noted = [&] {
    const auto report = check_index(loaded.directory());
    EXPECT_THAT(report->faults, IsEmpty());
    EXPECT_EQ(report->articles, 400u);
    EXPECT_THAT(report->notes, testing::ElementsAre(testing::StartsWith("no checksums file")));
  };
  std::filesystem::copy_file(other.file("checksums"), path,
                             std::filesystem::copy_options::overwrite_existing);
  is_noted();
  std::filesystem::remove(path);
  is_noted();
}

TEST(DamagedTables, MissTheirEnd) {
  const Loaded loaded;
  const auto path = loaded.file("docdata.glass");
  const Xapian::Database database(loaded.generation());
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - kBlock);
  EXPECT_THAT(*damaged_tables(loaded.generation(), database), testing::SizeIs(1));
  std::filesystem::remove(path);
  EXPECT_THAT(*damaged_tables(loaded.generation(), database), testing::SizeIs(1));
}

TEST(DamagedTables, AreNotThoseThatCommitsChangeMeanwhile) {
  for (const int commits : {1, 2, 5, 150}) {
    Loaded loaded;
    const Xapian::Database before(loaded.generation());
    for (int n = 0; n < commits; ++n) loaded.put(n, 1);
    EXPECT_GE(Xapian::Database(loaded.generation()).get_revision(), before.get_revision() + commits);
    EXPECT_THAT(*damaged_tables(loaded.generation(), before), IsEmpty()) << commits;
  }
}

TEST(Tables, ThatCannotBeOpenedAreAnErrorNotAbsent) {
  const Loaded loaded;
  const auto path = loaded.file("docdata.glass");
  const Xapian::Database database(loaded.generation());
  std::filesystem::remove(path);
  std::filesystem::create_symlink(path, path);  // a circle
  const auto damaged = damaged_tables(loaded.generation(), database);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::kIo);
  EXPECT_EQ(damaged.error().message, "'" + path + "' cannot be read");
  EXPECT_EQ(write_table_checksums(loaded.generation(), database).error().code, ErrorCode::kIo);
}

/// The blocks of a table, by whether they are as in `before`.
std::vector<bool> kept_blocks(const std::string& before, const std::string& now) {
  std::vector<bool> kept;
  for (std::size_t at = 0; at < before.size(); at += kBlock)
    kept.push_back(before.substr(at, kBlock) == now.substr(at, kBlock));
  return kept;
}

bool is_noticed(const Loaded& loaded, const Xapian::Database& database, std::size_t place) {
  const Damage damage(loaded.file("termlist.glass"), place, "\x7f");
  return !damaged_tables(loaded.generation(), database)->empty();
}

TEST(TablesChangedInPlace, AreSoundAndTheirOldBlocksStillCompared) {
  for (const auto seed : seeds(3)) {
    Loaded loaded;
    const auto path = loaded.file("termlist.glass");
    const auto before = content(path);
    for (int commit = 0; commit < 5; ++commit) {
      loaded.put(static_cast<int>(390 + loaded.below(10) + seed), 4);
      ASSERT_EQ(*current_generation(loaded.directory()), loaded.generation());
      ASSERT_THAT(loaded.damaged(), IsEmpty()) << "seed " << seed << ", commit " << commit;
      ASSERT_THAT(check_index(loaded.directory())->faults, IsEmpty());
    }
    const auto kept = kept_blocks(before, content(path));
    ASSERT_GT(std::ranges::count(kept, true), 0);
    ASSERT_GT(std::ranges::count(kept, false), 0);
    const Xapian::Database database(loaded.generation());
    for (std::size_t block = 0; block < kept.size(); ++block) {
      const auto at = block * kBlock;
      EXPECT_EQ(is_noticed(loaded, database, at + kBlock / 2), kept[block])
          << "block " << block << ": those written since are left to Xapian's check";
      if (kept[block]) {
        EXPECT_TRUE(is_noticed(loaded, database, at)) << "block " << block << ": its revision";
      }
    }
  }
}

}  // namespace
}  // namespace dateline
