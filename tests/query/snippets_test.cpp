// Snippets by what the words file knows are those of the texts read as a whole.
#include "query/snippets.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <random>

#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/stored_form.h"
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
    columns_.emplace(database_, SideFiles::open(database_, generation));
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
    const auto data = stored_form(database_, document);
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

struct ShownCase {
  std::string name, title, text, query, snippet;
  std::vector<std::string> marked;  ///< in title and snippet
};
std::ostream& operator<<(std::ostream& out, const ShownCase& c) { return out << c.name; }

class Shown : public testing::TestWithParam<ShownCase> {};

TEST_P(Shown, AsAReaderWouldSeeWhy) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  ASSERT_TRUE(writer->put({.id = "1",
                           .title = GetParam().title,
                           .text = GetParam().text,
                           .people = {{.name = "Seth G. Jones"}, {.name = "Kim Jong Un"}},
                           .places = {{.name = "New York"}},
                           .organizations = {{.name = "Red Cross", .relation = Relation::kAbout}}},
                          ""));
  ASSERT_TRUE(writer->commit());
  const auto page = Index::open(folder.path())->search({.text = GetParam().query});
  const auto& hit = page->hits.at(0);
  EXPECT_EQ(hit.snippet.text, GetParam().snippet);
  std::vector<std::string> marked;
  for (const auto& [begin, end] : hit.title_highlights)
    marked.push_back(hit.article.title.substr(begin, end - begin));
  for (const auto& [begin, end] : hit.snippet.highlights)
    marked.push_back(hit.snippet.text.substr(begin, end - begin));
  EXPECT_EQ(marked, GetParam().marked);
}

INSTANTIATE_TEST_SUITE_P(
    Snippets, Shown,
    testing::Values(ShownCase{"title_repeated",
                              "Flood hits town",
                              "Flood hits town\n\nThe river rose. A flood came.",
                              "hits",
                              "The river rose. A flood came.",
                              {"hits"}},
                    ShownCase{"title_repeated_and_word_found",
                              "Flood hits town",
                              "Flood hits town\n\nThe river rose. A flood came.",
                              "flood",
                              "… A flood came.",
                              {"Flood", "flood"}},
                    ShownCase{"title_repeated_with_other_blanks",
                              "Flood hits town",
                              "Flood  hits\u00a0 town\n\nThe river rose.",
                              "hits",
                              "The river rose.",
                              {"hits"}},
                    ShownCase{"title_goes_on_in_the_text",
                              "Flood hits town",
                              "Flood hits towns. The river rose.",
                              "id:1",
                              "Flood hits towns. The river rose.",
                              {}},
                    ShownCase{"title_is_all_of_the_text",
                              "Flood hits town",
                              "Flood hits town",
                              "town",
                              "Flood hits town",
                              {"town", "town"}},
                    ShownCase{"person",
                              "Visit",
                              "Seth G. Jones came. Mr Jones left.",
                              "person:\"Seth G. Jones\"",
                              "Seth G. Jones came. Mr Jones left.",
                              {"Seth G. Jones", "Jones"}},
                    ShownCase{"person_by_a_word",
                              "Visit of Seth Jones",
                              "Mr Jones left.",
                              "person:jones",
                              "Mr Jones left.",
                              {"Jones", "Jones"}},
                    ShownCase{"person_with_a_short_last_name",
                              "Visit",
                              "Kim Jong Un met Un officials.",
                              "person:\"Kim Jong Un\"",
                              "Kim Jong Un met Un officials.",
                              {"Kim Jong Un"}},
                    ShownCase{"place",
                              "A new day",
                              "In New York a new day.",
                              "place:\"New York\"",
                              "In New York a new day.",
                              {"New York"}},
                    ShownCase{"about",
                              "Red Cross helps",
                              "The Red Cross came.",
                              "about:\"Red Cross\"",
                              "The Red Cross came.",
                              {"Red Cross", "Red Cross"}},
                    ShownCase{"an_id_is_no_name", "Wire 1", "A wire broke.", "id:1", "A wire broke.", {}}),
    [](const auto& shown) { return shown.param.name; });

TEST_F(SnippetsOf, TitlesAreMarkedAtTheirBeginningHoweverLong) {
  std::string title;
  while (title.size() < 2 * kMaxTitleSource) title += "w1 ";
  const Highlighter highlighter{.words = {"w1"}};
  const auto highlights = Snippets(*columns_, highlighter).highlights(title);
  ASSERT_EQ(highlights.size(), kMaxTitleSource / 3);
  EXPECT_LE(highlights.back().second, kMaxTitleSource);
}

}  // namespace
}  // namespace dateline
