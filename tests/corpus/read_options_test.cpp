#include "corpus/read_options.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

std::expected<ReadOptions, Error> parse(std::vector<std::string> words) {
  const ProgramSpec spec{.name = "test", .options = reading_options()};
  return read_options(*parse_arguments(spec, words));
}

TEST(ReadOptions, KeepsFormatAndRenames) {
  const auto options = parse({"--from", "csv", "--map", "kicker=section", "--map", "a=b=c"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->format, "csv");
  EXPECT_EQ(options->renames, (std::map<std::string, std::string>{{"kicker", "section"}, {"a", "b=c"}}));
}

TEST(ReadOptions, RefusesARenamingWithoutTwoSides) {
  for (const char* pair : {"kicker", "=section", "kicker="}) {
    EXPECT_EQ(parse({"--map", pair}).error().message,
              "'" + std::string(pair) +
                  "' is not a renaming: write --map THEIRS=OURS, for example --map kicker=section");
  }
}

// Of a folder that may not be read, say, there is nothing to keep.
TEST(KeepReject, WritesALineOfWhatCouldBeRead) {
  const TemporaryFolder folder;
  const auto path = folder.path("rejects");
  auto rejects =
      *open_rejects(*parse_arguments({.name = "test", .options = reading_options()}, {"--rejects", path}));
  for (const char* raw : {"a", "", "b"}) keep_reject(rejects, {{"in.jsonl", 1}, malformed("no"), raw});
  rejects.close();
  EXPECT_EQ(bytes_of(path), "a\nb\n");
}

TEST(LocationText, NamesTheLineWhereKnown) {
  EXPECT_EQ(to_string(Location{"a.jsonl", 7}), "a.jsonl:7");
  EXPECT_EQ(to_string(Location{"a.html", 0}), "a.html");
}

}  // namespace
}  // namespace dateline
