// Phrases in the words file, in articles that changed since it was made, and without it: all find the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "indexer/analysis.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/rounds.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

class Phrases {
 public:
  explicit Phrases(unsigned seed) : random_(seed) {}

  void expect_found_in_any_state() {
    {
      auto writer = Writer::open(folder_.path());
      for (int n = 0; n < 100; ++n) put(*writer, n);
      ASSERT_TRUE(writer->commit());
    }
    const auto generation = *current_generation(folder_.path());
    ASSERT_TRUE(std::filesystem::exists(generation + "/words"));
    expect_same("as loaded");
    {
      auto writer = Writer::open(folder_.path());
      for (int n = 90; n < 120; ++n) put(*writer, n);
      ASSERT_TRUE(writer->remove("7"));
      articles_[7] = {};
      ASSERT_TRUE(writer->commit());
    }
    ASSERT_EQ(*current_generation(folder_.path()), generation);
    expect_same("changed since");
    std::filesystem::remove(generation + "/words");
    expect_same("without the file");
  }

 private:
  /// Few different words, so that phrases occur; one of them in two spellings, one in a script without
  /// blanks.
  std::string text() {
    constexpr const char* kWords[] = {"alpha", "beta", "gamma", "delta", "Épsilon", "omega", "東京", "3.5"};
    std::string text;
    for (auto words = random_() % 40; words > 0; --words) text += std::string(kWords[random_() % 8]) + " ";
    return text;
  }

  /// More words than are looked for by their codes.
  static std::string long_phrase() {
    std::string text;
    for (int n = 0; n < 70; ++n) text += n % 7 == 0 ? "omega " : "alpha ";
    return text;
  }

  void put(Writer& writer, int number) {
    auto& article = articles_[static_cast<std::size_t>(number)];
    article = {.id = std::to_string(number), .title = number % 3 == 0 ? text() : "", .text = text()};
    if (number % 20 == 1) article.text = long_phrase();
    if (number % 30 == 4) article.text += " rare1 rare2 alpha rare3 rare4 beta";
    if (number % 5 == 0) article.text = "word" + std::to_string(random_() % 1000) + " alpha beta";
    ASSERT_TRUE(writer.put(article, ""));
  }

  /// Whether the words of `phrase` follow each other in `article`, found without an index.
  static bool has(const Article& article, const std::string& phrase) {
    const auto wanted = words_of(phrase);
    for (const auto& part : {article.title, article.text}) {
      const auto words = words_of(part);
      if (!std::ranges::search(words, wanted).empty()) return true;
    }
    return false;
  }

  void expect_same(const std::string& what) {
    const auto index = Index::open(folder_.path());
    ASSERT_TRUE(index) << index.error().message;
    const auto long_one = long_phrase();
    for (const char* phrase : {"alpha beta", "alpha alpha", "beta gamma delta", "epsilon omega", "omega 3.5",
                               "alpha beta alpha beta", "gamma 東京", "東京 gamma", "東京 東京", "delta",
                               "rare1 rare2", "alpha rare3", "rare4 beta", long_one.c_str()}) {
      std::set<std::string> expected, found;
      for (const auto& article : articles_) {
        if (has(article, phrase)) expected.insert(article.id);
      }
      const auto page = index->search({.text = '"' + std::string(phrase) + '"', .limit = 200});
      ASSERT_TRUE(page) << page.error().message;
      for (const auto& hit : page->hits) found.insert(hit.article.id);
      EXPECT_EQ(found, expected) << phrase << ", " << what;
    }
  }

  TemporaryFolder folder_;
  std::mt19937 random_;
  std::vector<Article> articles_ = std::vector<Article>(120);
};

TEST(Phrases, AreFoundInAnyState) {
  for (const auto seed : seeds(5)) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Phrases(seed).expect_found_in_any_state();
  }
}

}  // namespace
}  // namespace dateline
