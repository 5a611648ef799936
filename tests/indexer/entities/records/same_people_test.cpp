#include "indexer/entities/records/same_people.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/support/people_of_archive.h"

namespace dateline {
namespace {

TEST(SamePeople, AreNobody) { EXPECT_EQ(joined_names({}, same_people), ""); }

/// One rule joins what another one joined before.
TEST(SamePeople, AnAliasOfAnAlias) {
  EXPECT_EQ(joined_names({"jones; seth jones @ kabul", "jones; seth jones @ kabul", "seth g jones @ kabul"},
                         same_people),
            "jones=seth jones; seth g jones=seth jones");
}

/// Whom everybody is named with says nothing.
TEST(SamePeopleCompany, OfManyIsNone) {
  std::vector<std::string> articles{"seth g jones @ usa", "seth jones @ usa"};
  for (int n = 0; n < 40; ++n) articles.push_back("somebody @ usa");
  EXPECT_EQ(joined_names(articles, same_people), "");
}

TEST(SamePeopleOrder, DoesNotMatter) {
  std::mt19937 random(7);
  const std::vector<std::string> names{"a ruiz", "ana ruiz", "ana b ruiz", "ana c ruiz", "ruiz", "ana"};
  const std::vector<std::string> places{"lima", "cusco", "puno"};
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> articles;
    for (int n = 0; n < 12; ++n) {
      articles.push_back(names[random() % names.size()] + "; x" + std::to_string(random() % 4) + " @ " +
                         places[random() % places.size()]);
    }
    const auto first = joined_names(articles, same_people);
    std::ranges::shuffle(articles, random);
    ASSERT_EQ(joined_names(articles, same_people), first) << "round " << round;
  }
}

}  // namespace
}  // namespace dateline
