#include "query/doc_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace dateline {
namespace {

using Ids = std::set<DocId>;

DocSet set_of(const Ids& documents, DocId last) {
  DocSet set(last);
  for (const auto document : documents) set.add(document);
  return set;
}

Ids ids_of(const DocSet& set) {
  const auto list = set.list();
  EXPECT_TRUE(std::ranges::is_sorted(list));
  EXPECT_EQ(set.count(), list.size());
  return {list.begin(), list.end()};
}

struct SizeCase {
  const char* name;
  DocId last;
  std::size_t first_size, second_size;
};
class DocSets : public testing::TestWithParam<SizeCase> {
 protected:
  Ids some(std::size_t size) {
    Ids documents;
    while (documents.size() < size) documents.insert(static_cast<DocId>(random_() % (GetParam().last + 1)));
    return documents;
  }
  std::mt19937 random_{5};
};

TEST_P(DocSets, AreSets) {
  const auto last = GetParam().last;
  for (int round = 0; round < 5; ++round) {
    const auto a = some(GetParam().first_size), b = some(GetParam().second_size);
    Ids both, either, only;
    std::ranges::set_intersection(a, b, std::inserter(both, both.end()));
    std::ranges::set_union(a, b, std::inserter(either, either.end()));
    std::ranges::set_difference(a, b, std::inserter(only, only.end()));
    const auto other = set_of(b, last);
    EXPECT_EQ(ids_of(set_of(a, last) &= other), both);
    EXPECT_EQ(ids_of(set_of(a, last) |= other), either);
    EXPECT_EQ(ids_of(set_of(a, last) -= other), only);
    auto copy = other;
    copy.add(last);
    EXPECT_TRUE(copy.has(last));
    EXPECT_EQ(ids_of(other), b) << "a copy stands alone";
    EXPECT_EQ(ids_of(DocSet(last)), Ids{}) << "memory that was used before is empty";
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, DocSets,
                         testing::Values(SizeCase{"Tiny", 3, 2, 1}, SizeCase{"OneGroup", 4'095, 900, 40},
                                         SizeCase{"TwoGroups", 4'096, 4'000, 3'999},
                                         SizeCase{"FewOfMany", 100'000, 30, 9},
                                         SizeCase{"ManyOfMany", 100'000, 70'000, 20'000}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(DocSet, TakesBits) {
  const std::vector<std::uint64_t> words{1, 0, 1u << 5};
  EXPECT_EQ(ids_of(DocSet(words)), (Ids{0, 133}));
}

}  // namespace
}  // namespace dateline
