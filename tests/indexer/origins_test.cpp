#include "indexer/origins.h"

#include <gtest/gtest.h>

#include "indexer/schema.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

TEST(Origins, AreSetAndCommitted) {
  const TemporaryFolder folder;
  const auto path = folder.path("index");
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
  for (const char* origin : {"a", "b"}) {
    Xapian::Document document;
    document.add_boolean_term(origin_term(origin));
    database.add_document(document);
  }
  database.commit();
  const auto revision = database.get_revision();
  set_origins(database, path, {});
  EXPECT_EQ(database.get_revision(), revision);

  set_origins(database, path, {{{1, "b"}, true}, {{2, "a"}, true}, {{2, "b"}, false}});
  const Xapian::Database now(path);
  EXPECT_EQ(now.get_termfreq(origin_term("a")), 2u);
  EXPECT_EQ(now.get_termfreq(origin_term("b")), 1u);
  EXPECT_TRUE(has_other_origin(now, 1, "a"));
  EXPECT_TRUE(has_other_origin(now, 1, "b"));
  EXPECT_FALSE(has_other_origin(now, 2, "a"));
  EXPECT_TRUE(has_other_origin(now, 2, "b"));
}

}  // namespace
}  // namespace dateline
