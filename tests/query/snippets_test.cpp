// Snippets by what the words file knows are those of the texts read as a whole.
#include "query/snippets.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <random>

#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

class SnippetsOf : public testing::Test {
 protected:
  static constexpr int kArticles = 300;

  std::string some_text(std::size_t most) {
    static constexpr std::string_view kEnds[] = {" ", " ", " ", ", ", ". ", "\n\n", " - ", "'s "};
    static constexpr std::string_view kOthers[] = {"Zürich", "U.S.",    "3.5",    "東京",
                                                   "中",     "O'Brien", "\u200d", "AT&T"};
    std::string text;
    for (auto words = random_() % most; words > 0; --words) {
      const auto word = random_() % 40;
      text += word < 39 ? "w" + std::to_string(word) : std::string(kOthers[random_() % std::size(kOthers)]);
      text += kEnds[random_() % std::size(kEnds)];
    }
    return text;
  }

  void SetUp() override {
    auto writer = Writer::open(folder_.path());
    for (int id = 0; id < kArticles; ++id) {
      ASSERT_TRUE(writer->put(
          {.id = std::to_string(id), .title = some_text(id % 10 == 0 ? 300 : 8), .text = some_text(400)},
          ""));
    }
    ASSERT_TRUE(writer->commit());
    const auto generation = *current_generation(folder_.path());
    database_ = Xapian::Database(generation);
    columns_.emplace(database_, generation);
  }

  std::mt19937 random_{5};
  TemporaryFolder folder_;
  Xapian::Database database_;
  std::optional<Columns> columns_;
};

TEST_F(SnippetsOf, AreThoseOfTheWholeText) {
  std::size_t marked = 0;
  for (DocId document = 1; document <= columns_->last(); ++document) {
    Highlighter highlighter;
    for (auto words = random_() % 4; words > 0; --words)
      highlighter.words.insert("w" + std::to_string(random_() % 45));
    if (random_() % 2 == 0)
      highlighter.phrases.push_back(
          {"w" + std::to_string(random_() % 4), "w" + std::to_string(random_() % 4)});
    if (random_() % 4 == 0) highlighter.words.insert("東京");
    const auto data = database_.get_document(document).get_data();
    const auto title = decode_stored(data, false)->title;
    const auto expected = snippet(stored_text(data), highlighter);
    const Snippets snippets(*columns_, highlighter);
    const auto found = snippets.of(document, title, stored_text(data));
    EXPECT_EQ(found.text, expected.text) << stored_text(data);
    EXPECT_EQ(found.highlights, expected.highlights) << stored_text(data);
    EXPECT_EQ(snippets.highlights(title), highlighter.highlights(title));
    marked += found.highlights.size();
  }
  EXPECT_GT(marked, 300u);
}

TEST_F(SnippetsOf, LeaveOutTheTitleAtTheBeginningOfTheText) {
  auto writer = Writer::open(folder_.path());
  ASSERT_TRUE(writer->put(
      {.id = "new", .title = "Flood hits town", .text = "Flood hits town\n\nThe river rose. A flood came."},
      ""));
  ASSERT_TRUE(writer->commit());
  const auto shown = [&](const char* word) {
    return Index::open(folder_.path())->search({.text = word})->hits.at(0).snippet.text;
  };
  EXPECT_EQ(shown("hits"), "The river rose. A flood came.");
  EXPECT_EQ(shown("flood"), "… A flood came.");
}

}  // namespace
}  // namespace dateline
