#include "query/filters.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <optional>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// Ten articles, the second and the fourth changed and the ninth removed after they were loaded.
class FiltersTest : public testing::Test {
 protected:
  void SetUp() override {
    auto writer = Writer::open(folder_.path());
    for (int n = 1; n <= 10; ++n) put(*writer, n, n % 2 == 0 ? "World" : "Local", n);
    ASSERT_TRUE(writer->commit());
    put(*writer, 2, "Local", 2);
    put(*writer, 4, "World", 28);
    ASSERT_TRUE(writer->remove("9"));
    ASSERT_TRUE(writer->commit());
    const auto generation = *current_generation(folder_.path());
    database_ = Xapian::Database(generation);
    columns_.emplace(database_, SideFiles::open(database_, generation));
  }

  static void put(Writer& writer, int number, const char* section, int day) {
    Article article{.id = std::to_string(number), .title = "Storm " + std::to_string(day)};
    article.section = section;
    if (number < 8) article.published = parse_date(fmt::format("2024-02-{:02}", day)).value();
    ASSERT_TRUE(writer.put(article, ""));
  }

  Filters filters() const { return {database_, *columns_}; }

  TemporaryFolder folder_;
  Xapian::Database database_;
  std::optional<Columns> columns_;
};

using Ids = std::vector<DocId>;

/// Those of `set` that are in `within`: of others it need not say anything.
Ids ids_of(DocSet set, Within within) { return within == nullptr ? set.list() : (set &= *within).list(); }

TEST_F(FiltersTest, HoldInArticlesThatChangedSinceTheyWereLoaded) {
  struct Case {
    const char* name;
    DocSet (*found)(const Filters&, Within);
    Ids expected;
  };
  const auto day = [](int of_february) {
    return std::chrono::sys_days{std::chrono::year{2024} / 2 / of_february};
  };
  static const auto kThird = day(3), kFifth = day(5), kLast = day(28);
  const Case cases[] = {
      {"Value",
       [](const Filters& it, Within in) { return it.with_value(Field::kSection, "local", in); },
       {1, 2, 3, 5, 7}},
      {"OtherValue",
       [](const Filters& it, Within in) { return it.with_value(Field::kSection, "world", in); },
       {4, 6, 8, 10}},
      {"UnknownValue",
       [](const Filters& it, Within in) { return it.with_value(Field::kSection, "sport", in); },
       {}},
      {"Id", [](const Filters& it, Within in) { return it.with_value(Field::kId, "4", in); }, {4}},
      {"RemovedId", [](const Filters& it, Within in) { return it.with_value(Field::kId, "9", in); }, {}},
      {"Terms",
       [](const Filters& it, Within in) {
         return it.with_terms(std::vector{id_term("2"), id_term("6"), id_term("none")}, in);
       },
       {2, 6}},
      {"Days", [](const Filters& it, Within in) { return it.published({kThird, kFifth}, in); }, {3, 5}},
      {"Since", [](const Filters& it, Within in) { return it.published({kFifth, {}}, in); }, {4, 5, 6, 7}},
      {"Until", [](const Filters& it, Within in) { return it.published({{}, kThird}, in); }, {1, 2, 3}},
      {"ChangedDay", [](const Filters& it, Within in) { return it.published({kLast, kLast}, in); }, {4}},
      {"DatedAtAll",
       [](const Filters& it, Within in) { return it.published({}, in); },
       {1, 2, 3, 4, 5, 6, 7}},
      {"EndsBeforeItBegins",
       [](const Filters& it, Within in) { return it.published({kFifth, kThird}, in); },
       {}},
  };
  DocSet few(columns_->last());
  for (const DocId document : {2u, 4u, 5u, 10u}) few.add(document);
  for (const auto& [name, found, expected] : cases) {
    EXPECT_EQ(ids_of(found(filters(), nullptr), nullptr), expected) << name;
    Ids among;
    std::ranges::copy_if(expected, std::back_inserter(among), [&](DocId id) { return few.has(id); });
    EXPECT_EQ(ids_of(found(filters(), &few), &few), among) << name << " within four";
  }
}

TEST_F(FiltersTest, ExpectNoFewerThanThereAre) {
  EXPECT_GE(filters().most_with_value(Field::kSection, "local"), 5u);
  EXPECT_GE(filters().most_with_value(Field::kSection, "world"), 4u);
  EXPECT_EQ(filters().most_with_value(Field::kSection, "sport"), 0u);
}

}  // namespace
}  // namespace dateline
