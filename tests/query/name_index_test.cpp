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

}  // namespace
}  // namespace dateline
