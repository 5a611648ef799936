#include "indexer/entities/places/builder.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "indexer/entities/places/facts.h"

namespace dateline {
namespace {

class Built : public testing::Test {
 protected:
  Gazetteer build() {
    const auto bytes = builder_.build();
    aligned_.resize(bytes.size() / 8 + 1);
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(aligned_.data()));
    return *Gazetteer::open({reinterpret_cast<const char*>(aligned_.data()), bytes.size()});
  }
  GazetteerBuilder builder_;
  std::vector<std::uint64_t> aligned_;
};

TEST_F(Built, OnePlaceListedTwiceIsOne) {
  builder_.add({.name = "Oslo", .country = "NO", .position = {59.91, 10.75}, .population = 500});
  builder_.add({.name = "Oslo",
                .aliases = {"Christiania"},
                .country = "NO",
                .position = {59.9, 10.7},
                .population = 700});
  builder_.add({.name = "Oslo", .country = "US", .position = {48, -96}, .population = 300});
  const auto gazetteer = build();
  ASSERT_EQ(gazetteer.find("oslo").size(), 2u);
  EXPECT_EQ(gazetteer[gazetteer.find("oslo").front()].population, 700u);
  EXPECT_EQ(gazetteer.find("christiania").size(), 1u);
}

TEST_F(Built, DivisionsLieAmongTheirCities) {
  builder_.add({.name = "A", .country = "NO", .admin = "Fylke", .position = {60, 10}, .population = 99});
  builder_.add({.name = "B", .country = "NO", .admin = "Fylke", .position = {62, 12}, .population = 99});
  const auto gazetteer = build();
  ASSERT_EQ(gazetteer.find("fylke").size(), 1u);
  EXPECT_NEAR(gazetteer[gazetteer.find("fylke").front()].position.latitude, 61, 1e-3);
  EXPECT_EQ(gazetteer[gazetteer.find("a").front()].parent, gazetteer.find("fylke").front());
}

TEST_F(Built, DivisionsThatAreDirectionsAreCalledAsTheirCountryCallsThem) {
  builder_.call_divisions("LK", "Province");
  builder_.add({.name = "A", .country = "LK", .admin = "Western", .position = {7, 80}, .population = 9});
  builder_.add({.name = "C", .country = "LK", .admin = "Uva", .position = {7, 82}, .population = 9});
  builder_.add({.name = "B", .country = "FJ", .admin = "Western", .position = {-18, 178}, .population = 9});
  const auto gazetteer = build();
  EXPECT_EQ(gazetteer.find("western province").size(), 1u);
  EXPECT_EQ(gazetteer.find("western").size(), 2u);
  EXPECT_TRUE(gazetteer.find("uva province").empty());
}

TEST_F(Built, TheCapitalComesBeforeALargerTown) {
  ASSERT_TRUE(add_facts("country\tXX\tEU\t1\t1\tHead\tXland\t", builder_));
  builder_.add({.name = "Head", .country = "YY", .position = {5, 5}, .population = 50000});
  builder_.add({.name = "Head", .country = "XX", .position = {1, 1}, .population = 20000});
  const auto gazetteer = build();
  EXPECT_EQ(gazetteer[gazetteer.find("head").front()].country, "XX");
}

TEST_F(Built, PlacesOfThatNameComeBeforeThoseWithItAsAnother) {
  builder_.add({.name = "Salisbury", .country = "GB", .position = {51, -2}, .population = 45000});
  builder_.add({.name = "Harare",
                .other_names = {"Salisbury", "Harare"},
                .country = "ZW",
                .position = {-18, 31},
                .population = 1500000});
  const auto gazetteer = build();
  ASSERT_EQ(gazetteer.find("salisbury").size(), 2u);
  ASSERT_EQ(gazetteer.find_usual("salisbury").size(), 1u);
  EXPECT_EQ(gazetteer[gazetteer.find("salisbury").front()].country, "GB");
  EXPECT_EQ(gazetteer.find_usual("harare").size(), 1u);
}

TEST_F(Built, CountriesAreFoundByCodeAndByWhatTheirPeopleAreCalled) {
  ASSERT_TRUE(add_facts("country\tXX\tEU\t1\t1\tHead\tXland\t\npeople\tXX\tXlander|Xish", builder_));
  const auto gazetteer = build();
  for (const auto* word : {"Xish", "Xlander"}) EXPECT_TRUE(gazetteer.country_of_people(word)) << word;
  EXPECT_TRUE(gazetteer.country("XX"));
  EXPECT_FALSE(gazetteer.country_of_people("Xland"));
  EXPECT_TRUE(gazetteer.find("xish").empty());
}

TEST_F(Built, ADivisionIsAsWideAsItsTownsLie) {
  for (const double east : {10.0, 11.0, 12.0})
    builder_.add(
        {.name = fmt::format("T{}", east), .country = "NO", .admin = "Fylke", .position = {0, east}});
  const auto gazetteer = build();
  const auto fylke = gazetteer[gazetteer.find("fylke").front()];
  EXPECT_NEAR(fylke.radius_km, 74, 1);
  EXPECT_TRUE(lies_close_together(fylke));
}

TEST_F(Built, AnEmptyListIsAGazetteer) { EXPECT_EQ(build().size(), 0u); }

}  // namespace
}  // namespace dateline
