// The words of one stem as the words file tells them, against Xapian's synonym table.
#include "query/word_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/columns.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::ElementsAre;

class WordFormsTest : public testing::Test {
 protected:
  void SetUp() override {
    auto writer = Writer::open(folder_.path());
    const auto put = [&](const char* id, const char* language, const char* text) {
      ASSERT_TRUE(writer->put({.id = id, .title = "Title", .text = text, .language = language}, ""));
    };
    put("1", "en", "floods flood flooding the houses house");
    put("2", "de", "die Fluten und die Flut, Häuser, house");
    put("3", "en", "1000 flooded hoses");
    ASSERT_TRUE(writer->commit());
    database_ = Xapian::Database(generation());
  }
  std::string generation() const { return *current_generation(folder_.path()); }
  std::vector<std::string> forms_of(const std::string& word) const {
    const Columns columns(database_, SideFiles::open(database_, generation()));
    return WordForms(database_, columns).of(word);
  }
  TemporaryFolder folder_;
  Xapian::Database database_;
};

TEST_F(WordFormsTest, AreTheTypedOneThenTheStemThenTheOthers) {
  EXPECT_THAT(forms_of("flooded"), ElementsAre("flooded", "flood", "flooding", "floods"));
  EXPECT_THAT(forms_of("nowhere"), ElementsAre("nowhere"));
}

TEST_F(WordFormsTest, AreTheSameWithoutTheFile) {
  const std::vector<std::string> words{"flood", "flooded", "flut", "fluten", "hauser", "house", "housing",
                                       "hoses", "1000",    "t",    "title",  "",       "hous",  "flo"};
  std::vector<std::vector<std::string>> with_file;
  for (const auto& word : words) with_file.push_back(forms_of(word));
  std::filesystem::remove(generation() + "/words");
  for (std::size_t n = 0; n < words.size(); ++n) EXPECT_EQ(forms_of(words[n]), with_file[n]) << words[n];
}

}  // namespace
}  // namespace dateline
