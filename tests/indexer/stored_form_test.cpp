// Packed articles come back as they were, from whichever database; what is damaged is told.
#include "indexer/stored_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <random>

#include "indexer/document.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// Articles of the same few words in another order.
std::vector<std::string> stored_articles(std::size_t count, unsigned seed = 1) {
  constexpr std::string_view kWords[] = {"floods ", "hit ",  "the ",     "capital ", "on ",    "Tuesday",
                                         ", the ",  "army ", "minister", " said. ",  "Zürich", "\n\n"};
  std::mt19937 random(seed);
  std::vector<std::string> all;
  for (std::size_t n = 0; n < count; ++n) {
    std::string text = R"({"id":")" + std::to_string(n) + R"(","title":"Floods","language":"en"})" + "\n";
    while (text.size() < 1000) text += kWords[random() % std::size(kWords)];
    all.push_back(std::move(text));
  }
  return all;
}

std::string dictionary_of(const std::vector<std::string>& stored) {
  std::string all;
  std::vector<std::size_t> sizes;
  for (const auto& one : stored) all += one, sizes.push_back(one.size());
  return dateline::dictionary_of(all, sizes);
}

/// A database whose documents are `stored`, packed.
Xapian::Database packed_database(const std::vector<std::string>& stored, const std::string& dictionary,
                                 const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
  database.set_metadata(std::string(kDictionaryKey), dictionary);
  StoredPacker packer(dictionary);
  for (const auto& one : stored) {
    Xapian::Document document;
    document.set_data(std::string(packer.packed(one)));
    database.add_document(document);
  }
  database.commit();
  return Xapian::Database(path);
}

TEST(StoredForm, FewArticlesAreNotWorthADictionary) {
  EXPECT_EQ(dictionary_of({}), "");
  EXPECT_EQ(dictionary_of(stored_articles(200)), "");
  EXPECT_NE(dictionary_of(stored_articles(400)), "");
}

TEST(StoredForm, WithoutADictionaryStaysAsItIs) {
  EXPECT_EQ(StoredPacker("").packed("{}\nfloods floods floods floods floods"),
            "{}\nfloods floods floods floods floods");
}

struct FormCase {
  const char* name;
  std::string stored;
};

class StoredForms : public ::testing::TestWithParam<FormCase> {};

TEST_P(StoredForms, ComeBackAsTheyWere) {
  const TemporaryFolder folder;
  const auto dictionary = dictionary_of(stored_articles(400));
  const auto database = packed_database({GetParam().stored}, dictionary, folder.path("index"));
  EXPECT_EQ(stored_form(database, 1), GetParam().stored);
}

std::string noise(std::size_t bytes) {
  std::mt19937 random(3);
  std::string all = "{}\n";
  while (all.size() < bytes) all += static_cast<char>(random());
  return all;
}

INSTANTIATE_TEST_SUITE_P(Rows, StoredForms,
                         ::testing::Values(FormCase{"Article", stored_articles(7, 2)[6]},
                                           FormCase{"Nothing", ""}, FormCase{"NoText", "{}\n"},
                                           FormCase{"ZeroBytes", std::string(700, '\0')},
                                           FormCase{"NotShorter", noise(500)},
                                           FormCase{"ABook", std::string(3 << 20, 'a') + noise(100'000)}),
                         [](const auto& row) { return row.param.name; });

TEST(StoredForm, IsMuchShorterPacked) {
  const auto stored = stored_articles(400);
  StoredPacker packer(dictionary_of(stored));
  EXPECT_LT(packer.packed(stored_articles(1, 2)[0]).size(), 400u);
}

/// More databases than a thread keeps dictionaries of, in turns.
TEST(StoredForm, IsReadWithTheDictionaryOfItsDatabase) {
  const TemporaryFolder folder;
  std::vector<Xapian::Database> databases;
  std::vector<std::vector<std::string>> stored;
  for (unsigned n = 0; n < 6; ++n) {
    stored.push_back(stored_articles(300 + n, n));
    databases.push_back(packed_database(stored[n], dictionary_of(stored[n]), folder.path(std::to_string(n))));
  }
  for (DocId document = 1; document <= 300; document += 50) {
    for (unsigned n = 0; n < 6; ++n) EXPECT_EQ(stored_form(databases[n], document), stored[n][document - 1]);
  }
}

TEST(StoredForm, OfDamagedBytesIsTold) {
  const TemporaryFolder folder;
  const auto stored = stored_articles(400);
  const auto dictionary = dictionary_of(stored);
  StoredPacker packer(dictionary);
  const std::string whole(packer.packed(stored[0]));
  Xapian::WritableDatabase database(folder.path("index"), Xapian::DB_CREATE);
  database.set_metadata(std::string(kDictionaryKey), dictionary);
  const auto with = [&](std::string data) {
    Xapian::Document document;
    document.set_data(std::move(data));
    return stored_form(database, database.add_document(document));
  };
  for (std::size_t size = 4; size < whole.size(); size += 7) EXPECT_EQ(with(whole.substr(0, size)), "");
  for (std::size_t at = 4; at < whole.size(); ++at) {
    auto damaged = whole;
    damaged[at] = static_cast<char>(~damaged[at]);
    const auto read = with(damaged);
    EXPECT_TRUE(read.empty() || read == stored[0]) << at;
  }
  EXPECT_EQ(decode_stored(with(whole.substr(0, 40)), true).error().code, ErrorCode::kCorrupt);
}

Article article_of(const std::string& stored) { return *decode_stored(stored, true); }

/// An index that is loaded step by step with `stored`.
class Loads {
 public:
  explicit Loads(std::vector<std::string> stored) : stored_(std::move(stored)) {}

  /// Loads the articles up to `end`; gives the way that was chosen and the dictionary then.
  std::pair<std::string, std::string> up_to(std::size_t end, std::uint64_t bytes_to_choose) {
    std::string way;
    auto writer = Writer::open(folder_.path("index"), {.bytes_to_choose = bytes_to_choose,
                                                       .explain = [&](const auto& text) { way += text; }});
    for (; writer && done_ < end; ++done_) EXPECT_TRUE(writer->put(article_of(stored_[done_]), "x"));
    EXPECT_TRUE(writer && writer->commit());
    return {way, database().get_metadata(std::string(kDictionaryKey))};
  }

  void expect_all() const {
    ASSERT_EQ(database().get_doccount(), done_);
    for (DocId document = 1; document <= done_; document += 3)
      EXPECT_EQ(article_of(stored_form(database(), document)), article_of(stored_[document - 1]));
  }

  Xapian::Database database() const { return Xapian::Database(folder_.path("index")); }

 private:
  TemporaryFolder folder_;
  std::vector<std::string> stored_;
  std::size_t done_ = 0;
};

/// Bulk load, live updates and a merge: one dictionary from the beginning.
TEST(StoredForm, KeepsItsDictionaryThroughUpdatesAndMerges) {
  Loads loads(stored_articles(2000));
  const auto [first_way, dictionary] = loads.up_to(700, 1 << 30);
  EXPECT_THAT(first_way, ::testing::HasSubstr("in bulk"));
  EXPECT_NE(dictionary, "");
  const auto [second_way, second_dictionary] = loads.up_to(710, 1 << 30);
  EXPECT_THAT(second_way, ::testing::HasSubstr("in place"));
  const auto [last_way, last_dictionary] = loads.up_to(2000, 600'000);
  EXPECT_THAT(last_way, ::testing::HasSubstr("merging"));
  EXPECT_TRUE(second_dictionary == dictionary && last_dictionary == dictionary);
  loads.expect_all();
  for (DocId document = 1; document <= 2000; document += 30)
    EXPECT_LT(loads.database().get_document(document).get_data().size(), 400u);
}

/// The articles that were there stay as they are.
TEST(StoredForm, OfASmallIndexGetsADictionaryByAMerge) {
  Loads loads(stored_articles(2000));
  EXPECT_EQ(loads.up_to(100, 1 << 30).second, "");
  const auto [way, dictionary] = loads.up_to(2000, 600'000);
  EXPECT_THAT(way, ::testing::HasSubstr("merging"));
  EXPECT_NE(dictionary, "");
  loads.expect_all();
}

}  // namespace
}  // namespace dateline
