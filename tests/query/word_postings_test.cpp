// Postings of words against Xapian's own, in an index as loaded and after changes to it.
#include "query/word_postings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <tuple>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

struct StateCase {
  const char* name;
  bool is_changed;
  bool has_words;  ///< the file
};
class WordPostingsOf : public testing::TestWithParam<StateCase> {
 protected:
  static constexpr int kArticles = 900;

  std::string some_words(std::size_t most) {
    std::string text;
    for (auto words = 1 + random_() % most; words > 0; --words) {
      const double uniform = std::uniform_real_distribution(0.0, 1.0)(random_);
      text += "w" + std::to_string(static_cast<int>(40 * uniform * uniform * uniform)) + " ";
    }
    return text;
  }

  void put(Writer& writer, int id) {
    ASSERT_TRUE(writer.put({.id = std::to_string(id), .title = some_words(4), .text = some_words(30)}, ""));
  }

  void SetUp() override {
    auto writer = Writer::open(folder_.path());
    for (int id = 0; id < kArticles; ++id) put(*writer, id);
    ASSERT_TRUE(writer->commit());
    const auto generation = *current_generation(folder_.path());
    if (GetParam().is_changed) {
      put(*writer, 17);
      put(*writer, kArticles);
      ASSERT_TRUE(writer->remove("30"));
      ASSERT_TRUE(writer->commit());
    }
    ASSERT_EQ(*current_generation(folder_.path()), generation)
        << "the changes were meant to be made in place";
    if (!GetParam().has_words) std::filesystem::remove(generation + "/words");
    database_ = Xapian::Database(generation);
    columns_.emplace(database_, SideFiles::open(database_, generation));
  }

  using Row = std::tuple<DocId, std::uint32_t, bool>;

  std::vector<Row> by_xapian(const std::string& word, Within within) const {
    std::vector<Row> rows;
    for (auto at = database_.postlist_begin(word); at != database_.postlist_end(word); ++at) {
      if (within != nullptr && !within->has(*at)) continue;
      auto title = database_.postlist_begin("S" + word);
      if (title != database_.postlist_end("S" + word)) title.skip_to(*at);
      rows.emplace_back(*at, at.get_wdf(), title != database_.postlist_end("S" + word) && *title == *at);
    }
    return rows;
  }

  std::vector<Row> by_ours(const std::string& word, Within within) const {
    std::vector<Row> rows;
    WordPostings(database_, *columns_).for_each(word, within, [&](DocId document, Uses uses) {
      rows.emplace_back(document, uses.occurrences(), uses.in_title());
    });
    std::ranges::sort(rows);
    return rows;
  }

  std::vector<Row> by_ours_of(const std::string& word, const DocSet& some) const {
    std::vector<Row> rows;
    const auto documents = some.list();
    WordPostings(database_, *columns_).for_each_of(word, documents, [&](std::size_t n, Uses uses) {
      rows.emplace_back(documents[n], uses.occurrences(), uses.in_title());
    });
    std::ranges::sort(rows);
    return rows;
  }

  std::mt19937 random_{11};
  TemporaryFolder folder_;
  Xapian::Database database_;
  std::optional<Columns> columns_;
};

TEST_P(WordPostingsOf, AreThoseOfXapian) {
  std::size_t found = 0;
  for (auto term = database_.allterms_begin("w"); term != database_.allterms_end("w"); ++term) {
    EXPECT_EQ(WordPostings(database_, *columns_).frequency(*term), term.get_termfreq()) << *term;
    EXPECT_EQ(by_ours(*term, nullptr), by_xapian(*term, nullptr)) << *term;
    for (const unsigned share : {2u, 30u, 400u}) {
      DocSet some(columns_->last());
      for (DocId document = 1; document <= columns_->last(); ++document) {
        if (random_() % share == 0) some.add(document);
      }
      EXPECT_EQ(by_ours(*term, &some), by_xapian(*term, &some)) << *term << " in one of " << share;
      EXPECT_EQ(by_ours_of(*term, some), by_xapian(*term, &some)) << *term << " of one of " << share;
    }
    found += term.get_termfreq();
  }
  EXPECT_GT(found, 5'000u);
}

TEST_P(WordPostingsOf, AWordThatIsNowhereHasNone) {
  EXPECT_EQ(WordPostings(database_, *columns_).frequency("nowhere"), 0u);
  EXPECT_TRUE(by_ours("nowhere", nullptr).empty());
}

INSTANTIATE_TEST_SUITE_P(States, WordPostingsOf,
                         testing::Values(StateCase{"AsLoaded", false, true}, StateCase{"Changed", true, true},
                                         StateCase{"WithoutTheFile", false, false},
                                         StateCase{"ChangedWithoutTheFile", true, false}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
