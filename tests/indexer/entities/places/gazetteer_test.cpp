#include "indexer/entities/places/gazetteer.h"

#include <gtest/gtest.h>

#include <cstring>

namespace dateline {
namespace {

Gazetteer built_in() { return *Gazetteer::open(built_in_gazetteer()); }

struct PlaceCase {
  const char* name;
  const char* key;
  const char* usual_name;
  double latitude, longitude;
  const char* country;
};

class BuiltIn : public testing::TestWithParam<PlaceCase> {};

TEST_P(BuiltIn, KnowsTheMostImportantPlaceOfThatName) {
  const auto gazetteer = built_in();
  const auto found = gazetteer.find(GetParam().key);
  ASSERT_FALSE(found.empty());
  const auto place = gazetteer[found.front()];
  EXPECT_EQ(place.name, GetParam().usual_name);
  EXPECT_NEAR(place.position.latitude, GetParam().latitude, 0.5);
  EXPECT_NEAR(place.position.longitude, GetParam().longitude, 0.5);
  EXPECT_EQ(place.country, GetParam().country);
}

INSTANTIATE_TEST_SUITE_P(
    Places, BuiltIn,
    testing::Values(PlaceCase{"Country", "afghanistan", "Afghanistan", 33, 66, "AF"},
                    PlaceCase{"Abbreviation", "us", "United States", 39.8, -98.5, "US"},
                    PlaceCase{"OfficialName", "republic of armenia", "Armenia", 40, 45, "AM"},
                    PlaceCase{"City", "paris", "Paris", 48.9, 2.3, "FR"},
                    PlaceCase{"Capital", "washington", "Washington D.C.", 38.9, -77, "US"},
                    PlaceCase{"FormerName", "bombay", "Mumbai", 19.1, 72.9, "IN"},
                    PlaceCase{"Division", "uttar pradesh", "Uttar Pradesh", 27.5, 79.8, "IN"},
                    PlaceCase{"DivisionWithoutItsKind", "hunan", "Hunan", 27.8, 112, "CN"},
                    PlaceCase{"Region", "middle east", "Middle East", 29, 41, ""},
                    PlaceCase{"RegionOfACountry", "donbas", "Donbas", 48, 38, "UA"},
                    PlaceCase{"Continent", "south america", "South America", -14.6, -57.7, ""},
                    PlaceCase{"Province", "kunar", "Kunar", 34.8, 71.1, "AF"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Gazetteer, GivesWhatAPlaceLiesIn) {
  const auto gazetteer = built_in();
  std::vector<std::string> names;
  for (const auto parent : gazetteer.parents(gazetteer.find("lashkar gah").front()))
    names.push_back(gazetteer.display_name(parent));
  EXPECT_EQ(names, (std::vector<std::string>{"Helmand", "Afghanistan", "Asia"}));
}

TEST(Gazetteer, TellsPlacesOfOneNameApart) {
  const auto gazetteer = built_in();
  const auto found = gazetteer.find("paris");
  ASSERT_GE(found.size(), 2u);
  EXPECT_EQ(gazetteer.display_name(found[0]), "Paris");
  EXPECT_EQ(gazetteer.display_name(found[1]), "Paris, Texas");
}

TEST(Gazetteer, EveryTownLiesInACountryAndAContinent) {
  const auto gazetteer = built_in();
  for (std::uint32_t number = 0; number < gazetteer.size(); ++number) {
    if (gazetteer[number].kind != PlaceKind::kCity) continue;
    const auto parents = gazetteer.parents(number);
    ASSERT_GE(parents.size(), 2u) << gazetteer[number].name;
    EXPECT_EQ(gazetteer[parents.back()].kind, PlaceKind::kContinent) << gazetteer[number].name;
    EXPECT_EQ(gazetteer[parents[parents.size() - 2]].kind, PlaceKind::kCountry) << gazetteer[number].name;
  }
}

TEST(Gazetteer, KnowsNoPlaceThatIsNone) {
  EXPECT_TRUE(built_in().find("").empty());
  EXPECT_TRUE(built_in().find("qwertyuiop").empty());
}

TEST(Gazetteer, NoticesDamage) {
  const auto whole = built_in_gazetteer();
  std::vector<std::uint64_t> aligned(whole.size() / 8 + 1);
  auto* bytes = reinterpret_cast<char*>(aligned.data());
  const auto code = [&](std::size_t size) {
    const auto opened = Gazetteer::open({bytes, size});
    return opened ? std::optional<ErrorCode>() : opened.error().code;
  };
  std::memcpy(bytes, whole.data(), whole.size());
  EXPECT_EQ(code(whole.size()), std::nullopt);
  EXPECT_EQ(code(whole.size() - 1), ErrorCode::kCorrupt);
  EXPECT_EQ(code(10), ErrorCode::kFormat);
  bytes[whole.size() / 2] ^= 1;
  EXPECT_EQ(code(whole.size()), ErrorCode::kCorrupt);
  bytes[8] ^= 4;
  EXPECT_EQ(code(whole.size()), ErrorCode::kUnsupported);
  bytes[0] = 'x';
  EXPECT_EQ(code(whole.size()), ErrorCode::kFormat);
}

TEST(Peoples, AreNeverRuledOut) {
  const auto gazetteer = built_in();
  std::size_t peoples = 0;
  gazetteer.for_each_name([&](std::string_view key, std::uint32_t, bool) {
    if (!key.starts_with(kPeopleMark)) return;
    const std::string word(key.substr(1));
    ASSERT_TRUE(gazetteer.country_of_people(word)) << word;
    EXPECT_TRUE(gazetteer.may_be_people(word)) << word;
    EXPECT_TRUE(gazetteer.may_be_people("The " + word)) << word;
    ++peoples;
  });
  EXPECT_GT(peoples, 300);
  EXPECT_TRUE(gazetteer.may_be_people("RUSSIAN"));
  EXPECT_TRUE(gazetteer.may_be_people("U.S."));
  EXPECT_FALSE(gazetteer.may_be_people("Zwxq"));
}

}  // namespace
}  // namespace dateline
