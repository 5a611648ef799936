#include "query/rewriter.h"

#include <gtest/gtest.h>

#include <fstream>

#include "corpus/base/text.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/parse.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// Two spellings of one name, a record of two names, and a name that must not be found.
class RewriterTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    auto writer = *Writer::open(folder_->path(), {.finds_names = false});
    const auto put = [&](const char* id, const char* text, const char* person) {
      ASSERT_TRUE(writer.put({.id = id, .title = "News", .text = text, .people = {{.name = person}}}, ""));
    };
    put("a", "Gorbachev spoke in Kyiv", "Mikhail Gorbachev");
    put("b", "Gorbatchev took the train to Kiev", "Mikhail Gorbatchev");
    put("c", "Emrys Jones sang", "Emrys Jones");
    put("d", "Amlys Bowen sang", "Amlys Bowen");
    put("e", "A verdict about Jane Roe", "Jane Roe");
    ASSERT_TRUE(writer.commit());
    std::ofstream(folder_->path("authority")) << "merge person \"Emrys Jones\" \"Amlys Bowen\"\n"
                                                 "suppress person \"Jane Roe\"\n";
  }
  static void TearDownTestSuite() { delete folder_; }

  static Rewritten rewritten(const char* typed, bool is_strict, const Limits& limits) {
    Index::Implementation index(folder_->path(), *current_generation(folder_->path()));
    EXPECT_TRUE(index.load(nullptr, true));
    return Rewriter(index, limits, is_strict).rewrite(parse_query(typed).root);
  }
  static TemporaryFolder* folder_;
};
TemporaryFolder* RewriterTest::folder_ = nullptr;

struct RewriteCase {
  const char* name;
  const char* typed;
  bool is_strict, is_late;
  const char* spelled;    ///< the spellings of its words, in order
  const char* corrected;  ///< the words that others stand for
  const char* query;      ///< the query as it is evaluated
  std::size_t withheld;   ///< names left out
};
class Rewrites : public RewriterTest, public testing::WithParamInterface<RewriteCase> {};

void add_spellings(const Node& node, std::vector<std::string>& all) {
  all.insert(all.end(), node.spellings.begin(), node.spellings.end());
  for (const auto& child : node.children) add_spellings(child, all);
}

TEST_P(Rewrites, AQuery) {
  const auto& row = GetParam();
  Limits limits;
  if (row.is_late) limits.deadline = {};
  const auto made = rewritten(row.typed, row.is_strict, limits);
  std::vector<std::string> spelled, corrected;
  add_spellings(made.spelled, spelled);
  for (const auto& correction : made.spellings) corrected.push_back(correction.typed);
  EXPECT_EQ(joined(spelled, " "), row.spelled);
  EXPECT_EQ(joined(corrected, " "), row.corrected);
  EXPECT_EQ(to_string(made.query), row.query);
  EXPECT_EQ(made.withheld.size(), row.withheld);
}
INSTANTIATE_TEST_SUITE_P(
    Queries, Rewrites,
    testing::Values(RewriteCase{"Plain", "train", false, false, "", "", "train", 0},
                    RewriteCase{"OtherSpelling", "kiev", false, false, "kyiv", "kiev", "kiev", 0},
                    RewriteCase{"Strict", "kiev", true, false, "", "", "kiev", 0},
                    RewriteCase{"TimeIsUp", "kiev", false, true, "", "", "kiev", 0},
                    RewriteCase{"RecordOfTwoNames", "person:\"Emrys Jones\"", false, false, "", "",
                                "(person:\"amlys bowen\" OR person:\"emrys jones\")", 0},
                    RewriteCase{"RecordAlsoWhereStrict", "person:\"Emrys Jones\"", true, false, "", "",
                                "(person:\"amlys bowen\" OR person:\"emrys jones\")", 0},
                    RewriteCase{"RecordAlsoWhenTheTimeIsUp", "person:\"Emrys Jones\"", false, true, "", "",
                                "(person:\"amlys bowen\" OR person:\"emrys jones\")", 0},
                    RewriteCase{"SuppressedName", "jane roe", false, false, "", "", "(jane roe)", 1},
                    RewriteCase{"SuppressedAlsoWhenTheTimeIsUp", "jane roe", false, true, "", "",
                                "(jane roe)", 1},
                    RewriteCase{"NotByOneWordOfIt", "jane", false, false, "", "", "jane", 0}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
