#include "query/transliteration.h"

#include <gtest/gtest.h>

#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

struct KeyCase {
  const char* name;
  const char* a;
  const char* b;
  bool same;
};
class TransliterationKey : public testing::TestWithParam<KeyCase> {};
TEST_P(TransliterationKey, IsThatOfTheName) {
  EXPECT_EQ(transliteration_key(GetParam().a) == transliteration_key(GetParam().b), GetParam().same);
}
INSTANTIATE_TEST_SUITE_P(
    Words, TransliterationKey,
    testing::Values(
        KeyCase{"Gorbatchev", "gorbachev", "gorbatchev", true},
        KeyCase{"Gorbachov", "gorbachev", "gorbachov", true},
        KeyCase{"Gorbatschow", "gorbachev", "gorbatschow", true},
        KeyCase{"Muhammad", "mohammed", "muhammad", true}, KeyCase{"Mahmud", "mohammed", "mahmud", false},
        KeyCase{"Zelenskyy", "zelensky", "zelenskyy", true},
        KeyCase{"Selenskyj", "zelensky", "selenskyj", true}, KeyCase{"Kyiv", "kiev", "kyiv", true},
        KeyCase{"Chaikovsky", "tchaikovsky", "chaikovsky", true},
        KeyCase{"Romanow", "romanov", "romanow", true}, KeyCase{"Romanoff", "romanov", "romanoff", true},
        KeyCase{"Medwedew", "medvedev", "medwedew", true},
        KeyCase{"Lukaschenko", "lukashenko", "lukaschenko", true},
        KeyCase{"Kravchuk", "kravchuk", "krawtschuk", true},
        KeyCase{"Dostoevskiy", "dostoevsky", "dostoevskiy", true},
        KeyCase{"Mueller", "mueller", "muller", true}, KeyCase{"Schroeder", "schroeder", "schroder", true},
        KeyCase{"Goethe", "goethe", "gothe", true}, KeyCase{"Michael", "michael", "michal", false},
        KeyCase{"Samuel", "samuel", "samul", false}, KeyCase{"Miguel", "miguel", "migul", false},
        KeyCase{"Henri", "henry", "henri", false}, KeyCase{"Luis", "louis", "luis", false},
        KeyCase{"Markel", "merkel", "markel", false}, KeyCase{"Martine", "martin", "martine", false},
        KeyCase{"Short", "lee", "li", false}, KeyCase{"Ivanova", "ivanov", "ivanova", false},
        KeyCase{"Petrov", "petrov", "pavlov", false}),
    [](const auto& row) { return std::string(row.param.name); });

class Transliterations : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    auto writer = Writer::open(folder_->path(), {.finds_names = false});
    const auto put = [&](const char* id, const char* text, std::vector<Entity> people) {
      writer->put({.id = id, .title = "News", .text = text, .people = std::move(people)}, "");
    };
    put("a", "Gorbachev spoke in Kyiv", {{.name = "Mikhail Gorbachev"}});
    put("b", "Gorbachev again", {{.name = "Mikhail Gorbachev"}});
    put("c", "Gorbatchev in Paris", {{.name = "Mikhail Gorbatchev"}});
    put("d", "The train to Kiev, by Müller", {{.name = "Hans Müller"}});
    put("e", "Nothing else", {{.name = "Romanow, Anna"}});
    ASSERT_TRUE(writer->commit());
  }
  static void TearDownTestSuite() { delete folder_; }
  static TemporaryFolder* folder_;
};
TemporaryFolder* Transliterations::folder_ = nullptr;

struct FoundCase {
  const char* typed;
  std::uint64_t total;
  const char* note;  ///< the first message; "": none
};

TEST_F(Transliterations, AreFoundTogetherAndSaidSo) {
  const FoundCase rows[]{
      {"person:gorbatchev", 3, "also found: Gorbachev; search exactly person:=gorbatchev"},
      {"person:Gorbachev", 3, "also found: Gorbatchev; search exactly person:=Gorbachev"},
      {"person:gorbatschow", 3, "results for Gorbachev; search exactly person:=gorbatschow"},
      {"person:=gorbatchev", 1, ""},
      {"gorbatchev", 3, "also found: Gorbachev; search exactly =gorbatchev"},
      {"=Gorbatchev", 1, ""},
      {"\"gorbatchev\"", 1, ""},
      {"kiev", 2, "also found: Kyiv; search exactly =kiev"},
      {"flood -kiev", 0, ""},
      {"* -kiev", 4, ""},
      {"title:kiev", 0, ""},
      {"person:\"Mikhail Gorbatschow\"", 3,
       "results for \"Mikhail Gorbachev\"; search exactly person:=\"Mikhail Gorbatschow\""},
      {"person:\"Michail Gorbachev\"", 3,
       "results for \"Mikhail Gorbachev\"; search exactly person:=\"Michail Gorbachev\""},
      {"person:=\"Mikhail Gorbatchev\"", 1, ""},
      {"person:mueller", 1, "results for Müller; search exactly person:=mueller"},
      {"person:\"Anna Romanova\"", 0, ""},
      {"person:\"Anna Romanov\"", 1, "results for \"Anna Romanow\"; search exactly person:=\"Anna Romanov\""},
      {"person:muller", 1, ""},
  };
  const auto index = Index::open(folder_->path());
  for (const auto& [typed, total, note] : rows) {
    const auto page = *index->search({.text = typed});
    EXPECT_EQ(page.total, total) << typed;
    EXPECT_EQ(page.notes.empty() ? "" : page.notes[0].message, note) << typed;
    EXPECT_EQ(page.corrections.size(), page.notes.size()) << typed;
  }
}

/// It was found, but not said.
TEST_F(Transliterations, AreSaidOfWhatNarrowsToo) {
  const auto index = Index::open(folder_->path());
  const FoundCase rows[]{
      {"kiev", 2, "narrowed also by Kyiv; narrow exactly by =kiev"},
      {"person:gorbatschow", 3, "narrowed by Gorbachev; narrow exactly by person:=gorbatschow"},
      {"person:=gorbatchev", 1, ""},
  };
  for (const auto& [typed, total, note] : rows) {
    const auto page = *index->search({.text = "*", .with = typed});
    EXPECT_EQ(page.total, total) << typed;
    EXPECT_EQ(page.notes.empty() ? "" : page.notes[0].message, note) << typed;
    EXPECT_TRUE(page.corrections.empty()) << "the text stands for itself";
  }
}

TEST_F(Transliterations, LeadToWhatWasTyped) {
  const auto index = Index::open(folder_->path());
  const auto page = *index->search({.text = "person:\"Mikhail Gorbatchev\" gorbachev"});
  EXPECT_EQ(page.exactly, "person:=\"Mikhail Gorbatchev\" =gorbachev");
  EXPECT_EQ(page.corrected, "") << "nothing was replaced";
  EXPECT_TRUE(page.corrections.at(0).also);
  EXPECT_EQ(index->search({.text = page.exactly})->total, 0u);
}

}  // namespace
}  // namespace dateline
