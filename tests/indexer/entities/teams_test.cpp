#include "indexer/entities/teams.h"

#include <gtest/gtest.h>

namespace dateline::entities {
namespace {

/// What the first word of a line is before and after.
struct TeamCase {
  const char* name;
  const char* text;
  MentionType before, after;
  std::size_t words = 1;  ///< of the name
};

class Teams : public testing::TestWithParam<TeamCase> {};

TEST_P(Teams, AreToldByTheirScore) {
  const auto& row = GetParam();
  const auto model = Model::open(built_in_model());
  const auto a = analyze(*model, "", row.text);
  std::vector<NameTokens> names = {{row.before, 0, row.words - 1}};
  mark_teams(a, names);
  EXPECT_EQ(names.front().type, row.after);
}

constexpr auto kPerson = MentionType::kPerson, kPlace = MentionType::kPlace,
               kTeam = MentionType::kOrganization;

INSTANTIATE_TEST_SUITE_P(Lines, Teams,
                         testing::Values(TeamCase{"Table", "Nice 4 0 1 3 3 7", kPlace, kTeam},
                                         TeamCase{"Match", "Nice 1 (Debbah 39th) Bastia 1", kPlace, kTeam},
                                         TeamCase{"MatchOfTwo", "Nice 1 Lille 0", kPlace, kTeam},
                                         TeamCase{"HalftimeStandsBehind", "Nice 1 Lille 0 (halftime 0-0)",
                                                  kPlace, kTeam},
                                         TeamCase{"Innings", "Essex 194-0", kPlace, kTeam},
                                         TeamCase{"TwoWords", "Los Angeles 3 Boston 1", kPlace, kTeam, 2},
                                         TeamCase{"SurnameThatIsATown", "Bolton 3 Norwich 1", kPerson, kTeam},
                                         TeamCase{"Surname", "Fogarty 3 Slight 1", kPerson, kPerson},
                                         TeamCase{"CountryStays", "Brazil 3 France 1", kPlace, kPlace},
                                         TeamCase{"RunningText", "Nice 1 was the best hotel", kPlace, kPlace},
                                         TeamCase{"Population", "Nice 342,669", kPlace, kPlace},
                                         TeamCase{"Alone", "Nice", kPlace, kPlace},
                                         TeamCase{"NextLine", "Nice\n1 Lille", kPlace, kPlace},
                                         TeamCase{"DatelineStays", "Nice 1996-08-22", kPlace, kPlace}),
                         [](const auto& row) { return std::string(row.param.name); });

struct ScorerCase {
  const char* name;
  const char* text;
  const char* people;  ///< that are added
};

class Scorers : public testing::TestWithParam<ScorerCase> {};

TEST_P(Scorers, StandBeforeAMinute) {
  const auto model = Model::open(built_in_model());
  const auto a = analyze(*model, "", GetParam().text);
  std::vector<NameTokens> names;
  add_scorers(a, names);
  std::string people;
  for (const auto& name : names) people += std::string(a.tokens.fold(a.tokens.list[name.first])) + " ";
  EXPECT_EQ(people, GetParam().people);
}

INSTANTIATE_TEST_SUITE_P(Lines, Scorers,
                         testing::Values(ScorerCase{"One", "Nantes 0 Lens 1 (Smicer 52nd)", "smicer "},
                                         ScorerCase{"Several", "Lens 2 (Smicer 52nd, Zieger 24th and 90th)",
                                                    "smicer zieger "},
                                         ScorerCase{"NoScore", "the winner (Smicer 52nd)", ""},
                                         ScorerCase{"NoMinute", "Lens 1 (Smicer)", ""},
                                         ScorerCase{"Day", "Lens 1 (March 4th)", ""},
                                         ScorerCase{"BehindTheBracket", "Lens 1 (0), Smicer 52nd", ""}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Scorers, NamesThatWereFoundStay) {
  const auto model = Model::open(built_in_model());
  const auto a = analyze(*model, "", "Lens 2 (Ann Zieger 24th, Smicer 52nd)");
  std::vector<NameTokens> names = {{MentionType::kOrganization, 0, 0}, {MentionType::kPerson, 3, 4}};
  add_scorers(a, names);
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(names[1].last, 4u);
  EXPECT_EQ(names[2].first, 7u);
}

}  // namespace
}  // namespace dateline::entities
