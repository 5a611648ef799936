// Queries made to cost: each is answered within its budget of time, and says what was left out.
#include <gtest/gtest.h>

#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int n = 0; n < times; ++n) all += text;
  return all;
}

struct HostileCase {
  const char* name;
  std::string typed;
  const char* note;  ///< a code that has to be among the notes; "": any
};
class Hostile : public testing::TestWithParam<HostileCase> {
 protected:
  /// An archive with many different words.
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    auto writer = Writer::open(folder_->path());
    for (int n = 0; n < 300; ++n) {
      std::string text;
      for (int word = 0; word < 100; ++word)
        text += static_cast<char>('a' + word % 26) + std::to_string(n * 100 + word) + "x ";
      writer->put({.id = std::to_string(n), .title = "a b c", .text = text}, "");
    }
    ASSERT_TRUE(writer->commit());
  }
  static void TearDownTestSuite() { delete folder_; }
  static TemporaryFolder* folder_;
};
TemporaryFolder* Hostile::folder_ = nullptr;

TEST_P(Hostile, IsAnsweredInTime) {
  const auto index = Index::open(folder_->path());
  const auto begun = std::chrono::steady_clock::now();
  const auto page =
      index->search({.text = GetParam().typed, .budget = {.time = std::chrono::milliseconds(200)}});
  const auto took = std::chrono::steady_clock::now() - begun;
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_LT(took, std::chrono::seconds(5));  // a busy machine is given leave
  std::string codes;
  for (const auto& note : page->notes) codes += note.code + " ";
  EXPECT_NE(codes.find(GetParam().note), std::string::npos) << codes;
}

INSTANTIATE_TEST_SUITE_P(
    Queries, Hostile,
    testing::Values(
        HostileCase{"LongWord", std::string(10'000, 'a'), "too_long"},
        HostileCase{"ManyWords", repeated("a1 ", 3000), "too_many_words"},
        HostileCase{"Prefixes", "a* b* c* d* e* f* g* h*", ""},
        HostileCase{"ManyPrefixes", repeated("a* ", 1000), ""},
        HostileCase{"OpenBrackets", repeated("(", 10'000), "unbalanced_bracket"},
        HostileCase{"CloseBrackets", repeated(")", 10'000), "unbalanced_bracket"},
        HostileCase{"NestedBrackets", repeated("(a ", 2000) + repeated(")", 2000), "too_deep"},
        HostileCase{"Quotes", repeated("\"", 10'001), "no_word"},
        HostileCase{"Nots", repeated("NOT ", 2000) + "a", ""},
        HostileCase{"NotsAndSigns", repeated("NOT - ", 1500) + "a", ""},
        HostileCase{"Signs", repeated("-", 4000) + "a", ""},
        HostileCase{"Fields", repeated("person:", 500) + "a", ""},
        HostileCase{"Nears", repeated("a* NEAR/99 ", 300) + "a*", ""},
        HostileCase{"NearAnything",
                    "(" + repeated("a* OR ", 100) + "b*) NEAR/99 (" + repeated("b* OR ", 100) + "a*)", ""},
        HostileCase{"Places", repeated("near:0,0~20037km near:qqqqq ", 200), "unknown_place"},
        HostileCase{"Transliterations", repeated("person:qqqqqov person:\"q qqqqqov\" ", 200), ""},
        HostileCase{"Misspelt", repeated("qqqqqqqqzz ", 250), ""},
        HostileCase{"LongPhrase", "\"" + repeated("a b c ", 600) + "\"", ""},
        HostileCase{"Stars", repeated("*", 4000), "wildcard"},
        HostileCase{"Bytes", repeated("\xff\xfe(\"", 1000), ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
