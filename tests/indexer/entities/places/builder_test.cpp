#include "indexer/entities/places/builder.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct BadCase {
  const char* name;
  const char* line;
  const char* message;  ///< part of it
};

class Facts : public testing::TestWithParam<BadCase> {};

TEST_P(Facts, AreRefusedWithTheirLine) {
  GazetteerBuilder builder;
  const auto added = builder.add_facts(std::string("# comment\n\n") + GetParam().line);
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().message.find("line 3: "), std::string::npos) << added.error().message;
  EXPECT_NE(added.error().message.find(GetParam().message), std::string::npos) << added.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, Facts,
    testing::Values(BadCase{"UnknownKind", "planet\tA\tB\t1\t2\t", "'planet' is not a kind of line"},
                    BadCase{"TooFewCells", "region\tBalkans\t43\t21", "'region' has 4 cells: write 6"},
                    BadCase{"NoNumber", "region\tBalkans\tnorth\t21\tEU\t", "a number that cannot be read"},
                    BadCase{"NotOnEarth", "region\tBalkans\t143\t21\tEU\t", "a number that cannot be read"},
                    BadCase{"BadPopulation", "city\tXK\t\tPristina\t42\t21\tmany\t", "a number"}),
    [](const auto& row) { return std::string(row.param.name); });

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

TEST_F(Built, TheCapitalComesBeforeALargerTown) {
  ASSERT_TRUE(builder_.add_facts("country\tXX\tEU\t1\t1\tHead\tXland\t"));
  builder_.add({.name = "Head", .country = "YY", .position = {5, 5}, .population = 50000});
  builder_.add({.name = "Head", .country = "XX", .position = {1, 1}, .population = 20000});
  const auto gazetteer = build();
  EXPECT_EQ(gazetteer[gazetteer.find("head").front()].country, "XX");
}

TEST_F(Built, AnEmptyListIsAGazetteer) { EXPECT_EQ(build().size(), 0u); }

}  // namespace
}  // namespace dateline
