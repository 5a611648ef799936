#include "indexer/entities/places/company_scores.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dateline {
namespace {

/// An article with one name and the places that others of its names mean.
class CompanyTest : public testing::Test {
 protected:
  std::uint32_t number(const std::string& key) const { return gazetteer_.find(key).front(); }

  /// The name is called `key` and may mean all places called so; that which is shown as `candidate` is asked.
  void name(const char* key, const std::string& candidate) {
    const auto all = gazetteer_.find(key);
    names_.push_back({.key = key, .candidates = {all.begin(), all.end()}});
    const auto at = std::ranges::find(all, candidate,
                                      [&](std::uint32_t place) { return gazetteer_.display_name(place); });
    ASSERT_NE(at, all.end()) << candidate << " is not called " << key;
    candidate_ = static_cast<std::size_t>(at - all.begin());
  }

  void others(const std::vector<std::string>& keys, bool is_listed) {
    for (const auto& key : keys) {
      company_.add(number(key), 1);
      if (is_listed)
        names_[0].ties.push_back({.other = names_.size(),
                                  .tie = Tie::kListed,
                                  .is_comma = true,
                                  .in_list = true,
                                  .is_placed = false});
      names_.push_back({.key = key, .candidates = {number(key)}});
    }
  }

  std::vector<NameMeaning> meanings() const {
    std::vector<NameMeaning> all;
    for (const auto& name : names_) all.push_back({.name = name, .best = 0});
    all[0].best = own_;
    return all;
  }

  Gazetteer gazetteer_ = *Gazetteer::open(built_in_gazetteer());
  OtherPlaces company_{gazetteer_};
  std::vector<ArticleName> names_;
  std::size_t candidate_ = 0;
  std::optional<std::size_t> own_;  ///< what the name means as yet
};

struct CompanyCase {
  const char* name;
  const char* key;
  const char* candidate;
  std::vector<std::string> others;
  bool is_listed;
  double expected;
};
class Company : public CompanyTest, public testing::WithParamInterface<CompanyCase> {};
TEST_P(Company, SpeaksForAPlace) {
  const auto& row = GetParam();
  name(row.key, row.candidate);
  others(row.others, row.is_listed);
  const auto all = meanings();
  EXPECT_NEAR(CompanyScores(gazetteer_, all, company_).of(all[0], candidate_), row.expected, 1e-9);
}
INSTANTIATE_TEST_SUITE_P(
    Places, Company,
    testing::Values(
        CompanyCase{"None", "paris", "Paris", {}, false, 0},
        CompanyCase{"OfAnotherCountry", "paris", "Paris", {"houston"}, false, 0},
        CompanyCase{"OfItsCountry", "paris", "Paris", {"lyon"}, false, 1.5},
        CompanyCase{
            "ThreeOfACountryCount", "paris", "Paris", {"lyon", "nice", "lille", "nantes"}, false, 4.5},
        CompanyCase{"TwoAndAHalfForTownsAndTheirDivision",
                    "paris",
                    "Paris, Texas",
                    {"texas", "houston", "el paso", "austin"},
                    false,
                    2.5 + 3 * 0.8},
        CompanyCase{"LittleForTheNamesakeOfALargerTown",
                    "paris",
                    "Paris, Texas",
                    {"chicago", "london", "berlin"},
                    false,
                    0.6},
        CompanyCase{"MoreWhereTheArticleKeepsToTheCountry",
                    "paris",
                    "Paris, Texas",
                    {"chicago", "boston", "berlin"},
                    false,
                    2.5},
        CompanyCase{"AroundIt", "versailles", "Versailles", {"paris"}, false, 1.5 + 0.8 + 0.4},
        CompanyCase{"InsideIt", "texas", "Texas", {"houston"}, false, 1.5 + 2},
        CompanyCase{"OneInsideItCounts", "texas", "Texas", {"houston", "austin"}, false, 2 * 1.5 + 2},
        CompanyCase{"ListedCountry", "france", "France", {"spain"}, true, 1},
        CompanyCase{"TwoListedCountriesCount", "france", "France", {"spain", "italy", "norway"}, true, 2},
        CompanyCase{"ListedDivisionOfItsCountry", "texas", "Texas", {"ohio"}, true, 1.5 + 1},
        CompanyCase{"ListedDivisionOfAnotherCountry", "texas", "Texas", {"bavaria"}, true, 0},
        CompanyCase{"ListedTownIsNoSibling", "france", "France", {"berlin"}, true, 0}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(CompanyTest, OnesOwnPartDoesNotCount) {
  name("paris", "Paris");
  own_ = candidate_;
  company_.add(names_[0].candidates[candidate_], 1);
  const auto all = meanings();
  EXPECT_EQ(CompanyScores(gazetteer_, all, company_).of(all[0], candidate_), 0);
}

struct FarCase {
  const char* name;
  const char* key;
  const char* candidate;
  std::vector<std::string> others;
  bool expected;
};
class FarFetched : public CompanyTest, public testing::WithParamInterface<FarCase> {};
TEST_P(FarFetched, IsADirectionOfACountryThatNothingPointsTo) {
  const auto& row = GetParam();
  name(row.key, row.candidate);
  others(row.others, false);
  const auto all = meanings();
  EXPECT_EQ(CompanyScores(gazetteer_, all, company_).is_far_fetched(all[0], candidate_), row.expected);
}
INSTANTIATE_TEST_SUITE_P(
    Names, FarFetched,
    testing::Values(
        FarCase{"NothingPointsThere", "eastern province", "Eastern Province, Sri Lanka", {}, true},
        FarCase{"AnotherPlaceOfTheCountry",
                "eastern province",
                "Eastern Province, Sri Lanka",
                {"colombo"},
                false},
        FarCase{"PlaceOfAnotherCountry", "eastern province", "Eastern Province, Sri Lanka", {"oslo"}, true},
        FarCase{"NameWithADirection", "north carolina", "North Carolina", {}, false},
        FarCase{"Town", "paris", "Paris", {}, false}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
