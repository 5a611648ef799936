#include "indexer/entities/rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "indexer/entities/labels.h"

namespace dateline::entities {
namespace {

struct RuleCase {
  const char* name;
  const char* text;
  const char* word;  ///< the token in question
  int part;          ///< of a place's label
  int sign;          ///< of what the rules say: a place, nothing, no place
};

class Rules : public testing::TestWithParam<RuleCase> {};

TEST_P(Rules, Score) {
  const auto& [name, text, word, part, sign] = GetParam();
  const auto model = Model::open(built_in_model());
  const auto a = analyze(*model, "", text);
  const auto& list = a.tokens.list;
  const auto at =
      std::find_if(list.begin(), list.end(), [&](const Token& t) { return a.tokens.fold(t) == word; });
  ASSERT_NE(at, list.end());
  Scores scores{};
  const auto i = static_cast<std::uint32_t>(at - list.begin());
  forbid(a, i, scores);
  favour(a, i, scores);
  const int score = scores[static_cast<std::size_t>(make_label(1, part))];
  EXPECT_EQ((score > 0) - (score < 0), sign) << score;
}

constexpr int kFirst = 0, kInside = 1, kLast = 2, kUnit = 3;

INSTANTIATE_TEST_SUITE_P(
    Words, Rules,
    testing::Values(RuleCase{"Country", "talks in Iraq today", "iraq", kUnit, 1},
                    RuleCase{"CountryStartsASentence", "He left. Iraq blamed him", "iraq", kUnit, 1},
                    RuleCase{"PartOfALongerName", "the Iraq Museum", "iraq", kUnit, 0},
                    RuleCase{"Compound", "the Iraq-led group", "iraq", kUnit, 0},
                    RuleCase{"NextLine", "talks in Iraq\nMinisters met", "iraq", kUnit, 1},
                    RuleCase{"CountryThatPeopleAreCalled", "said Jordan today", "jordan", kUnit, 0},
                    RuleCase{"PhraseFirst", "in the Middle East today", "middle", kFirst, 1},
                    RuleCase{"PhraseLast", "in the Middle East today", "east", kLast, 1},
                    RuleCase{"PhraseAsAWhole", "in the Middle East today", "east", kUnit, 0},
                    RuleCase{"PhraseInside", "in the United Arab Emirates today", "arab", kInside, 1},
                    RuleCase{"Town", "in Springfield today", "springfield", kUnit, 0},
                    RuleCase{"City", "in Ahmedabad today", "ahmedabad", kUnit, 1},
                    RuleCase{"CityOpensALine", "Ahmedabad 3 Surat 1", "ahmedabad", kUnit, 0},
                    RuleCase{"CityInAHeadlineOfCapitals", "TALKS IN AHMEDABAD END", "ahmedabad", kUnit, 0},
                    RuleCase{"TownOfSeveralWords", "in Santiago de Cuba today", "cuba", kLast, 1},
                    RuleCase{"TownOpensALine", "Santiago de Cuba 3 Holguin 1", "cuba", kLast, 0},
                    RuleCase{"People", "many Rwandan voters", "rwandan", kUnit, -1},
                    RuleCase{"PeopleOfTwoWords", "many Costa Ricans voted", "costa", kFirst, -1},
                    RuleCase{"Word", "many voted", "voted", kUnit, 0}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline::entities
