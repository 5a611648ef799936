#include "indexer/shown_name.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/analysis.h"
#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// An article of few names, and one of many, of which it is the first to have most.
class ShownName : public testing::Test {
 protected:
  void SetUp() override {
    auto writer = Writer::open(folder_.path(), {.finds_names = false});
    Article few{.id = "few", .title = "Few"}, many{.id = "many", .title = "Many"};
    for (int n = 0; n < 10; ++n) few.people.push_back({.name = "Few " + std::to_string(n)});
    few.people.push_back({.name = "few low"});
    few.people.push_back({.name = "low"});
    many.people.push_back({.name = "FEW 0"});
    many.people.push_back({.name = "Few Low"});
    for (int n = 0; n < 300; ++n) many.people.push_back({.name = "Many " + std::to_string(n)});
    ASSERT_TRUE(writer->put(few, ""));
    ASSERT_TRUE(writer->put(many, ""));
    ASSERT_TRUE(writer->commit());
    database_ = Xapian::Database(*current_generation(folder_.path()));
  }
  TemporaryFolder folder_;
  Xapian::Database database_;
};

struct ShownCase {
  const char* name;
  const char* key;
  const char* shown;
};
class ShownOf : public ShownName, public testing::WithParamInterface<ShownCase> {};

// Counting 1,000 names of an article of 5,000 read it 1,000 times, which took seconds.
TEST_P(ShownOf, IsThatOfTheFirstArticle) {
  const auto term = exact_term(Field::kPerson, GetParam().key);
  EXPECT_EQ(shown_name(database_, Field::kPerson, term), GetParam().shown);
  ShownNames names(database_, 1);
  for (const char* before : {"few 0", "many 1", "few 2"})
    names(Field::kPerson, exact_term(Field::kPerson, before));
  EXPECT_EQ(names(Field::kPerson, term), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(Names, ShownOf,
                         testing::Values(ShownCase{"OfTheFirst", "few 0", "Few 0"},
                                         ShownCase{"OfMany", "many 250", "Many 250"},
                                         ShownCase{"WithCapitals", "few low", "Few Low"},
                                         ShownCase{"WithoutCapitals", "low", "low"},
                                         ShownCase{"OfNone", "nobody", "nobody"}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
