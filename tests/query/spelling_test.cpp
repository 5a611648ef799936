#include "query/spelling.h"

#include <gtest/gtest.h>

#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

struct SoundCase {
  const char* name;
  const char* a;
  const char* b;
  bool same;
};
class SameSounds : public testing::TestWithParam<SoundCase> {};
TEST_P(SameSounds, AcrossTransliterations) {
  EXPECT_EQ(same_sounds(GetParam().a) == same_sounds(GetParam().b), GetParam().same);
}
INSTANTIATE_TEST_SUITE_P(Words, SameSounds,
                         testing::Values(SoundCase{"French", "gorbatchev", "gorbachev", true},
                                         SoundCase{"German", "mueller", "muller", true},
                                         SoundCase{"Doubled", "mohammed", "mohamed", true},
                                         SoundCase{"Kh", "khrouchtchev", "khrushchev", true},
                                         SoundCase{"Y", "zelenskyy", "zelenski", true},
                                         SoundCase{"Others", "merkel", "markel", false}),
                         [](const auto& row) { return std::string(row.param.name); });

class Corrects : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    auto writer = Writer::open(folder_->path());
    const auto put = [&](const char* id, const char* text, std::vector<Entity> people) {
      writer->put({.id = id, .title = "News", .text = text, .people = std::move(people)}, "");
    };
    for (const char* id : {"a", "b", "c", "d", "e", "f"})
      put(id, "Gorbachev spoke of the flood", {{.name = "Mikhail Gorbachev"}});
    put("g", "Seth Jones wrote of floot", {{.name = "Seth G. Jones"}});
    put("h", "The same Jones", {{.name = "Jones, Seth"}});
    for (int n = 0; n < 11; ++n) put(("w" + std::to_string(n)).c_str(), "Wickremesinghe resigned", {});
    put("x", "Wickremesinge resigned", {});
    ASSERT_TRUE(writer->commit());
  }
  static void TearDownTestSuite() { delete folder_; }
  static Page search(const SearchRequest& request) { return *Index::open(folder_->path())->search(request); }
  static TemporaryFolder* folder_;
};
TemporaryFolder* Corrects::folder_ = nullptr;

struct CorrectCase {
  const char* typed;
  std::uint64_t total;
  const char* note;  ///< the message of the first note; "": none
};

TEST_F(Corrects, OnlyWhatFindsAlmostNothingAndIsMeantToBeForgiven) {
  const CorrectCase rows[]{
      {"Gorbatchev", 6, "results for Gorbachev; search exactly =Gorbatchev"},
      {"gorbahcev", 6, "results for Gorbachev; search exactly =gorbahcev"},
      {"person:gorbatschow", 6, "results for Gorbachev; search exactly person:=gorbatschow"},
      {"person:gorbatshew", 0, ""},  // three edits
      {"person:gorbachov", 6, "results for Gorbachev; search exactly person:=gorbachov"},
      {"person:=gorbachov", 0, ""},
      {"flood Gorbatchev", 6, "results for Gorbachev; search exactly =Gorbatchev"},
      {"floot", 1, ""},  // stands in an article: meant, however near a more frequent word is
      {"floot gorbachev", 7, "no article has all of these words: these have at least one of them"},
      {"flood", 6, ""},
      // The nearest was one article's own misspelling, and eleven articles were not found.
      {"wikremesinge", 11, "results for Wickremesinghe; search exactly =wikremesinge"},
      {"\"gorbatchev\"", 0, ""},
      {"=Gorbatchev", 0, ""},
      {"=floot", 1, ""},
      {"gorbatchev*", 0, ""},
      {"xyzzyqwert", 0, ""},
      {"new -gorbatchev", 0, ""},  // what is excluded stays as it is
  };
  for (const auto& [typed, total, note] : rows) {
    const auto page = search({.text = typed});
    EXPECT_EQ(page.total, total) << typed;
    EXPECT_EQ(page.notes.empty() ? "" : page.notes[0].message, note) << typed;
  }
}

TEST_F(Corrects, NothingForPrograms) { EXPECT_EQ(search({.text = "Gorbatchev", .strict = true}).total, 0u); }

TEST_F(Corrects, AndSaysSoInQueriesToSearchFor) {
  const auto page = search({.text = "(person:gorbachov,) AND Gorbahcev"});
  EXPECT_EQ(page.corrected, "(person:Gorbachev,) AND Gorbachev");
  EXPECT_EQ(page.exactly, "(person:=gorbachov,) AND =Gorbahcev");
  ASSERT_EQ(page.corrections.size(), 2u);
  EXPECT_EQ(page.corrections[0].typed, "gorbachov");
  EXPECT_EQ(page.corrections[0].field, "person");
  EXPECT_EQ(page.corrections[0].range, Range(8, 17));
  EXPECT_TRUE(search({.text = "flood"}).exactly.empty());
}

TEST_F(Corrects, InTheOrderOfTheQueryAndEachWordOnce) {
  struct Case {
    const char* typed;
    const char* corrected;
    const char* exactly;
  };
  const Case rows[]{
      // The words behind + come first in the tree: the places of the others were off, and beyond the end.
      {"gorbatchev gorbatchev gorbatchev +gorbatchev", "Gorbachev Gorbachev Gorbachev +Gorbachev",
       "=gorbatchev =gorbatchev =gorbatchev +=gorbatchev"},
      // The name stands in the tree as a name and as a word near the other: it was put at the beginning, too.
      {"flood NEAR person:gorbachov", "flood NEAR person:Gorbachev", "flood NEAR person:=gorbachov"},
  };
  for (const auto& [typed, corrected, exactly] : rows) {
    const auto page = search({.text = typed});
    EXPECT_EQ(page.corrected, corrected);
    EXPECT_EQ(page.exactly, exactly);
  }
}

TEST_F(Corrects, WholeNamesInOtherOrdersAndWithoutInitials) {
  EXPECT_EQ(search({.text = "person:\"Seth G. Jones\""}).total, 2u);
  EXPECT_EQ(search({.text = "person:\"Jones, Seth G.\""}).total, 2u);
  EXPECT_EQ(search({.text = "person:=\"Seth G. Jones\""}).total, 1u);
  EXPECT_EQ(search({.text = "*", .filters = {{"person", {"Seth G. Jones"}}}}).total, 1u)
      << "a value of a facet";
}

}  // namespace
}  // namespace dateline
