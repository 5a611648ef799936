#include "indexer/entities/votes.h"

#include <gtest/gtest.h>

#include "indexer/entities/labels.h"

namespace dateline::entities {
namespace {

constexpr int kBegin = make_label(0, 0), kLast = make_label(0, 2), kUnit = make_label(0, 3);

/// "Ann Lee" twice, then "Lee".
struct Fixture {
  Analysis a;
  Fixture() {
    const auto model = Model::open(built_in_model());
    a = analyze(*model, "", "Ann Lee met Ann Lee and Lee");
    count_labels(a, std::vector<std::uint8_t>{kBegin, kLast, 0, kBegin, kLast, 0, 0});
  }
};

TEST(Votes, LeaveTheOccurrenceAtHandOut) {
  const Fixture f;
  EXPECT_EQ(votes_of(f.a, 1, kLast).of, (std::array<int, 4>{1, 0, 0, 1}));
  EXPECT_EQ(votes_of(f.a, 6, 0).of, (std::array<int, 4>{2, 0, 0, 0}));
}

TEST(Votes, KnowTheEndOfAFullName) {
  const Fixture f;
  EXPECT_TRUE(votes_of(f.a, 6, 0).ends_full_name);
  EXPECT_FALSE(votes_of(f.a, 0, kBegin).ends_full_name);
}

TEST(Votes, AreTrustedWhereOneTypeLeads) {
  const auto trust = [](int people, int places, int organizations, bool full) {
    return trust_in({.of = {people, places, organizations, 0}, .part = 0, .ends_full_name = full});
  };
  const std::array<std::int16_t, 3> none{};
  EXPECT_EQ(trust(0, 0, 0, false), none);
  EXPECT_EQ(trust(3, 0, 0, false), none);
  EXPECT_GT(trust(2, 1, 0, true)[0], 0);
  EXPECT_EQ(trust(1, 1, 0, true), none);
  EXPECT_GT(trust(1, 2, 0, false)[1], 0);
  EXPECT_GT(trust(0, 1, 2, false)[2], 0);
  EXPECT_EQ(trust(0, 1, 1, false), none);
}

TEST(Labels, UnitAndLastEndAName) {
  EXPECT_TRUE(may_end(kUnit));
  EXPECT_FALSE(may_end(kBegin));
}

}  // namespace
}  // namespace dateline::entities
