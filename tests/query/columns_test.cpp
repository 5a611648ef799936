#include "query/columns.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/page_json.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeaderBytes = 32 + 40 + 4 * 8;

/// Where the sections of a file stand, by number.
std::vector<Section> sections_of(const std::string& path) {
  const auto bytes = bytes_of(path);
  std::uint64_t count = 0;
  std::memcpy(&count, bytes.data() + 32 + 40 + 2 * 8, sizeof count);
  std::vector<Section> sections(count);
  std::memcpy(sections.data(), bytes.data() + kHeaderBytes, count * sizeof(Section));
  return sections;
}

/// Changes all bytes of a section.
void damage(const std::string& path, const Section& section) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  std::string bytes(section.bytes, '\0');
  file.seekg(static_cast<std::streamoff>(section.offset));
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  for (auto& byte : bytes) byte = static_cast<char>(~byte);
  file.seekp(static_cast<std::streamoff>(section.offset));
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

Article article(int number) {
  const auto text = std::to_string(number);
  Article article{.id = text, .title = "Storm " + text, .text = "Wind and rain over the hills of " + text};
  article.language = "en";
  article.source = number % 3 == 0 ? "Herald" : "Meridian";
  article.section = number % 2 == 0 ? "World" : "Local";
  article.keywords = {"weather"};
  article.authors = {"Bo Li"};
  article.published = parse_date(fmt::format("2024-{:02}-03", number)).value();
  article.people = {{.name = number % 2 == 0 ? "Ana Diaz" : "Carl Maria Berg"}};
  article.places = {{.name = "Lyon", .position = GeoPoint{45.76, 4.84}}};
  article.organizations = {{.name = "Red Cross"}};
  return article;
}

enum class Files {
  kOfThisRevision,
  kOfTheLoad,     ///< articles changed since
  kOnlyWordsOld,  ///< of the load: the columns were renewed since
};

/// Twelve articles; one of them changed, one deleted and one added where files are to be older.
void load(const std::string& index, Files files) {
  auto writer = Writer::open(index);
  for (int n = 1; n <= 12; ++n) ASSERT_TRUE(writer->put(article(n), ""));
  ASSERT_TRUE(writer->commit());
  if (files == Files::kOfThisRevision) return;
  auto changed = article(2);
  changed.people = {{.name = "Eve Holm"}};
  ASSERT_TRUE(writer->put(changed, ""));
  ASSERT_TRUE(writer->remove("9"));
  auto added = article(11);
  added.id = "new";
  ASSERT_TRUE(writer->put(added, ""));
  ASSERT_TRUE(writer->commit());
  if (files == Files::kOfTheLoad) return;
  const auto generation = *current_generation(index);
  ASSERT_TRUE(ColumnFile::write(generation, Xapian::Database(generation)));
}

/// What searches say that need every section of the columns.
std::vector<std::string> answers(const Index& index) {
  const std::vector<std::string> facets{"people",  "places",   "organizations", "authors", "source",
                                        "section", "keywords", "language",      "year",    "month"};
  const SearchRequest requests[] = {
      {.text = "storm", .facets = facets, .timeline = Interval::kMonth},
      {.text = "*", .sort = Sort::kNewest},
      {.text = "wind rain", .filters = {{.field = "person", .values = {"Ana Diaz"}}}},
      {.text = "person:\"Carl Maria Berg\" place:Lyon source:Herald date:2024-03.."},
      {.text = "person.meta:\"Ana Diaz\" section:World about:\"Red Cross\""},
      {.text = "hi* author:\"Li, Bo\" keyword:weather org:\"Red Cross\" lang:en", .facets = {"people"}}};
  std::vector<std::string> answers;
  for (const auto& request : requests) {
    auto page = index.search(request);
    EXPECT_TRUE(page) << page.error().message;
    page->took = {};
    answers.push_back(to_json(*page));
  }
  return answers;
}

std::vector<std::string> answers(const std::string& index) {
  const auto opened = Index::open(index);
  EXPECT_TRUE(opened) << opened.error().message;
  return answers(*opened);
}

struct DamageCase {
  const char* name;
  const char* file;
  Files files;
  std::vector<std::size_t> sections;  ///< none: all
};

class DamagedFiles : public testing::TestWithParam<DamageCase> {};

TEST_P(DamagedFiles, AreReplacedByTheTables) {
  const auto& row = GetParam();
  const TemporaryFolder folder;
  load(folder.path("whole"), row.files);
  const auto expected = answers(folder.path("whole"));
  const auto name = fs::path(*current_generation(folder.path("whole"))).filename().string();
  const auto sections = sections_of(folder.path("whole/" + name + "/" + row.file));
  ASSERT_GT(sections.size(), 10u);
  for (std::size_t number = 0; number < sections.size(); ++number) {
    const bool is_asked_for =
        row.sections.empty() || std::ranges::find(row.sections, number) != row.sections.end();
    if (sections[number].bytes == 0 || !is_asked_for) continue;
    const auto copy = folder.path("damaged-" + std::to_string(number));
    fs::copy(folder.path("whole"), copy, fs::copy_options::recursive);
    damage(copy + "/" + name + "/" + row.file, sections[number]);
    EXPECT_EQ(answers(copy), expected) << "section " << number;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Files, DamagedFiles,
    testing::Values(DamageCase{"Columns", "columns", Files::kOfThisRevision, {}},
                    DamageCase{"ColumnsOfTheLoad", "columns", Files::kOfTheLoad, {}},
                    DamageCase{"ColumnsWithOlderWords", "columns", Files::kOnlyWordsOld, {}},
                    DamageCase{"Words", "words", Files::kOfThisRevision, {5, 6, 7, 19}},
                    DamageCase{"WordsOfTheLoad", "words", Files::kOfTheLoad, {5, 6, 7, 19}}),
    [](const auto& row) { return std::string(row.param.name); });

class MendedFiles : public testing::TestWithParam<DamageCase> {};

/// A reader went on with the damaged file until something was committed.
TEST_P(MendedFiles, AreReadByTheNextReload) {
  const auto& row = GetParam();
  const TemporaryFolder folder;
  load(folder.path(), row.files);
  const auto expected = answers(folder.path());
  const auto generation = *current_generation(folder.path());
  const Xapian::Database database(generation);
  const auto path = generation + "/" + row.file;
  for (const auto number : row.sections) {
    SCOPED_TRACE(fmt::format("section {}", number));
    const auto section = sections_of(path).at(number);
    if (section.bytes == 0) continue;
    damage(path, section);
    auto reader = Index::open(folder.path());
    auto other = Index::open(folder.path());
    const auto revision = reader->revision();
    const auto before = SideFiles::open(database, generation);
    EXPECT_EQ(answers(*reader), expected);
    EXPECT_FALSE(*reader->refresh());
    EXPECT_FALSE(before.columns->is_whole() && before.words->is_whole());

    ASSERT_TRUE(ColumnFile::write(generation, database));
    ASSERT_TRUE(WordFile::write(generation, database));
    const auto mended = SideFiles::open(database, generation, before);
    EXPECT_TRUE(mended.columns->is_whole() && mended.words->is_whole());
    EXPECT_TRUE(*reader->refresh());
    EXPECT_TRUE(*other->refresh());
    EXPECT_EQ(reader->revision(), revision) << "answers are the same";
    EXPECT_EQ(answers(*reader), expected);
    EXPECT_FALSE(*reader->refresh());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Files, MendedFiles,
    testing::Values(DamageCase{"Columns", "columns", Files::kOfThisRevision, {6, 7, 11, 12, 13, 14, 15, 16}},
                    DamageCase{"Words", "words", Files::kOfThisRevision, {8}}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
