// The comparison tool has to see every kind of difference, or the tests that rest on it mean nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/support/compare_databases.h"

namespace dateline {
namespace {

struct ChangeCase {
  const char* name;
  std::function<void(Xapian::Document&, Xapian::WritableDatabase&)> change;
  const char* sentence;  ///< one of those that differences() gives
};

Xapian::WritableDatabase database_with(
    const std::function<void(Xapian::Document&, Xapian::WritableDatabase&)>& change) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  document.add_posting("word", 3);
  document.add_posting("word", 5);
  document.add_term("filter", 0);
  document.add_value(1, "value");
  document.set_data("data");
  change(document, database);
  database.add_document(document);
  return database;
}

class Difference : public ::testing::TestWithParam<ChangeCase> {};

TEST_P(Difference, IsSeen) {
  const auto same = database_with([](auto&, auto&) {});
  const auto changed = database_with(GetParam().change);
  EXPECT_THAT(testing::differences(same, same), ::testing::IsEmpty());
  EXPECT_THAT(testing::differences(same, changed, 100), ::testing::Contains(GetParam().sentence));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Difference,
    ::testing::Values(
        ChangeCase{"Position", [](auto& d, auto&) { d.remove_posting("word", 5), d.add_posting("word", 6); },
                   "positions of term 'word': 2 entries '3' '5' and 2 entries '3' '6'"},
        ChangeCase{"Wdf", [](auto& d, auto&) { d.add_term("filter", 1); }, "wdf of term 'filter': 0 and 1"},
        ChangeCase{"Term", [](auto& d, auto&) { d.add_term("more", 0); }, "term: 'word' and 'more'"},
        ChangeCase{"Length", [](auto& d, auto&) { d.add_term("word", 7); }, "length of document 1: 2 and 9"},
        ChangeCase{"Value", [](auto& d, auto&) { d.add_value(1, "other"); },
                   "values of document 1: 1 entries '1=value' and 1 entries '1=other'"},
        ChangeCase{"Data", [](auto& d, auto&) { d.set_data("other"); },
                   "data of document 1: 'data' and 'other'"},
        ChangeCase{"Document", [](auto& d, auto& all) { all.add_document(d); }, "documents: 1 and 2"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
