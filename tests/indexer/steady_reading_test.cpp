#include "indexer/steady_reading.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <vector>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// What happens in a try: a commit or none, and how it ends.
struct Try {
  enum End { kWhole, kModified, kDamaged } end;
  bool has_commit = true;
};

struct ReadingCase {
  const char* name;
  std::vector<Try> tries;
  const char* expected;  ///< the error's message, or what is thrown
};
void PrintTo(const ReadingCase& row, std::ostream* out) { *out << row.name; }

class ReadSteadily : public testing::TestWithParam<ReadingCase> {};
TEST_P(ReadSteadily, EndsAs) {
  constexpr int kMostTries = 3;
  const TemporaryFolder folder;
  Xapian::WritableDatabase writer(folder.path("database"));
  writer.commit();
  Xapian::Database database(folder.path("database"));
  std::size_t tries = 0;
  const auto read = [&] {
    EXPECT_EQ(database.get_doccount(), writer.get_doccount()) << "not the last revision";
    const auto [end, has_commit] = GetParam().tries.at(tries++);
    if (has_commit) {
      writer.add_document({});
      writer.commit();
    }
    if (end == Try::kModified) throw Xapian::DatabaseModifiedError("overtaken");
    if (end == Try::kDamaged) throw Xapian::DatabaseCorruptError("a bad block");
  };
  std::string said;
  try {
    const auto done = read_steadily(folder.path("database"), database, kMostTries, read);
    if (!done) {
      EXPECT_EQ(done.error().code, ErrorCode::kBusy);
      said = done.error().message;
    }
  } catch (const Xapian::Error& failure) {
    said = failure.get_description();
  }
  EXPECT_EQ(said, GetParam().expected);
  EXPECT_EQ(tries, GetParam().tries.size());
}

INSTANTIATE_TEST_SUITE_P(
    Tries, ReadSteadily,
    testing::Values(
        ReadingCase{"WholeAtOnce", {{Try::kWhole}}, ""},
        ReadingCase{"WholeAfterCommits", {{Try::kModified}, {Try::kDamaged}, {Try::kWhole}}, ""},
        ReadingCase{"AlwaysOvertaken",
                    {{Try::kModified}, {Try::kDamaged}, {Try::kModified}},
                    "the index was committed to in each of 3 tries"},
        ReadingCase{"DamagedWithoutACommit",
                    {{Try::kModified}, {Try::kDamaged, false}},
                    "DatabaseCorruptError: a bad block"},
        // Damage was told as nothing but commits.
        ReadingCase{"DamagedBesideCommits",
                    {{Try::kDamaged}, {Try::kDamaged}, {Try::kDamaged}},
                    "the index was committed to in each of 3 tries, or is damaged (a bad block): check it "
                    "again while nothing writes to it"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
