#include "indexer/entities/places/hints.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace dateline {
namespace {

Gazetteer built_in() { return *Gazetteer::open(built_in_gazetteer()); }

std::string shown(const std::vector<Hint>& hints) {
  std::vector<std::string> names;
  for (const auto& hint : hints) names.push_back(built_in().display_name(hint.place));
  std::ranges::sort(names);
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : "; ") + name;
  return all;
}

struct PublisherCase {
  const char* name;
  const char* source;
  const char* url;
  const char* places;
};

class Publisher : public testing::TestWithParam<PublisherCase> {};
TEST_P(Publisher, IsAtHome) {
  EXPECT_EQ(shown(hints_of_publisher(built_in(), GetParam().source, GetParam().url)), GetParam().places);
}

INSTANTIATE_TEST_SUITE_P(
    Publishers, Publisher,
    testing::Values(
        PublisherCase{"ByItsName", "Edmonton Journal", "", "Edmonton"},
        PublisherCase{"ByTwoWords", "The New York Times", "", "New York"},
        PublisherCase{"ByItsHost", "", "https://www.chicagotribune.com/news/1", "Chicago"},
        PublisherCase{"ByItsState", "", "https://www.kentucky.com/news", "Kentucky"},
        PublisherCase{"ByItsCountry", "Daily Mirror", "https://www.mirror.co.uk/1", "United Kingdom"},
        PublisherCase{"TheTownOfItsCountry", "London Free Press", "https://lfpress.ca/1", "London, Ontario"},
        PublisherCase{"Agency", "Reuters", "https://www.reuters.com/1", ""},
        PublisherCase{"EverybodysLabel", "", "https://news.example.io/1", ""},
        PublisherCase{"NoHost", "", "wire-17", ""}, PublisherCase{"Nothing", "", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

struct TextCase {
  const char* name;
  const char* text;
  std::vector<std::string_view> organizations;
  const char* places;
};

class HintsOfText : public testing::TestWithParam<TextCase> {};
TEST_P(HintsOfText, AreItsPeoplesAndTheNamesOfOrganizations) {
  EXPECT_EQ(shown(hints_of_text(built_in(), GetParam().text, GetParam().organizations)), GetParam().places);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, HintsOfText,
    testing::Values(TextCase{"Peoples", "Canadian farmers met the French minister", {}, "Canada; France"},
                    // "Rican" was Puerto Rico's, and nobody was Korean.
                    TextCase{"PeopleOfTwoWords", "A Costa Rican came", {}, "Costa Rica"},
                    TextCase{"PeopleOfTwoWordsTwice",
                             "The North Korean left. Another North Korean stayed.",
                             {},
                             "North Korea"},
                    TextCase{"PeopleOfOneWordOfTwo", "South Koreans and Korean food", {}, "South Korea"},
                    TextCase{"PeopleBehindAnotherWord", "All Puerto Ricans", {}, "Puerto Rico"},
                    TextCase{"Congolese", "Congolese troops", {}, "Democratic Republic of the Congo"},
                    TextCase{"Organization", "", {"Kentucky State Police"}, "Kentucky"},
                    TextCase{"TwoWords", "", {"New York Stock Exchange"}, "New York"},
                    TextCase{"SmallTownsSayNothing", "", {"Hamlet Inc", "Fairview Group"}, ""},
                    TextCase{"Words", "Polish the glass; he said so", {}, "Poland"},
                    TextCase{"Nothing", "", {}, ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
