#include "indexer/postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using Found = std::vector<std::pair<DocId, std::string>>;

constexpr Slot kSlot = kBandsSlot;

class Articles : public testing::Test {
 protected:
  Articles() : database_(folder_.path("made"), Xapian::DB_CREATE) {
    for (const DocId number : {2u, 7u}) {
      Xapian::Document document;
      document.add_term("storm", number);
      document.add_value(kSlot, std::to_string(number));
      database_.replace_document(number, document);
    }
    database_.commit();
  }
  TemporaryFolder folder_;
  Xapian::WritableDatabase database_;
};

TEST_F(Articles, AreVisitedByValueAndByTerm) {
  Found values, terms;
  for_each_value(database_, kSlot, [&](DocId document, const std::string& value) {
    values.emplace_back(document, value);
  });
  EXPECT_EQ(values, (Found{{2, "2"}, {7, "7"}}));
  for (const char* const term : {"storm", ""}) {
    terms.clear();
    for_each_article(database_, term, [&](DocId document, const auto& posting) {
      terms.emplace_back(document, std::to_string(posting.get_doclength()));
    });
    EXPECT_EQ(terms, (Found{{2, "2"}, {7, "7"}})) << term;
  }
  for_each_article(database_, "flood", [](DocId, const auto&) { FAIL(); });
}

TEST(KnownArticle, IsNoneBehindTheLast) {
  EXPECT_EQ(known_article(7, 7), 7u);
  EXPECT_THROW(known_article(8, 7), Xapian::DatabaseCorruptError);
}

}  // namespace
}  // namespace dateline
