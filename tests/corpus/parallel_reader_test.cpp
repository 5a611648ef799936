#include "corpus/parallel_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "corpus/read_options.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// Everything that a reader says, in order.
std::vector<std::string> said(const std::string& path, unsigned jobs) {
  const auto reader = *open_source(path, {.jobs = jobs});
  std::vector<std::string> lines;
  double share = 0;
  while (const auto read = reader->next()) {
    if (*read) {
      lines.push_back(to_string(reader->location()) + " " + to_json(**read));
      for (const auto& warning : reader->warnings()) lines.push_back(warning);
    } else {
      lines.push_back(to_string(read->error().where) + " " + read->error().error.message + " " +
                      read->error().raw);
    }
    EXPECT_GE(*reader->share_read(), share);
    share = *reader->share_read();
  }
  EXPECT_FALSE(reader->next());
  lines.push_back(to_string(reader->passed_over()));
  return lines;
}

TEST(ParallelReader, GivesWhatOneThreadGives) {
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    const TemporaryFolder folder;
    const auto files = 1 + random() % 300;
    for (unsigned n = 0; n < files; ++n) {
      const auto name = "in/" + std::to_string(n);
      std::string lines;
      for (auto count = random() % 4; count > 0; --count)
        lines += "{\"title\":\"T" + std::to_string(random()) + "\",\"date\":\"soon\"}\nbroken\n";
      folder.file(name + (n % 2 == 0 ? ".jsonl" : ".txt"), lines);
    }
    ASSERT_EQ(said(folder.path("in"), 1), said(folder.path("in"), 2 + static_cast<unsigned>(random() % 6)))
        << round;
  }
}

TEST(ParallelReader, ReadsTheSamples) { EXPECT_EQ(said(DATELINE_SAMPLES, 1), said(DATELINE_SAMPLES, 4)); }

TEST(ParallelReader, HoldsNoMoreThanItsShareOfALargeFile) {
  const TemporaryFolder folder;
  std::string lines;
  while (lines.size() < 4 * ParallelReader::kMaxBytesAhead)
    lines += "{\"title\":\"T\",\"text\":\"" + std::string(100'000, 'x') + "\"}\n";
  for (const char* name : {"in/a.jsonl", "in/b.jsonl", "in/c.jsonl"}) folder.file(name, lines);
  EXPECT_EQ(said(folder.path("in"), 3), said(folder.path("in"), 1));
}

TEST(ParallelReader, MayBeLeftBeforeItsEnd) {
  const TemporaryFolder folder;
  for (int n = 0; n < 1000; ++n) folder.file("in/" + std::to_string(n) + ".txt", "Storm\n\nWind.\n");
  for (int read = 0; read < 3; ++read) {
    const auto reader = *open_source(folder.path("in"), {.jobs = 4});
    for (int n = 0; n < read; ++n) ASSERT_TRUE(reader->next());
  }
}

}  // namespace
}  // namespace dateline
