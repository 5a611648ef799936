#include "indexer/entities/places/own_scores.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dateline {
namespace {

constexpr double kOut = -100;  ///< out of the question

struct OwnCase {
  const char* name;
  const char* key;
  const char* candidate;          ///< by its display name
  void (*written)(ArticleName&);  ///< how the name stands in the article
  const char* other;              ///< the key of a name it is tied to; "": none
  TiedName tied;
  double added;  ///< to the candidate's importance, or kOut
};
class OwnScores : public testing::TestWithParam<OwnCase> {
 protected:
  ArticleName called(const char* key) const {
    const auto all = gazetteer_.find(key);
    return {.key = key,
            .candidates = {all.begin(), all.end()},
            .usual = gazetteer_.find_usual(key).size(),
            .has_small = true};
  }
  Gazetteer gazetteer_ = *Gazetteer::open(built_in_gazetteer());
};
TEST_P(OwnScores, AreImportanceAndWhatTheTextSays) {
  const auto& row = GetParam();
  std::vector<ArticleName> names{called(row.key), called(row.other)};
  row.written(names[0]);
  if (*row.other != '\0') names[0].ties.push_back(row.tied);
  const auto scores = own_scores(gazetteer_, names, names[0]);
  const auto& candidates = names[0].candidates;
  const auto at = std::ranges::find(candidates, row.candidate,
                                    [&](std::uint32_t number) { return gazetteer_.display_name(number); });
  ASSERT_NE(at, candidates.end());
  const double score = scores[static_cast<std::size_t>(at - candidates.begin())];
  EXPECT_NEAR(score, row.added == kOut ? 0 : importance(gazetteer_[*at]) + row.added, 1e-9);
}

void as_it_is(ArticleName&) {}
void in_dateline(ArticleName& name) { name.is_dateline = true; }
void called_division(ArticleName& name) { name.is_division = true; }
void called_no_town(ArticleName& name) { name.is_no_town = true; }
void behind_comma(ArticleName& name) { name.follows_comma = true; }
void in_capitals(ArticleName& name) { name.has_small = false; }

constexpr TiedName tied_by(Tie tie, bool in_list = false) {
  return {.other = 1, .tie = tie, .is_comma = false, .in_list = in_list, .is_placed = false};
}
constexpr auto kNoTie = tied_by(Tie::kNone);

INSTANTIATE_TEST_SUITE_P(
    Forms, OwnScores,
    testing::Values(OwnCase{"Usual", "paris", "Paris", as_it_is, "", kNoTie, 0},
                    OwnCase{"Dateline", "paris", "Paris", in_dateline, "", kNoTie, 2},
                    OwnCase{"StateInADateline", "texas", "Texas", in_dateline, "", kNoTie, 0},
                    OwnCase{"FormerNameOfACity", "kharkov", "Kharkiv", as_it_is, "", kNoTie, -0.2},
                    OwnCase{"FormerNameOfACapital", "kiev", "Kyiv", as_it_is, "", kNoTie, 0},
                    OwnCase{"FormerNameInADateline", "kharkov", "Kharkiv", in_dateline, "", kNoTie, 2},
                    OwnCase{"CalledADivision", "texas", "Texas", called_division, "", kNoTie, 3},
                    OwnCase{"TownCalledADivision", "paris", "Paris", called_division, "", kNoTie, 0},
                    OwnCase{"PartOfTheNameOfADivision", "paris", "Paris", called_no_town, "", kNoTie, kOut},
                    OwnCase{"InitialsOfATown", "la", "Los Angeles", in_capitals, "", kNoTie, -0.2},
                    OwnCase{"WordOfTwoLettersIsNoTown", "la", "Los Angeles", as_it_is, "", kNoTie, kOut},
                    OwnCase{"AbbreviatedStateWithoutAComma", "la", "Louisiana", as_it_is, "", kNoTie, kOut},
                    OwnCase{"AbbreviatedStateBehindAComma", "la", "Louisiana", behind_comma, "", kNoTie, 0}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Ties, OwnScores,
    testing::Values(
        OwnCase{"InsideWhatHoldsIt", "paris", "Paris, Texas", as_it_is, "texas", tied_by(Tie::kInside), 6},
        OwnCase{"InsideWhatDoesNotHoldIt", "paris", "Paris", as_it_is, "texas", tied_by(Tie::kInside), 0},
        OwnCase{"InsideInAList", "paris", "Paris, Texas", as_it_is, "texas", tied_by(Tie::kInside, true), 1},
        OwnCase{"Listed", "paris", "Paris, Texas", as_it_is, "texas", tied_by(Tie::kListed), 0},
        OwnCase{"NearANeighbour", "versailles", "Versailles", as_it_is, "paris", tied_by(Tie::kNear), 3},
        OwnCase{"InsideANeighbour", "versailles", "Versailles", as_it_is, "paris", tied_by(Tie::kInside), 3},
        OwnCase{"NearInAList", "versailles", "Versailles", as_it_is, "paris", tied_by(Tie::kNear, true), 0},
        OwnCase{"NearWhatIsFar", "lyon", "Lyon", as_it_is, "paris", tied_by(Tie::kNear), 0},
        OwnCase{"NearItself", "lyon", "Lyon", as_it_is, "lyon", tied_by(Tie::kNear), 0},
        OwnCase{"DatelineInsideWhatHoldsIt", "paris", "Paris, Texas", in_dateline, "texas",
                tied_by(Tie::kInside), 8}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
