// Headlines against titles that are known, in an index as loaded and after changes to it.
#include "query/headlines.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <random>

#include "indexer/analysis.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/lookup.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

struct StateCase {
  const char* name;
  int changed;     ///< articles
  bool has_words;  ///< the file
};

class HeadlinesOf : public testing::TestWithParam<StateCase> {
 protected:
  static constexpr int kArticles = 1200;

  /// Few words are frequent, many rare.
  std::string some_words(std::size_t most) {
    std::string text;
    for (auto words = 1 + random_() % most; words > 0; --words) {
      const double uniform = std::uniform_real_distribution(0.0, 1.0)(random_);
      text += (text.empty() ? "" : " ") + std::to_string(static_cast<int>(3000 * std::pow(uniform, 6)));
    }
    return text;
  }

  /// An article of one of 300 days, or without a date.
  void put(Writer& writer, const std::string& id) {
    Article article{.id = id, .title = some_words(6), .text = some_words(40)};
    const auto day = random_() % 320;
    if (day < 300)
      article.published = *parse_date(fmt::format("2020-{:02}-{:02}", day / 25 + 1, day % 25 + 1));
    titles_[id] = words_of(article.title);
    ASSERT_TRUE(writer.put(article, ""));
  }

  void SetUp() override {
    auto writer = Writer::open(folder_.path());
    for (int id = 0; id < kArticles; ++id) put(*writer, std::to_string(id));
    ASSERT_TRUE(writer->commit());
    const auto generation = *current_generation(folder_.path());
    for (int n = 0; n < GetParam().changed; ++n) put(*writer, std::to_string(kArticles - 20 + n));
    ASSERT_TRUE(writer->commit());
    ASSERT_EQ(*current_generation(folder_.path()), generation)
        << "the changes were meant to be made in place";
    if (!GetParam().has_words) std::filesystem::remove(generation + "/words");
    database_ = Xapian::Database(generation);
    columns_.emplace(database_, SideFiles::open(database_, generation));
  }

  std::vector<DocId> expected(const std::vector<std::string>& typed, std::size_t most) const {
    std::vector<DocId> found;
    for (const auto& [id, title] : titles_) {
      const auto has = [&](const std::string& word) { return std::ranges::find(title, word) != title.end(); };
      const auto begins = [&](const std::string& word) { return word.starts_with(typed.back()); };
      if (std::all_of(typed.begin(), typed.end() - 1, has) && std::ranges::any_of(title, begins))
        found.push_back(*database_.postlist_begin(id_term(id)));
    }
    std::ranges::sort(found, std::greater{},
                      [&](DocId document) { return std::pair(columns_->published()[document], document); });
    found.resize(std::min(most, found.size()));
    return found;
  }

  std::mt19937 random_{11};
  TemporaryFolder folder_;
  Xapian::Database database_;
  std::optional<Columns> columns_;
  std::map<std::string, std::vector<std::string>> titles_;
};

TEST_P(HeadlinesOf, AreTheLatestThatFit) {
  const Lookup lookup;
  std::size_t found = 0;
  for (int n = 0; n < 500; ++n) {
    auto typed = words_of(some_words(3));
    if (random_() % 2 == 0) typed.back().resize(1);
    const auto latest = Headlines(database_, *columns_, typed).latest(lookup.newest_first(*columns_), 5);
    EXPECT_EQ(latest, expected(typed, 5)) << testing::PrintToString(typed);
    found += latest.size();
  }
  EXPECT_GT(found, 500u);
}

TEST_P(HeadlinesOf, AWordThatNoTitleBeginsWithHasNone) {
  const std::vector<std::string> typed{"nowhere"};
  EXPECT_TRUE(Headlines(database_, *columns_, typed).latest(Lookup().newest_first(*columns_), 5).empty());
}

INSTANTIATE_TEST_SUITE_P(States, HeadlinesOf,
                         testing::Values(StateCase{"AsLoaded", 0, true}, StateCase{"Changed", 40, true},
                                         StateCase{"WithoutTheFile", 0, false},
                                         StateCase{"ChangedWithoutTheFile", 40, false}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
