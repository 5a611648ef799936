// The bulk builder against Xapian's own writer: the same documents have to give the same database.
#include "indexer/bulk/builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/support/compare_databases.h"
#include "tests/support/generated_documents.h"
#include "tests/support/rounds.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::Generator;
using testing::PlainDocument;
using testing::Shape;

/// Everything that one database is made of.
struct Content {
  std::vector<PlainDocument> documents;
  std::map<std::string, std::string> metadata;
  std::vector<std::pair<std::string, std::string>> synonyms;
};

Content generate(std::uint64_t seed, const Shape& shape) {
  Generator generator(seed, shape);
  Content content;
  for (std::uint32_t n = 0; n < shape.documents; ++n) content.documents.push_back(generator.next());
  for (int n = 0; n < 20; ++n) {
    content.metadata[std::string(generator.below(4), '\0') + "key" + std::to_string(n)] =
        std::string(generator.below(3000), 'm');
    for (auto words = generator.below(200); words > 0; --words) {
      content.synonyms.emplace_back("stem" + std::to_string(n),
                                    "word" + std::to_string(generator.below(500)));
    }
  }
  return content;
}

void build_with_xapian(const Content& content, const std::string& path, std::size_t block_size) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC,
                                    static_cast<int>(block_size));
  for (const auto& document : content.documents) database.add_document(testing::to_xapian(document));
  for (const auto& [key, value] : content.metadata) database.set_metadata(key, value);
  for (const auto& [key, word] : content.synonyms) database.add_synonym(key, word);
  database.commit();
}

std::expected<BulkStats, Error> build_in_bulk(const Content& content, const std::string& path,
                                              const BulkOptions& options, std::uint32_t segment_size = 1000) {
  auto builder = BulkBuilder::create(path, options);
  if (!builder) return std::unexpected(builder.error());
  BulkSegment segment;
  std::uint64_t order = 0;
  auto synonym = content.synonyms.begin();  // some go into each segment
  const auto add_synonyms = [&](std::size_t most) -> std::expected<void, Error> {
    for (; most > 0 && synonym != content.synonyms.end(); --most, ++synonym) {
      if (auto added = segment.add_synonym(synonym->first, synonym->second); !added) return added;
    }
    return {};
  };
  for (const auto& document : content.documents) {
    if (auto added = add(segment, document); !added) return std::unexpected(added.error());
    if (auto added = add_synonyms(3); !added) return std::unexpected(added.error());
    if (segment.size() < segment_size) continue;
    if (auto submitted = builder->submit(order++, segment); !submitted)
      return std::unexpected(submitted.error());
  }
  if (auto added = add_synonyms(content.synonyms.size()); !added) return std::unexpected(added.error());
  if (auto submitted = builder->submit(order, segment); !submitted) return std::unexpected(submitted.error());
  for (const auto& [key, value] : content.metadata) {
    if (auto set = builder->set_metadata(key, value); !set) return std::unexpected(set.error());
  }
  return builder->finish();
}

/// Builds `content` both ways and expects no difference and sound tables.
void expect_same(const Content& content, const BulkOptions& options, std::uint32_t segment_size = 1000) {
  const TemporaryFolder folder;
  build_with_xapian(content, folder.path("api"), options.block_size);
  const auto stats = build_in_bulk(content, folder.path("bulk"), options, segment_size);
  ASSERT_TRUE(stats) << stats.error().message;
  EXPECT_EQ(stats->documents, content.documents.size());
  EXPECT_EQ(testing::check_database(folder.path("bulk")), "");
  EXPECT_THAT(
      testing::differences(Xapian::Database(folder.path("api")), Xapian::Database(folder.path("bulk"))),
      ::testing::IsEmpty());
}

struct SameCase {
  const char* name;
  Shape shape;
  std::uint32_t segment_size = 1000;
  std::size_t memory = std::size_t{128} << 20;
};

class SameDatabase : public ::testing::TestWithParam<std::tuple<SameCase, std::size_t>> {};

TEST_P(SameDatabase, AsThroughTheApi) {
  const auto& [row, block_size] = GetParam();
  for (const auto seed : seeds(2)) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    expect_same(generate(seed, row.shape), {.block_size = block_size, .memory = row.memory},
                row.segment_size);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, SameDatabase,
    ::testing::Combine(
        ::testing::Values(SameCase{"Strange", {}}, SameCase{"SmallSegments", {}, 7},
                          SameCase{"RunsInFiles", {}, 50, 0},
                          SameCase{"ManyDocuments",
                                   {.documents = 1200, .vocabulary = 50, .words = 5, .data_bytes = 9},
                                   400},
                          SameCase{"ManyTerms", {.documents = 50, .vocabulary = 20000, .words = 2000}, 20},
                          SameCase{"LongTags", {.documents = 30, .data_bytes = 60000, .value_bytes = 9000}},
                          SameCase{"FarApart", {.documents = 60, .words = 500, .position_step = 100000}}),
        ::testing::Values(2048, 4096, 8192, 16384, 32768, 65536)),
    [](const auto& row) {
      return fmt::format("{}Block{}", std::get<0>(row.param).name, std::get<1>(row.param));
    });

/// Chunks end at 2,000 bytes, items at a quarter of a block: sizes on both sides of such bounds.
class Boundary : public ::testing::TestWithParam<std::size_t> {};

TEST_P(Boundary, DataOfEverySizeAroundIt) {
  Content content;
  Generator generator(3, {});
  for (std::size_t size = GetParam() - 20; size < GetParam() + 20; ++size) {
    PlainDocument document;
    for (std::size_t n = 0; n < size; ++n) document.data += static_cast<char>(generator.below(256));
    document.values[0] = document.data;
    document.terms["term"].wdf = 1;
    content.documents.push_back(std::move(document));
  }
  expect_same(content, {.block_size = 2048});
}

INSTANTIATE_TEST_SUITE_P(Sizes, Boundary, ::testing::Values(20, 507, 1000, 2000, 2048, 4080),
                         [](const auto& row) { return std::to_string(row.param); });

/// A library may end a stream within the byte that holds its last match; Xapian could then not read what
/// still waited to be inflated, where that went over the end of its block.
TEST(BulkBuilder, DataThatDeflatesToAlmostNothingIsReadable) {
  std::vector<PlainDocument> documents;
  for (std::size_t blocks : {1, 2, 16, 128}) {
    for (std::size_t more = 0; more < 1100; more += blocks < 16 ? 1 : 7)
      documents.push_back({.data = "{}" + std::string(8192 * blocks + more, 'x') + "end"});
  }
  expect_same({.documents = std::move(documents)}, {});
}

TEST(BulkBuilder, PostingsAroundTheEndOfAChunk) {
  for (std::uint32_t documents = 985; documents < 1015; ++documents) {  // two bytes a posting
    Content content;
    for (std::uint32_t n = 0; n < documents; ++n) content.documents.push_back({.terms = {{"a", {1, {n}}}}});
    expect_same(content, {.block_size = 2048});
  }
}

TEST(BulkBuilder, GreatDocidsHaveLongerKeys) {
  Content content;
  for (std::uint32_t n = 0; n < 33000; ++n) {
    content.documents.push_back({.terms = {{"a", {1, {1}}}}, .values = {{0, "v"}}, .data = "d"});
  }
  expect_same(content, {}, 20000);
}

TEST(BulkBuilder, EmptyDatabase) { expect_same({}, {}); }

TEST(BulkBuilder, DocumentsWithNothing) { expect_same({.documents = std::vector<PlainDocument>(3)}, {}); }

TEST(BulkBuilder, OrderIsThatOfSegmentsNotOfSubmitting) {
  const TemporaryFolder folder;
  auto builder = BulkBuilder::create(folder.path("bulk"));
  ASSERT_TRUE(builder);
  std::vector<std::jthread> threads;
  for (std::uint64_t order = 0; order < 8; ++order) {
    threads.emplace_back([&builder, order] {
      BulkSegment segment;
      for (int n = 0; n < 50; ++n) {
        segment.add_term("word" + std::to_string(n % 7), 1);
        EXPECT_TRUE(segment.end_document(std::to_string(order * 50 + n)));
      }
      EXPECT_TRUE(builder->submit(7 - order, segment));
    });
  }
  threads.clear();
  ASSERT_TRUE(builder->finish());
  const Xapian::Database database(folder.path("bulk"));
  ASSERT_EQ(database.get_doccount(), 400u);
  EXPECT_EQ(database.get_document(1).get_data(), "350");
  EXPECT_EQ(database.get_document(400).get_data(), "49");
}

/// Three thousand changes by chance through the API to a database of each way.
void expect_stays_updatable(std::uint64_t seed) {
  const TemporaryFolder folder;
  const Shape shape{.documents = 600};
  const auto content = generate(2 * seed, shape);
  build_with_xapian(content, folder.path("api"), 4096);
  ASSERT_TRUE(build_in_bulk(content, folder.path("bulk"), {.block_size = 4096}, 100));
  {
    Xapian::WritableDatabase api(folder.path("api")), bulk(folder.path("bulk"));
    Generator generator(2 * seed + 1, shape);
    for (int n = 0; n < 3000; ++n) {
      const auto docid = static_cast<Xapian::docid>(1 + generator.below(700));
      const auto kind = generator.below(3);
      const auto document = testing::to_xapian(generator.next());
      for (auto* database : {&api, &bulk}) {
        if (kind == 0) {
          database->add_document(document);
        } else if (kind == 1) {
          database->replace_document(docid, document);
        } else {
          try {
            database->delete_document(docid);
          } catch (const Xapian::DocNotFoundError&) {
          }
        }
        if (n % 500 == 0) database->commit();
      }
    }
    for (auto* database : {&api, &bulk}) {
      database->add_synonym("stem1", "another");
      database->set_metadata("key1", "changed");
    }
  }
  EXPECT_EQ(testing::check_database(folder.path("bulk")), "");
  EXPECT_THAT(
      testing::differences(Xapian::Database(folder.path("api")), Xapian::Database(folder.path("bulk"))),
      ::testing::IsEmpty());
}

TEST(BulkBuilder, DatabaseStaysUpdatable) {
  for (const auto seed : seeds(1)) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    expect_stays_updatable(seed);
  }
}

TEST(BulkBuilder, DatabaseGoesThroughCompact) {
  const TemporaryFolder folder;
  const auto content = generate(8, {});
  ASSERT_TRUE(build_in_bulk(content, folder.path("bulk"), {}, 50));
  Xapian::Database(folder.path("bulk")).compact(folder.path("compact"));
  EXPECT_EQ(testing::check_database(folder.path("compact")), "");
  EXPECT_THAT(
      testing::differences(Xapian::Database(folder.path("bulk")), Xapian::Database(folder.path("compact"))),
      ::testing::IsEmpty());
}

TEST(BulkBuilder, RefusesWhatCannotBe) {
  const TemporaryFolder folder;
  EXPECT_EQ(BulkBuilder::create(folder.path("odd"), {.block_size = 5000}).error().code,
            ErrorCode::kInvalidArgument);
  EXPECT_EQ(BulkBuilder::create(folder.path("no/such/folder")).error().code, ErrorCode::kIo);
  auto builder = BulkBuilder::create(folder.path("bulk"));
  ASSERT_TRUE(builder);
  BulkSegment segment;
  EXPECT_TRUE(builder->submit(3, segment));
  EXPECT_EQ(builder->submit(3, segment).error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(builder->set_metadata("", "v").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(builder->set_metadata(std::string(254, 'k'), "v").error().code, ErrorCode::kLimit);
  EXPECT_EQ(segment.add_synonym("", "v").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(segment.add_synonym(std::string(256, 'k'), "v").error().code, ErrorCode::kLimit);
  EXPECT_EQ(segment.add_synonym("k", std::string(256, 'v')).error().code, ErrorCode::kLimit);
  EXPECT_TRUE(builder->finish());
  EXPECT_EQ(builder->finish().error().code, ErrorCode::kInvalidArgument);
}

TEST(BulkBuilder, RefusesMoreOccurrencesThanXapianCounts) {
  const TemporaryFolder folder;
  auto builder = BulkBuilder::create(folder.path("bulk"));
  ASSERT_TRUE(builder);
  BulkSegment segment;
  for (int n = 0; n < 2; ++n) {
    segment.add_term("often", 0x80000000u);
    ASSERT_TRUE(segment.end_document(""));
  }
  ASSERT_TRUE(builder->submit(0, segment));
  const auto stats = builder->finish();
  ASSERT_FALSE(stats);
  EXPECT_EQ(stats.error().message, "'often' occurs 4294967296 times: Xapian counts to 4294967295");
}

}  // namespace
}  // namespace dateline
