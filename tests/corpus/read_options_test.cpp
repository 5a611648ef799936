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

struct RejectsCase {
  const char* name;
  const char* rejects;
  const char* source;  ///< empty: the folder itself
  bool is_read;
};
class Rejects : public testing::TestWithParam<RejectsCase> {};
// A load read what it refused without end, and emptied a file that it was to read.
TEST_P(Rejects, LieOutsideOfWhatIsRead) {
  const TemporaryFolder folder;
  folder.file("in/1.json", "{}");
  const auto rejects = folder.path(GetParam().rejects), source = folder.path(GetParam().source);
  const auto opened = open_rejects(
      *parse_arguments({.name = "test", .options = reading_options()}, {"--rejects", rejects, "-", source}));
  EXPECT_EQ(opened.has_value(), !GetParam().is_read);
  EXPECT_EQ(bytes_of(folder.path("in/1.json")), "{}");
  if (opened) return;
  EXPECT_EQ(opened.error().message, "what --rejects writes to '" + rejects +
                                        "' would be read with the SOURCE '" + source +
                                        "': name a file outside");
}
INSTANTIATE_TEST_SUITE_P(Places, Rejects,
                         testing::Values(RejectsCase{"Beside", "rejects", "in", false},
                                         RejectsCase{"Inside", "in/rejects", "in", true},
                                         RejectsCase{"InsideByAnotherPath", "in/../in/rejects", "in/.", true},
                                         RejectsCase{"BesideTheFile", "in/rejects", "in/1.json", false},
                                         RejectsCase{"TheFile", "in/1.json", "in/1.json", true},
                                         RejectsCase{"Hidden", "in/.rejects", "in", false},
                                         RejectsCase{"NoSource", "in/rejects", "none", false}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(LiesIn, KnowsWhatIsNotThereYet) {
  EXPECT_TRUE(lies_in("not-there-yet", "."));
  EXPECT_FALSE(lies_in("not-there-yet", "-"));
}

TEST(LocationText, NamesTheLineWhereKnown) {
  EXPECT_EQ(to_string(Location{"a.jsonl", 7}), "a.jsonl:7");
  EXPECT_EQ(to_string(Location{"a.html", 0}), "a.html");
}

}  // namespace
}  // namespace dateline
