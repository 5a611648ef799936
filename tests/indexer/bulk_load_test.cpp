// Articles loaded in bulk against the same articles written through Xapian's API.
#include "indexer/bulk_load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "corpus/reader.h"
#include "indexer/document_builder.h"
#include "indexer/stored_form.h"
#include "tests/support/compare_databases.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

constexpr const char* kOrigin = "archive";

/// `dictionary`: what stored articles are packed with, see stored_form.h.
void write_through_api(const std::vector<Article>& articles, const std::string& path,
                       const std::string& dictionary) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
  DocumentBuilder builder;
  StoredPacker packer(dictionary);
  std::vector<Synonym> synonyms;
  for (const auto& article : articles) {
    const auto& document = builder.build(article, kOrigin, synonyms);
    Xapian::Document made;
    for (const auto& term : document.terms) {
      made.add_term(std::string(document.name(term)), term.wdf);
      for (const auto position : document.positions_of(term)) {
        made.add_posting(std::string(document.name(term)), position, 0);
      }
    }
    for (const auto& [slot, bytes] : document.values) made.add_value(slot, bytes);
    made.set_data(std::string(packer.packed(document.data)));
    database.add_document(made);
  }
  for (const auto& [key, word] : synonyms) database.add_synonym(key, word);
  database.set_metadata(std::string(kSchemaKey), std::string(kSchemaVersion));
  database.set_metadata(std::string(kDictionaryKey), dictionary);
  database.commit();
}

void expect_same(const std::vector<Article>& articles) {
  const TemporaryFolder folder;
  auto load = BulkLoad::begin(folder.path("bulk"));
  ASSERT_TRUE(load) << load.error().message;
  for (const auto& article : articles) ASSERT_TRUE(load->put(article, kOrigin));
  const auto finished = load->finish();
  ASSERT_TRUE(finished) << finished.error().message;
  const Xapian::Database bulk(folder.path("bulk"));
  write_through_api(articles, folder.path("api"), bulk.get_metadata(std::string(kDictionaryKey)));
  EXPECT_EQ(testing::check_database(folder.path("bulk")), "");
  EXPECT_THAT(testing::differences(Xapian::Database(folder.path("api")), bulk), ::testing::IsEmpty());
}

TEST(BulkLoad, EqualsTheApiOverScriptsAndLanguages) {
  const std::string texts[] = {"The U.S. said Zürich's banks lend 1,000 dollars.",
                               "日本の新聞は東京で発行される。",
                               "L'Europe et la météo, déjà vu.",
                               "Новости Москвы сегодня.",
                               "",
                               "x"};
  const std::string languages[] = {"en", "ja", "fr", "ru", ""};
  std::vector<Article> articles;
  for (int n = 0; n < 300; ++n) {
    Article article{.id = "article-" + std::to_string(n), .title = "Story " + std::to_string(n % 17)};
    for (int part = 0; part <= n % 5; ++part) article.text += texts[(n + part) % 6] + "\n\n";
    article.language = languages[n % 5];
    article.source = "Wire";
    article.places = {{.name = n % 2 == 0 ? "Zürich" : "New York"}};
    article.people = {{.name = "Seth G. Jones"}};
    articles.push_back(std::move(article));
  }
  expect_same(articles);
}

/// Though the last batch of a load is cut into small ones.
TEST(BulkLoad, OfOneBatchIsPackedWithADictionary) {
  const TemporaryFolder folder;
  auto load = BulkLoad::begin(folder.path("bulk"));
  ASSERT_TRUE(load);
  for (int n = 0; n < 300; ++n) {
    Article article{.id = std::to_string(n), .title = "Story"};
    for (int word = 0; word < 200; ++word) article.text += "word" + std::to_string(n * word % 997) + " ";
    ASSERT_TRUE(load->put(std::move(article), kOrigin));
  }
  ASSERT_TRUE(load->finish());
  EXPECT_NE(Xapian::Database(folder.path("bulk")).get_metadata(std::string(kDictionaryKey)), "");
}

TEST(BulkLoad, EqualsTheApiOverReuters) {
  const char* const data = std::getenv("DATELINE_DATA");
  if (data == nullptr) GTEST_SKIP() << "not measured: DATELINE_DATA is not set";
  const TemporaryFolder folder;
  const auto archive = std::string(data) + "/news-reuters21578/reuters21578.tar.zst";
  const auto unpack = "zstd -dcq '" + archive + "' | tar x -C '" + folder.path() + "' --wildcards '*.sgm'";
  if (std::system(unpack.c_str()) != 0) GTEST_SKIP() << "not measured: no " << archive;
  auto reader = open_source(folder.path(), {});
  ASSERT_TRUE(reader) << reader.error().message;
  std::vector<Article> articles;
  while (auto read = (*reader)->next()) {
    if (*read) articles.push_back(**read);
  }
  EXPECT_GT(articles.size(), 20'000u);
  expect_same(articles);
}

}  // namespace
}  // namespace dateline
