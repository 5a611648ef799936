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

struct TrustCase {
  const char* name;
  const char* text;
  std::vector<int> labels;   ///< of the first stage; the last token is asked about
  std::array<int, 3> signs;  ///< of what is added for a person, a place, an organization
};

class Trust : public testing::TestWithParam<TrustCase> {};

TEST_P(Trust, GoesToTheTypeThatLeads) {
  const auto& row = GetParam();
  const auto model = Model::open(built_in_model());
  auto a = analyze(*model, "", row.text);
  ASSERT_EQ(a.tokens.list.size(), row.labels.size());
  count_labels(a, std::vector<std::uint8_t>(row.labels.begin(), row.labels.end()));
  const auto trust = trust_in(a, static_cast<std::uint32_t>(row.labels.size() - 1), row.labels.back());
  for (std::size_t type = 0; type < 3; ++type) EXPECT_EQ(trust[type] > 0, row.signs[type] > 0) << type;
}

constexpr int kPlaceUnit = make_label(1, 3), kFirm = make_label(2, 0), kFirmIn = make_label(2, 1),
              kFirmEnd = make_label(2, 2), kFirmUnit = make_label(2, 3);

INSTANTIATE_TEST_SUITE_P(
    Articles, Trust,
    testing::Values(
        TrustCase{"OnlyHere", "it is Zorba", {0, 0, kUnit}, {0, 0, 0}},
        TrustCase{"SurnameOfAFullName", "Ann Zorba met Zorba", {kBegin, kLast, 0, 0}, {1, 0, 0}},
        TrustCase{"SurnameAlone", "so Zorba met Zorba", {0, kUnit, 0, 0}, {0, 0, 0}},
        TrustCase{"Place", "in Zorba near Zorba", {0, kPlaceUnit, 0, 0}, {0, 1, 0}},
        TrustCase{"Organization", "so Zorba beat Zorba", {0, kFirmUnit, 0, 0}, {0, 0, 1}},
        TrustCase{"TwoTypes", "so Zorba , Zorba beat Zorba", {0, kFirmUnit, 0, kPlaceUnit, 0, 0}, {0, 0, 0}},
        TrustCase{"FirstOfAFirm", "Zorba Gold Corp sold Zorba", {kFirm, kFirmIn, kFirmEnd, 0, 0}, {0, 0, 1}},
        TrustCase{"TownOfAFirm", "London Gold Corp left London", {kFirm, kFirmIn, kFirmEnd, 0, 0}, {0, 0, 1}},
        TrustCase{"FounderOfAFirm",
                  "Zorba Corp of Ann Zorba hired Zorba",
                  {kFirm, kFirmEnd, 0, kBegin, kLast, 0, 0},
                  {0, 0, 0}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Labels, UnitAndLastEndAName) {
  EXPECT_TRUE(may_end(kUnit));
  EXPECT_FALSE(may_end(kBegin));
}

}  // namespace
}  // namespace dateline::entities
