#include "indexer/run_values.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/column_file.h"
#include "indexer/column_sections.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using namespace column_sections;

/// An article of a twentieth of a segment, so that many of them are several runs.
Article article(int number) {
  const auto digit = std::to_string(number % 7), name = std::to_string(number % 13);
  Article made{.id = std::to_string(number), .title = "Storm " + digit, .text = std::string(30'000, 'x')};
  made.published = *parse_date("2021-08-26");
  made.people = {{.name = "Ana Diaz"}, {.name = "Bo Li " + name}, {.name = "A. Diaz"}};
  made.organizations = {{.name = "Hill Corp"}, {.name = number % 2 == 0 ? "Hill" : "Ácme " + digit}};
  made.places = {{.name = number < 6 ? "lagos" : "Lagos"}, {.name = number < 9 ? "oban" : "Oban"}};
  made.keywords = {number < 3 ? "wind" : "Wind", digit, "É" + name};
  made.source = number % 3 == 0 ? "" : "Wire " + digit;
  return made;
}

std::vector<std::string> sections_of(const std::string& generation, const Xapian::Database& database) {
  const auto file = SectionFile::open(path_of(generation), kMagic, kSections, database.get_uuid());
  std::vector<std::string> sections;
  for (std::size_t number = 0; file && number < kSections; ++number) {
    const auto bytes = file->section<char>(number);
    sections.emplace_back(bytes.begin(), bytes.end());
  }
  return sections;
}

TEST(RunValues, MakeTheColumnsThatTheDatabaseMakes) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  ASSERT_TRUE(writer) << writer.error().message;
  for (int number = 0; number < 60; ++number) ASSERT_TRUE(writer->put(article(number), "wire"));
  ASSERT_TRUE(writer->commit());
  const auto generation = *current_generation(folder.path());
  const Xapian::Database database(generation);
  const auto from_runs = sections_of(generation, database);
  ASSERT_TRUE(ColumnFile::write(generation, database));
  const auto from_database = sections_of(generation, database);
  ASSERT_EQ(from_runs.size(), kSections);
  for (std::size_t number = 0; number < kSections; ++number)
    EXPECT_EQ(from_runs[number], from_database[number]) << "section " << number;
}

}  // namespace
}  // namespace dateline
