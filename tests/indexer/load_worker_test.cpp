// What a thread of a bulk load keeps from batch to batch.
#include "indexer/load_worker.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

Incoming incoming(Article article) {
  auto given = digested(article, "");
  return {.article = std::move(article), .origin = "wire", .digested = std::move(given)};
}

/// An article for each of `people`, whom it names.
Batch batch(DocId first, std::initializer_list<const char*> people) {
  Batch made{.first = first, .articles = {}};
  for (const char* const name : people)
    made.articles.push_back(
        incoming({.id = name + std::to_string(first), .title = "Storm", .people = {{.name = name}}}));
  return made;
}

class Worker : public testing::Test {
 protected:
  /// Adds a batch, whose run is thrown away.
  void add(const Batch& batch) {
    const auto added = worker_.add(batch);
    ASSERT_TRUE(added) << added.error().message;
    worker_.segment().take_run();
  }
  /// How a person is shown where articles up to `last` are looked at.
  std::string shown(std::string_view key, DocId last) const {
    const auto term = exact_term(Field::kPerson, std::string(key));
    return worker_.names()->shown(term, spec(Field::kPerson).exact_prefix.size(), last);
  }
  LoadWorker worker_{Enrichment{}};
};

TEST_F(Worker, NotesNamesByTheDocidsOfAllBatches) {
  add(batch(1, {"ana ruiz", "Bo Li"}));
  add(batch(101, {"bo li", "Ana Ruiz", "cy"}));
  add(batch(301, {"CY", "Cy"}));
  for (const auto& [key, last, name] : {std::tuple{"ana ruiz", 101u, "ana ruiz"},
                                        {"ana ruiz", 102u, "Ana Ruiz"},
                                        {"bo li", 1u, "Bo Li"},
                                        {"cy", 300u, "cy"},
                                        {"cy", 301u, "CY"}}) {
    EXPECT_EQ(shown(key, last), name) << key << " up to " << last;
  }
}

TEST_F(Worker, HasNoNamesOnceItHadToForget) {
  std::string text;
  for (int word = 0; word < 400'000; ++word) text += "w" + std::to_string(word) + " ";
  Batch large{.first = 1, .articles = {}};
  large.articles.push_back(incoming({.id = "1", .text = text, .people = {{.name = "Ana Ruiz"}}}));
  add(large);
  EXPECT_EQ(shown("ana ruiz", 1), "Ana Ruiz");
  add(batch(2, {"Bo Li"}));
  EXPECT_FALSE(worker_.names());
}

}  // namespace
}  // namespace dateline
