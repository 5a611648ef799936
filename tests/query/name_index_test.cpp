#include "query/name_index.h"

#include <gtest/gtest.h>

#include "indexer/analysis.h"

namespace dateline {
namespace {

/// Names in byte order with how many articles have each.
FacetValues names(const std::vector<std::pair<std::string, std::uint32_t>>& counted) {
  FacetValues column;
  for (std::uint32_t number = 0; number < counted.size(); ++number) {
    column.terms.add("XPE" + counted[number].first);
    column.values.insert(column.values.end(), counted[number].second, number);
  }
  return column;
}

struct FindCase {
  const char* name;
  const char* typed;
  std::vector<std::string> found;
};
class FindsNames : public testing::TestWithParam<FindCase> {};
TEST_P(FindsNames, MostFrequentFirst) {
  const auto column = names({{"angela davis", 3},
                             {"angela merkel", 9},
                             {"dan o rourke", 1},
                             {"emrys jones", 4},
                             {"mikhail gorbachev", 7},
                             {"seth g jones", 6}});
  const NameIndex index(column.view(), 3);
  std::vector<std::string> found;
  for (const auto& name : index.find(value_key(GetParam().typed), 3))
    found.emplace_back(index.key(name.number));
  EXPECT_EQ(found, GetParam().found);
}
INSTANTIATE_TEST_SUITE_P(
    Names, FindsNames,
    testing::Values(FindCase{"FirstName", "ange", {"angela merkel", "angela davis"}},
                    FindCase{"LastName", "Jon", {"seth g jones", "emrys jones"}},
                    FindCase{"AnyOrder", "mer ang", {"angela merkel"}},
                    FindCase{"OneLetter", "a", {"angela merkel", "angela davis"}}, FindCase{"AtMost", "", {}},
                    FindCase{"OneEdit", "merkle", {"angela merkel"}},
                    FindCase{"TwoEditsInLongWords", "Gorbatchov", {"mikhail gorbachev"}},
                    FindCase{"BothWordsMisspelt", "michail gorbatchev", {"mikhail gorbachev"}},
                    FindCase{"ShortWordsAreMeant", "jnz", {}},
                    FindCase{"ExactBeforeNear", "jone", {"seth g jones", "emrys jones"}},
                    FindCase{"NobodyHasBoth", "seth merkel", {}}),
    [](const auto& row) { return std::string(row.param.name); });

/// An article with Angela Merkel is gone, two with Angela Rayner and Angela Aaron are new.
TEST(FindsChangedNames, AmongThoseThatAreAsTheyWere) {
  auto values = names({{"angela davis", 2}, {"angela merkel", 2}, {"dan jones", 9}});
  values.begin = {0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
  auto column = values.view();
  Strings added;
  for (const char* name : {"XPEangela aaron", "XPEangela rayner"}) added.add(name);
  const auto slots = slots_of(added.view());
  const ChangedRows changed{.documents = {3, 20, 21, 22},
                            .begin = {0, 0, 1, 3, 5},
                            .values = {4, 3, 4, 3, 4},
                            .touched = {1, 3, 4}};
  column.terms.second = added.view();
  column.second_slots = slots;
  column.changed = &changed;
  const NameIndex index(NameIndex::unchanged(column, 3), column, 3);
  std::string found;
  for (const auto& name : index.find("angela", 4))
    found += std::string(index.key(name.number)) + " " + std::to_string(name.count) + "; ";
  EXPECT_EQ(found, "angela rayner 3; angela aaron 2; angela davis 2; angela merkel 1; ");
  EXPECT_EQ(index.key(index.find("reyner", 1).at(0).number), "angela rayner");
}

}  // namespace
}  // namespace dateline
