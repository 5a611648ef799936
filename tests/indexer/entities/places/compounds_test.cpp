#include "indexer/entities/places/compounds.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/marked_text.h"

namespace dateline {
namespace {

struct CompoundCase {
  const char* name;
  const char* text;  ///< {L:...} marks a place
  const char* places;
};

class Compounds : public testing::TestWithParam<CompoundCase> {};
TEST_P(Compounds, AreTakenApart) {
  std::vector<Mention> mentions;
  const auto text = unmarked(GetParam().text, mentions);
  adjust_compounds(text, *Gazetteer::open(built_in_gazetteer()), mentions);
  std::string shown;
  for (const auto& mention : mentions)
    shown += (shown.empty() ? "" : "; ") + text.substr(mention.begin, mention.end - mention.begin);
  EXPECT_EQ(shown, GetParam().places);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Compounds,
    testing::Values(CompoundCase{"BasedThere", "a {L:Colombo-based} firm", "Colombo"},
                    CompoundCase{"WithASyllable", "from {L:Kuji-ri} on", "Kuji-ri"},
                    CompoundCase{"RoadBetweenTwo", "the {L:Colombo-Kandy} road", "Colombo; Kandy"},
                    CompoundCase{"TwoWithAStroke", "in {L:Oslo/Bergen} today", "Oslo; Bergen"},
                    CompoundCase{"BetweenTwoCountries", "the {L:India-China} border", "India; China"},
                    CompoundCase{"NothingBasedThere", "a {L:State-owned} firm", "State-owned"},
                    CompoundCase{"KnownAsOne", "in {L:Congo-Brazzaville} and {L:Stratford-upon-Avon}",
                                 "Congo-Brazzaville; Stratford-upon-Avon"},
                    // A department of the Congo; Cuvette is known, and Ouest in Haiti.
                    CompoundCase{"UnknownOne", "in {L:Cuvette-Ouest} on", "Cuvette-Ouest"},
                    CompoundCase{"DirectionWithItsWord", "the {L:Western} Province and", "Western Province"},
                    CompoundCase{"DirectionOfAList", "the {L:Western} and Uva provinces", "Western"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(NamesNoPlace, SaysSoOfDirectionsAndPeoplesRelations) {
  for (const auto* name :
       {"North", "the East", "North-Western", "Indo-Lanka", "Indo Sri Lanka", "Sino/Indian"})
    EXPECT_TRUE(names_no_place(name)) << name;
  for (const auto* name :
       {"Western Province", "Northumberland", "Indore", "Westerham", "Indochina", "Oslo", "A.B."})
    EXPECT_FALSE(names_no_place(name)) << name;
}

}  // namespace
}  // namespace dateline
