#include "corpus/base/options.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

const ProgramSpec kSpec{
    .name = "dateline-test",
    .usage = "[OPTION]... WORD...",
    .summary = "Test the options.",
    .examples = {"dateline-test --index news storm"},
    .options =
        {{.theme = "Query",
          .name = "index",
          .argument = "DIR",
          .help = "the index",
          .environment = "DATELINE_TEST_INDEX"},
         {.theme = "Query", .name = "limit", .argument = "N", .help = "how many", .default_value = "10"},
         {.theme = "Query", .name = "map", .argument = "A=B", .help = "rename", .repeatable = true},
         {.theme = "Output", .name = "strict", .help = "errors instead of notes"}},
    .exit_status = "0 done; 2 an error."};

struct RefusedCase {
  const char* name;
  std::vector<std::string> words;
  const char* message;
};

class Refused : public testing::TestWithParam<RefusedCase> {};

TEST_P(Refused, SaysWhatToWrite) {
  const auto arguments = parse_arguments(kSpec, GetParam().words);
  ASSERT_FALSE(arguments);
  EXPECT_EQ(arguments.error().message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    CommandLines, Refused,
    testing::Values(
        RefusedCase{
            "Misspelt", {"--limt", "3"}, "'--limt' is not an option of this program: did you mean --limit?"},
        RefusedCase{"Unheard", {"--qqqqqqqq"}, "'--qqqqqqqq' is not an option of this program: see --help"},
        RefusedCase{"Abbreviated", {"--lim", "3"}, "'--lim' is not an option of this program: see --help"},
        RefusedCase{"Twice", {"--limit", "3", "--limit", "4"}, "'--limit' is given twice: write it once"},
        RefusedCase{
            "NoArgument", {"--limit"}, "the required argument for option '--limit' is missing: see --help"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ParseArguments, MixesOptionsAndWords) {
  const auto arguments = parse_arguments(
      kSpec, {"flood", "--limit", "3", "--map", "a=b", "rome", "--map=c=d", "--", "--strict"});
  ASSERT_TRUE(arguments);
  EXPECT_EQ(arguments->positional, (std::vector<std::string>{"flood", "rome", "--strict"}));
  EXPECT_EQ(arguments->number("limit", 1, 100), 3u);
  EXPECT_EQ(arguments->all("map"), (std::vector<std::string>{"a=b", "c=d"}));
  EXPECT_FALSE(arguments->has("strict"));
}

TEST(ParseArguments, DefaultsStandIn) {
  const auto arguments = parse_arguments(kSpec, {"-excluded"});
  ASSERT_TRUE(arguments) << arguments.error().message;
  EXPECT_EQ(arguments->get("limit"), "10");
  EXPECT_TRUE(arguments->has("limit"));
  EXPECT_FALSE(arguments->is_given("limit"));
  EXPECT_EQ(arguments->positional, std::vector<std::string>{"-excluded"});
}

TEST(Number, OutOfRangeIsRefused) {
  const auto arguments = parse_arguments(kSpec, {"--limit", "0"});
  EXPECT_EQ(arguments->number("limit", 1, 100).error().message,
            "'0' is not a number for --limit: write a whole number from 1 to 100");
}

TEST(HelpText, NamesEveryOption) {
  const auto text = help_text(kSpec);
  for (const auto& option : kSpec.options)
    EXPECT_NE(text.find("--" + option.name), std::string::npos) << option.name;
  EXPECT_NE(text.find("[$DATELINE_TEST_INDEX]"), std::string::npos);
  EXPECT_NE(text.find("Exit status: 0 done"), std::string::npos);
}

struct DistanceCase {
  const char* name;
  const char* a;
  const char* b;
  std::size_t distance;
};
class EditDistance : public testing::TestWithParam<DistanceCase> {};
TEST_P(EditDistance, Counts) { EXPECT_EQ(edit_distance(GetParam().a, GetParam().b), GetParam().distance); }
INSTANTIATE_TEST_SUITE_P(Words, EditDistance,
                         testing::Values(DistanceCase{"Same", "abc", "abc", 0},
                                         DistanceCase{"Swap", "abc", "acb", 1},
                                         DistanceCase{"Insert", "abc", "abxc", 1},
                                         DistanceCase{"Empty", "", "abc", 3},
                                         DistanceCase{"Far", "kitten", "sitting", 3}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
