// An index that was changed article by article answers as one does that the same articles were loaded into.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>

#include "corpus/base/date.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/index.h"
#include "query/search.h"
#include "tests/support/rounds.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// A name that is the same for the same numbers, and far from all others.
std::string name_of(const std::string& kind, unsigned first, unsigned last) {
  const auto letters = [](unsigned number) {
    std::mt19937 random(number);
    std::string text;
    for (int n = 0; n < 8; ++n) text += static_cast<char>('a' + random() % 26);
    return text;
  };
  return kind + letters(first) + " Number" + letters(100 + last);
}

/// Makes articles; each was published at another second, so that no two of a page are alike.
class Press {
 public:
  explicit Press(unsigned seed) : random_(seed) {}

  unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

  Article article(const std::string& id) {
    Article article{.id = id, .title = words(2 + below(5)), .text = words(5 + below(60))};
    article.published = instant();
    article.source = "Paper" + std::to_string(skewed(4));
    article.section = "Desk" + std::to_string(skewed(6));
    article.language = "en";
    for (auto n = below(3); n > 0; --n) add(article.people, "Anna", 60);
    for (auto n = below(3); n > 0; --n) add(article.places, "Town", 40);
    for (auto n = below(2); n > 0; --n) add(article.organizations, "Union", 20);
    for (auto n = below(3); n > 0; --n) article.keywords.push_back("tag" + std::to_string(skewed(30)));
    if (below(8) == 0) copied_ = article.text + " Updated.";
    if (below(8) == 0 && !copied_.empty()) article.text = copied_;
    return article;
  }

 private:
  unsigned skewed(unsigned bound) {
    const double uniform = std::uniform_real_distribution(0.0, 1.0)(random_);
    return static_cast<unsigned>(bound * uniform * uniform);
  }

  std::string words(unsigned count) {
    static constexpr std::array kForms{"", "s", "ing"};
    std::string text;
    while (count-- > 0) text += "storm" + letters(skewed(90)) + kForms[below(3)] + " ";
    return text;
  }

  static std::string letters(unsigned number) {
    return {static_cast<char>('a' + number % 9), static_cast<char>('k' + number / 9)};
  }

  /// Names so far from each other that none is taken for another's: which are is found out when an index is
  /// loaded and when its files are renewed.
  void add(std::vector<Entity>& entities, const std::string& kind, unsigned most) {
    const auto name = name_of(kind, skewed(most), skewed(most));
    if (std::ranges::find(entities, name, &Entity::name) == entities.end())
      entities.push_back({.name = name});
  }

  std::optional<Date> instant() {
    const auto day = std::chrono::sys_days{std::chrono::days{17'000 + static_cast<int>(below(900))}};
    ++made_;
    return parse_date(fmt::format("{}T10:{:02}:{:02}Z", to_string(day), made_ / 60 % 60, made_ % 60)).value();
  }

  std::mt19937 random_;
  int made_ = 0;
  std::string copied_;
};

/// What a search shows, as text, without how long it took.
std::string shown(const Index& index, SearchRequest request) {
  request.limit = 20;
  request.facets = {"people", "places", "organizations", "source", "section", "keywords", "year", "month"};
  request.facet_limit = 7;
  request.timeline = Interval::kMonth;
  const auto page = index.search(request);
  if (!page) return page.error().message;
  std::string text = std::to_string(page->total) + (page->total_is_exact ? " in all\n" : " or so\n");
  for (const auto& hit : page->hits)
    text += fmt::format("{} {:.4f} {}\n", hit.article.id, hit.score, hit.article.title);
  for (const auto& facet : page->facets) {
    text += fmt::format("{} {} {}:", facet.field, facet.distinct, facet.missing);
    for (const auto& [value, count] : facet.values) text += fmt::format(" {}={}", value, count);
    text += "\n";
  }
  for (const auto& [value, count] : page->timeline->values) text += fmt::format("{}={} ", value, count);
  return text;
}

std::string suggested(const Index& index, const std::string& typed) {
  std::string text;
  const auto suggestions = index.suggest(typed, 8);
  for (const auto& found : *suggestions)
    text += fmt::format("{} {} {} {}\n", found.kind, found.value, found.count, found.id);
  return text;
}

std::string recorded(const Index& index, RecordKind kind) {
  std::string text;
  const auto entries = index.records(kind, "", 30);
  for (const auto& entry : *entries)
    text += fmt::format("{} {} {} {} {}\n", entry.name, entry.count, entry.first, entry.last,
                        entry.aliases.size());
  return text;
}

/// The same articles in an index of their own, in the order of their docids.
class Loaded {
 public:
  Loaded(const std::vector<std::optional<Article>>& articles, std::string_view authority) {
    {
      auto writer = Writer::open(folder_.path());
      for (const auto& article : articles) {
        if (article) writer->put(*article, "").value();
      }
      writer->commit().value();
    }
    std::ofstream(folder_.path("authority")) << authority;
    index_.emplace(std::move(*Index::open(folder_.path())));
  }
  const Index& index() const { return *index_; }

 private:
  TemporaryFolder folder_;
  std::optional<Index> index_;
};

void expect_same(const Index& changed, const Index& loaded, const std::string& when) {
  EXPECT_EQ(changed.size(), loaded.size()) << when;
  const auto anna = fmt::format("person:\"{}\"", name_of("Anna", 0, 0));
  const auto town = "place:" + name_of("Town", 0, 0) + " stormbk";
  for (const char* text :
       {"*", "stormak", "stormaks stormbk", "stormak OR stormcl OR stormdm", "\"stormak stormbk\"", "storma*",
        "title:stormak", "stormqq", "stormak date:2018", anna.c_str(), town.c_str(), "keyword:tag1",
        "source:Paper0 -section:Desk1", "stormakk"}) {
    EXPECT_EQ(shown(changed, {.text = text}), shown(loaded, {.text = text})) << when << ": " << text;
    SearchRequest grouped{.text = text, .sort = Sort::kNewest};
    grouped.group_stories = true;
    EXPECT_EQ(shown(changed, grouped), shown(loaded, grouped)) << when << ", newest: " << text;
  }
  for (const char* typed : {"ann", "anna num", "town", "union", "stor", "anmaak", "unoin"})
    EXPECT_EQ(suggested(changed, typed), suggested(loaded, typed)) << when << ": " << typed;
  for (const auto kind : {RecordKind::kPerson, RecordKind::kPlace, RecordKind::kOrganization})
    EXPECT_EQ(recorded(changed, kind), recorded(loaded, kind)) << when;
}

std::string some_rules() {
  return fmt::format(
      "deny person \"{}\"\nsuppress person \"{}\"\nmerge place \"{}\" \"{}\"\n"
      "rename organization \"{}\" \"Union\"\n",
      name_of("Anna", 0, 0), name_of("Anna", 1, 0), name_of("Town", 0, 0), name_of("Town", 1, 0),
      name_of("Union", 0, 0));
}

/// Changes an archive of 400 articles six times.
void expect_answers_of_one_loaded_afresh(unsigned seed, std::string_view authority) {
  Press press(seed);
  const TemporaryFolder folder;
  std::vector<std::optional<Article>> articles(1);  // by docid
  std::map<std::string, std::size_t> documents;
  auto writer = Writer::open(folder.path());
  const auto put = [&](const std::string& id) {
    const auto article = press.article(id);
    ASSERT_TRUE(writer->put(article, ""));
    const auto [known, is_new] = documents.try_emplace(id, articles.size());
    if (is_new) articles.emplace_back();
    articles[known->second] = article;
  };
  for (int n = 0; n < 400; ++n) put("a" + std::to_string(n));
  ASSERT_TRUE(writer->commit());
  const auto generation = *current_generation(folder.path());
  std::ofstream(folder.path("authority")) << authority;
  auto index = Index::open(folder.path());
  for (int commit = 0; commit < 6; ++commit) {
    for (auto changes = 1 + press.below(12); changes > 0; --changes) {
      const auto id = "a" + std::to_string(press.below(460));
      if (press.below(3) != 0) {
        put(id);
        continue;
      }
      ASSERT_TRUE(writer->remove(id));
      if (const auto gone = documents.extract(id)) articles[gone.mapped()].reset();
    }
    ASSERT_TRUE(writer->commit());
    ASSERT_TRUE(index->refresh());  // to nothing new where only what is not there was removed
    const Loaded loaded(articles, authority);
    expect_same(*index, loaded.index(), fmt::format("commit {}", commit));
    expect_same(*Index::open(folder.path()), loaded.index(), fmt::format("commit {}, opened anew", commit));
  }
  EXPECT_EQ(*current_generation(folder.path()), generation) << "the changes were meant to be made in place";
  ASSERT_TRUE(writer->renew_files());
  ASSERT_TRUE(*index->refresh()) << "the new files are seen";
  expect_same(*index, Loaded(articles, authority).index(), "files renewed");
}

TEST(LiveIndex, AnswersAsOneLoadedAfresh) {
  for (const auto seed : seeds(3)) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    expect_answers_of_one_loaded_afresh(seed, seed % 3 == 0 ? some_rules() : "");
  }
}

/// Its generation had the same path and revision, and its searches the columns and words of the one before.
TEST(RefreshedIndex, ThatWasRemovedAndLoadedAnewIsTheNewOne) {
  const TemporaryFolder folder;
  const auto load = [&](const char* title, const char* source) {
    auto writer = Writer::open(folder.path("index"));
    for (const char* id : {"1", "2"})
      ASSERT_TRUE(writer->put({.id = id, .title = title, .source = source}, ""));
    ASSERT_TRUE(writer->commit());
  };
  load("Storm", "Wire");
  auto index = Index::open(folder.path("index"));
  ASSERT_TRUE(index) << index.error().message;
  std::filesystem::remove_all(folder.path("index"));
  load("Volcano", "Post");
  ASSERT_TRUE(index->refresh(true));
  const auto total = [&](const char* query) { return index->search({.text = query})->total; };
  EXPECT_EQ(total("volcano"), 2u);
  EXPECT_EQ(total("storm"), 0u);
  EXPECT_EQ(total("source:post"), 2u);
  EXPECT_EQ(total("source:wire"), 0u);
}

}  // namespace
}  // namespace dateline
