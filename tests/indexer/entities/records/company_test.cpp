#include "indexer/entities/records/company.h"

#include <gtest/gtest.h>

#include "tests/support/name_table.h"

namespace dateline {
namespace {

/// An archive of which articles were deleted joined more people than one that was loaded without them.
TEST(Company, OfAllIsWhatManyArticlesNameHoweverManyWereDeleted) {
  constexpr std::size_t kArticles = 30;
  for (const std::size_t deleted : {0, 5000}) {
    std::vector<std::string> people_of{"seth jones", "s jones"}, places_of(kArticles, "paris");
    people_of.resize(kArticles + deleted);
    places_of.resize(kArticles + deleted);
    const NameTable people(people_of), places(places_of);
    const auto own = people.view();
    const std::vector<NameColumn> others{places.view()};
    EXPECT_EQ(Company(own, others).shared(0, 1, [](auto) { return false; }), 0u) << deleted;
  }
}

}  // namespace
}  // namespace dateline
