#include "indexer/entities/places/geonames.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/entities/places/facts.h"
#include "indexer/entities/places/gazetteer.h"
#include "indexer/entities/places/place_key.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// A line of a places file.
std::string place(const char* number, const char* name, const char* others, const char* latitude,
                  const char* longitude, const char* feature, const char* country, const char* division,
                  const char* district, const char* population) {
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t\t{}\t{}\t\t\t{}\t\t9\tEtc/UTC\t2025-01-01\n", number,
                     name, name, others, latitude, longitude, feature, country, division, district,
                     population);
}

const char* const kFacts =
    "continent\tEU\tEurope\t48.7\t9.1\t\n"
    "country\tGB\tEU\t54\t-2\tLondon\tUnited Kingdom\t\n";

/// Dumps given by their contents, imported into the built-in gazetteer or into one of a single country.
class Dumps : public testing::Test {
 protected:
  void dump(const std::string& name, const std::string& contents) {
    files_.push_back(folder_.file(name, contents));
  }

  enum class Into { kOneCountry, kBuiltIn };
  std::expected<DumpCounts, Error> import(Into into = Into::kOneCountry) {
    GazetteerBuilder builder;
    if (into == Into::kBuiltIn) builder.start_from(*Gazetteer::open(built_in_gazetteer()));
    if (into == Into::kOneCountry && !add_facts(kFacts, builder)) ADD_FAILURE();
    auto counts = import_geonames(
        files_, builder, [&](const std::string& path, std::uint64_t line, const Error& error) {
          refused_.push_back(fmt::format("{}:{}: {}", path.substr(path.rfind('/') + 1), line, error.message));
        });
    bytes_ = builder.build();
    return counts;
  }

  /// The most important place of that name, with what it lies in: "Testford < England < United Kingdom".
  std::string most_important(const char* name) const {
    const auto gazetteer = Gazetteer::open(bytes_);
    const auto found = gazetteer->find(place_key(name));
    if (found.empty()) return "";
    std::string shown((*gazetteer)[found[0]].name);
    for (const auto parent : gazetteer->parents(found[0]))
      shown += " < " + std::string((*gazetteer)[parent].name);
    return shown;
  }

  TemporaryFolder folder_;
  std::vector<std::string> files_;
  std::vector<std::string> refused_;
  std::string bytes_;
};

const char* const kDivisions = "GB.ENG\tEngland\tEngland\t6269131\n";
const char* const kDistricts = "GB.ENG.X1\tTestshire\tTestshire\t901\n";

std::string testford() {
  return place("900", "Testford", "Tèstford,TSF,ok,тест", "52.1", "-1.5", "P\tPPL", "GB", "ENG", "X1",
               "4321");
}

TEST_F(Dumps, PutATownIntoDistrictDivisionCountryAndContinent) {
  dump("places.txt", testford());
  dump("admin1.txt", kDivisions);
  dump("admin2.txt", kDistricts);
  ASSERT_TRUE(import());
  EXPECT_EQ(most_important("Testford"), "Testford < Testshire < England < United Kingdom < Europe");
}

TEST_F(Dumps, ADistrictWithoutPositionLiesWhereItsTownsAre) {
  dump("admin2.txt", kDistricts);
  dump("admin1.txt", kDivisions);
  dump("places.txt", testford());
  ASSERT_TRUE(import());
  const auto gazetteer = Gazetteer::open(bytes_);
  const auto district = (*gazetteer)[gazetteer->find("testshire").front()];
  EXPECT_NEAR(district.position.latitude, 52.1, 0.01);
  EXPECT_EQ(district.population, 4321u);
}

TEST_F(Dumps, KeepWhatIsBuiltIn) {
  dump("places.txt", testford());
  ASSERT_TRUE(import(Into::kBuiltIn));
  EXPECT_EQ(most_important("Kunar"), "Kunar < Afghanistan < Asia");
  EXPECT_EQ(most_important("Kiev").substr(0, 4), "Kyiv");
}

TEST_F(Dumps, ATownThatIsBuiltInStaysOne) {
  dump("places.txt",
       place("264371", "Athens", "Athen", "37.98", "23.73", "P\tPPLC", "GR", "ESYE31", "", "664046"));
  ASSERT_TRUE(import(Into::kBuiltIn));
  const auto gazetteer = Gazetteer::open(bytes_);
  int greek = 0;
  for (const auto number : gazetteer->find("athens")) greek += (*gazetteer)[number].country == "GR";
  EXPECT_EQ(greek, 1);
}

TEST_F(Dumps, ADistrictThatIsBuiltInStaysOne) {
  dump("admin1.txt", "US.OH\tOhio\tOhio\t5165418\n");
  dump("admin2.txt", "US.OH.035\tCuyahoga County\tCuyahoga County\t5150898\n");
  dump("places.txt",
       place("5150529", "Cleveland", "", "41.5", "-81.7", "P\tPPLA2", "US", "OH", "035", "372624"));
  ASSERT_TRUE(import(Into::kBuiltIn));
  EXPECT_EQ(Gazetteer::open(bytes_)->find("cuyahoga county").size(), 1u);
}

TEST_F(Dumps, NamesOfUnknownLanguageNeedFourLatinLettersAndACapital) {
  dump("places.txt", testford());
  ASSERT_TRUE(import());
  EXPECT_NE(most_important("Tèstford"), "");
  for (const auto* name : {"TSF", "тест"}) EXPECT_EQ(most_important(name), "") << name;
  EXPECT_NE(most_important("ok").substr(0, 8), "Testford");
}

TEST_F(Dumps, AlternateNamesAddEnglishOnes) {
  dump("names.txt",
       "1\t900\ten\tTestford-on-Sea\t1\t\t\t\n2\t900\tlink\thttps://en.wikipedia.org/wiki/Testford\t\t\t\t\n"
       "3\t900\tde\tTestfurt\t\t\t\t\n4\t12345\ten\tElsewhere\t\t\t\t\n");
  dump("places.txt", testford());
  const auto counts = import();
  ASSERT_TRUE(counts);
  EXPECT_EQ(most_important("Testford on Sea").substr(0, 8), "Testford");
  EXPECT_EQ(most_important("Testfurt"), "");
  EXPECT_EQ(counts->taken, 2u);
  EXPECT_EQ(
      to_string(*counts),
      "2 lines taken, 0 refused; passed over: 2 names in other languages and scripts, 1 names of places "
      "that were not taken");
}

TEST_F(Dumps, CountriesTakeAlternateNamesToo) {
  dump("names.txt", "1\t1149361\ten\tLand of the Afghans\t\t\t\t\t\t\n");
  dump("countries.txt",
       "#ISO\tISO3\nAF\tAFG\t004\tAF\tAfghanistan\tKabul\t647500\t37172386\tAS\t."
       "af\tAFN\tAfghani\t93\t\t\tfa\t"
       "1149361\tTM,CN\t\n");
  ASSERT_TRUE(import(Into::kBuiltIn));
  EXPECT_EQ(most_important("Land of the Afghans"), "Afghanistan < Asia");
}

/// Three towns along a meridian, `apart` degrees from each other, in one division with an empty district.
std::string three_towns(double apart) {
  std::string rows;
  for (int n = 0; n < 3; ++n)
    rows += place(fmt::format("{}", 910 + n).c_str(), fmt::format("Town{}", n).c_str(), "",
                  fmt::format("{}", 50 + n * apart).c_str(), "0", "P\tPPL", "GB", "ENG", "", "999");
  return rows;
}

TEST_F(Dumps, ADistrictWithoutTownsLiesWhereItsDivisionDoes) {
  dump("admin2.txt", kDistricts);
  dump("admin1.txt", kDivisions);
  dump("places.txt", three_towns(0.5));
  ASSERT_TRUE(import());
  const auto gazetteer = Gazetteer::open(bytes_);
  EXPECT_NEAR((*gazetteer)[gazetteer->find("testshire").front()].position.latitude, 50.5, 0.01);
}

TEST_F(Dumps, ADistrictWithoutTownsInAWideDivisionIsLeftOut) {
  dump("admin2.txt", kDistricts);
  dump("admin1.txt", kDivisions);
  dump("places.txt", three_towns(5));
  ASSERT_TRUE(import());
  EXPECT_EQ(most_important("Testshire"), "");
}

struct FeatureCase {
  const char* name;
  const char* feature;
  const char* others;
  const char* population;
  bool is_taken;
};
class Features : public Dumps, public testing::WithParamInterface<FeatureCase> {};
TEST_P(Features, AreTakenWhereArticlesSpeakOfThem) {
  const auto& row = GetParam();
  dump("places.txt",
       place("900", "Qxyzzy", row.others, "52.1", "-1.5", row.feature, "GB", "", "", row.population));
  ASSERT_TRUE(import());
  EXPECT_EQ(!most_important("Qxyzzy").empty(), row.is_taken);
}
INSTANTIATE_TEST_SUITE_P(Rows, Features,
                         testing::Values(FeatureCase{"Town", "P\tPPL", "", "900", true},
                                         FeatureCase{"Hamlet", "P\tPPL", "", "0", false},
                                         FeatureCase{"SeatOfUnknownSize", "P\tPPLA3", "", "0", true},
                                         FeatureCase{"AbandonedTown", "P\tPPLQ", "", "900", false},
                                         FeatureCase{"QuarterOfATown", "P\tPPLX", "", "900", false},
                                         FeatureCase{"Division", "A\tADM1", "", "0", true},
                                         FeatureCase{"District", "A\tADM2", "", "0", true},
                                         FeatureCase{"Parish", "A\tADM4", "", "900", false},
                                         FeatureCase{"Hotel", "S\tHTL", "Aa,Bb,Cc,Dd,Ee,Ff,Gg", "0", false},
                                         FeatureCase{"Street", "R\tST", "", "0", false},
                                         FeatureCase{"IslandTheWorldKnows", "T\tISL", "Aa,Bb,Cc,Dd,Ee,Ff,Gg",
                                                     "0", true},
                                         FeatureCase{"IslandInAPond", "T\tISL", "", "0", false}),
                         [](const auto& row) { return std::string(row.param.name); });

struct BadLineCase {
  const char* name;
  std::string line;
  const char* message;
};
class BadLines : public Dumps, public testing::WithParamInterface<BadLineCase> {};
TEST_P(BadLines, CostThemselvesOnlyAndAreLocated) {
  dump("places.txt",
       testford() + GetParam().line + place("901", "Lastham", "", "1", "1", "P\tPPL", "GB", "", "", "77"));
  const auto counts = import();
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->refused, 1u);
  EXPECT_THAT(refused_, testing::ElementsAre(GetParam().message));
  EXPECT_NE(most_important("Lastham"), "");
}
INSTANTIATE_TEST_SUITE_P(
    Rows, BadLines,
    testing::Values(BadLineCase{"Columns", "902\tName\n",
                                "places.txt:2: '902\\x09Name' has 2 columns: write 19, separated by tabs"},
                    BadLineCase{"Number", place("x9", "A", "", "1", "1", "P\tPPL", "GB", "", "", "1"),
                                "places.txt:2: 'x9' is not a geonameid: write a whole number"},
                    BadLineCase{"Latitude", place("902", "A", "", "91", "1", "P\tPPL", "GB", "", "", "1"),
                                "places.txt:2: '91' is not a latitude: write degrees from -90 to 90"},
                    BadLineCase{"LatitudeNan", place("902", "A", "", "nan", "1", "P\tPPL", "GB", "", "", "1"),
                                "places.txt:2: 'nan' is not a latitude: write degrees from -90 to 90"},
                    BadLineCase{"LongitudeNan",
                                place("902", "A", "", "1", "nan", "P\tPPL", "GB", "", "", "1"),
                                "places.txt:2: 'nan' is not a longitude: write degrees from -180 to 180"},
                    BadLineCase{"Longitude", place("902", "A", "", "1", "east", "P\tPPL", "GB", "", "", "1"),
                                "places.txt:2: 'east' is not a longitude: write degrees from -180 to 180"},
                    BadLineCase{"Population", place("902", "A", "", "1", "1", "P\tPPL", "GB", "", "", "-5"),
                                "places.txt:2: '-5' is not a population: write a whole number"},
                    BadLineCase{"Name", place("902", "\xff", "", "1", "1", "P\tPPL", "GB", "", "", "1"),
                                "places.txt:2: '\\xff' is not a name: write UTF-8 text"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(Dumps, OtherFilesAreNamedWithWhatToGive) {
  dump("shopping.txt", "milk\tbread\n");
  const auto counts = import();
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().code, ErrorCode::kFormat);
  EXPECT_THAT(counts.error().message,
              testing::HasSubstr("shopping.txt' is not a dump of GeoNames: give cities"));
}

TEST_F(Dumps, OrderOfFilesDoesNotMatter) {
  dump("admin1.txt", kDivisions);
  dump("places.txt", testford());
  dump("admin2.txt", kDistricts);
  ASSERT_TRUE(import());
  const auto first = bytes_;
  std::ranges::reverse(files_);
  ASSERT_TRUE(import());
  EXPECT_EQ(bytes_, first);
}

}  // namespace
}  // namespace dateline
