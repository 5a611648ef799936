#include "indexer/entities/places/resolve.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct ResolveCase {
  const char* name;
  const char* text;    ///< {…} marks the mentions
  const char* places;  ///< what they mean, - for nothing
};

class Resolve : public testing::TestWithParam<ResolveCase> {};

TEST_P(Resolve, FindsTheMeantPlaces) {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> spans;
  for (const char c : std::string_view(GetParam().text)) {
    if (c == '{') spans.emplace_back(text.size(), 0);
    if (c == '}') spans.back().second = text.size();
    if (c != '{' && c != '}') text += c;
  }
  std::vector<PlaceMention> mentions;
  for (const auto& [begin, end] : spans) {
    mentions.push_back({std::string_view(text).substr(begin, end - begin), static_cast<std::uint32_t>(begin),
                        static_cast<std::uint32_t>(end)});
  }
  const auto gazetteer = *Gazetteer::open(built_in_gazetteer());
  std::string shown;
  for (const auto& place : resolve_places(gazetteer, {.text = text}, mentions, {})) {
    shown += shown.empty() ? "" : "; ";
    if (place && place->inside) shown += "in ";
    shown += place ? gazetteer.display_name(place->number) : "-";
  }
  EXPECT_EQ(shown, GetParam().places);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Resolve,
    testing::Values(
        ResolveCase{"Largest", "in {Paris} today", "Paris"},
        ResolveCase{"ContainerBehindComma", "in {Paris}, {Texas}", "Paris, Texas; Texas"},
        ResolveCase{"OneSenseInTheArticle", "in {Paris}, {Texas}. {Paris} is small.",
                    "Paris, Texas; Texas; Paris, Texas"},
        ResolveCase{"AbbreviatedState", "{Portland}, {Ore.} and", "Portland; Oregon"},
        ResolveCase{"AbbreviationNeedsTheComma", "in {La} and", "-"},
        ResolveCase{"CityOfAngels", "in {LA} and", "Los Angeles"},
        ResolveCase{"CompanyOfACountry", "{London}, {Ontario} and {Toronto}",
                    "London, Ontario; Ontario; Toronto"},
        ResolveCase{"StateByItsCities", "{Atlanta} and {Savannah}, in {Georgia}",
                    "Atlanta; Savannah; Georgia, United States"},
        ResolveCase{"CountryByItsCities", "{Tbilisi} is in {Georgia}", "Tbilisi; Georgia"},
        ResolveCase{"Government", "{Washington} told {Moscow}", "Washington D.C.; Moscow"},
        ResolveCase{"CountryIsNoCommunityCentre", "the {USA} won", "United States"},
        ResolveCase{"CountryIsNoUniversity", "in {China} today", "China"},
        // Sar-e Pul, the town, and Sar-e Pol, its province, stood side by side.
        ResolveCase{"SeatOfADivision", "{Sar-e Pul} is {Sar-e-Pol}", "Sar-e Pul; Sar-e Pul"},
        ResolveCase{"DivisionOfASeat", "in {Sar-e-Pol} province", "Sar-e Pol"},
        ResolveCase{"SeatInAList", "in {Idlib}, {Kunduz} and {Osaka}", "Idlib; Kunduz; Osaka"},
        ResolveCase{"DivisionFarLargerThanItsSeat", "in {Quebec} and", "Quebec"},
        ResolveCase{"SeatOfAnotherName", "in {Mecca} and", "Mecca"},
        ResolveCase{"UnknownCountyInAPart", "in {Linn County} in northeast {Missouri}",
                    "in Missouri; Missouri"},
        // All 95 articles that had Geneva in Illinois were about the one in Switzerland.
        ResolveCase{"NamesakeOfALargerTown",
                    "the {U.S.}, {Russia} and {France} met in {Geneva}, {Washington} said",
                    "United States; Russia; France; Geneva; Washington D.C."},
        ResolveCase{"NamesakeInItsState", "{Geneva} and {Chicago} are in {Illinois}, {Paris} is not",
                    "Geneva, Illinois; Chicago; Illinois; Paris"},
        ResolveCase{"LongBeach", "in {Long Beach}, {California}", "Long Beach; California"},
        ResolveCase{"WordsAreNoStates", "{ok} and {ga}", "-; -"},
        ResolveCase{"Dateline", "{KABUL}, {Afghanistan} (AP)", "Kabul; Afghanistan"},
        ResolveCase{"FormerName", "{Kiev} and {Kharkov}", "Kyiv; Kharkiv"},
        ResolveCase{"ProvinceByItsKind", "{Kunar province}", "Kunar"},
        ResolveCase{"PartOfACountry", "{northern Iraq}", "Iraq"},
        ResolveCase{"OfficialName", "{Republic of Armenia}", "Armenia"},
        ResolveCase{"TwoCongos", "{Brazzaville} in {Congo-Brazzaville}; {Kinshasa} in the {DRC}",
                    "Brazzaville; Republic of the Congo; Kinshasa; Democratic Republic of the Congo"},
        ResolveCase{"UnknownInAKnownCounty", "in {Coggeshall}, {Essex}", "in Essex; Essex"},
        ResolveCase{"NotThatParis", "in {Paris}, {Idaho}.", "in Idaho; Idaho"},
        ResolveCase{"PostalCode", "{EDMONTON}, {KY} (AP)", "in Kentucky; Kentucky"},
        ResolveCase{"PostalCodeAlone", "studied at {MIT}, in {MA}", "in Massachusetts; Massachusetts"},
        ResolveCase{"ListOfCountries", "{Ghana}, {Niger}, {Nigeria} and {Togo}",
                    "Ghana; Niger; Nigeria; Togo"},
        ResolveCase{"ListOfStates", "{Oregon}, {Utah}, {Virginia}, {Washington} and {Wisconsin}",
                    "Oregon; Utah; Virginia; Washington, United States; Wisconsin"},
        ResolveCase{"CityAmongCities", "in {New York}, {Boston} and {Chicago}", "New York; Boston; Chicago"},
        ResolveCase{"SouthOf", "in {Salem}, south of {Portland}, {Oregon}",
                    "Salem, Oregon; Portland; Oregon"},
        ResolveCase{"SuburbOf", "the {Manchester} suburb of {Salford}", "Manchester; Salford"},
        ResolveCase{"RegionOfItsOwn", "at {Heathrow}", "Heathrow"},
        ResolveCase{"County", "{Kent} and {Essex} in {England}", "Kent; Essex; England"},
        ResolveCase{"ProvinceByTheCountry", "the {Western Province} of {Sri Lanka}",
                    "Western Province; Sri Lanka"},
        ResolveCase{"ProvinceByTheTowns", "the {Western Province}, {Kigali} and {Butare} in {Rwanda}",
                    "Western Province, Rwanda; Kigali; Butare; Rwanda"},
        ResolveCase{"ProvincesInAList",
                    "{Northern}, {Eastern}, {North-central} and {Uva} provinces, {Colombo} said",
                    "Northern Province; Eastern Province, Sri Lanka; North Central Province; Uva; Colombo"},
        ResolveCase{"ProvincesWithTheirWord", "{Sri Lanka}'s {North Central Provinces}",
                    "Sri Lanka; North Central Province"},
        ResolveCase{"DirectionsAlone", "the {North} and {East} of {Sri Lanka}, {Central}, {Colombo}",
                    "-; -; Sri Lanka; -; Colombo"},
        ResolveCase{"LettersOfACountry", "{SL} lost to {Sri Lanka} and to {XQ}", "Sri Lanka; Sri Lanka; -"},
        ResolveCase{"LettersOfNoneNamed", "{SL} lost to {India}", "-; India"},
        ResolveCase{"LettersOfTwo", "{SL} lost to {Sierra Leone} and {Sri Lanka}",
                    "-; Sierra Leone; Sri Lanka"},
        ResolveCase{"ShortNameOfACountry", "{Lanka} lost", "Sri Lanka"},
        // None of these was on the map any more: all two-word names that begin with a direction were meant.
        ResolveCase{"NorthCarolinaAlone", "arrested in {North Carolina} on", "North Carolina"},
        ResolveCase{"WestBengalAlone", "rain in {West Bengal} on", "West Bengal"},
        ResolveCase{"SouthAustraliaAlone", "rain in {South Australia} on", "South Australia"},
        ResolveCase{"NorthernIrelandAlone", "rain in {Northern Ireland} on", "Northern Ireland"},
        ResolveCase{"WesternCapeAlone", "rain in {Western Cape} on", "Western Cape"},
        ResolveCase{"FederalIsNoDistrict", "{Brazil} and the {Federal} Court", "Brazil; -"},
        ResolveCase{"StatesArePlural", "the {United States} and {Mexico}", "United States; Mexico"},
        ResolveCase{"Sea", "the {Red Sea}", "Red Sea"}, ResolveCase{"Unknown", "in {Qwertyville}", "-"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Resolve, APublisherAtHomeMeansTheTownNearby) {
  const auto gazetteer = *Gazetteer::open(built_in_gazetteer());
  const std::vector<PlaceMention> mentions{{"London", 10, 16}};
  const auto london = [&](std::string_view source, std::string_view url) {
    const auto found =
        resolve_places(gazetteer, {.text = "Police in London", .source = source, .url = url}, mentions, {});
    return gazetteer.display_name(found.at(0)->number);
  };
  EXPECT_EQ(london("", ""), "London");
  EXPECT_EQ(london("London Free Press", "https://lfpress.ca/1"), "London, Ontario");
  EXPECT_EQ(london("Toronto Star", "https://www.thestar.com/1"), "London");
}

TEST(Resolve, APublisherAtHomeMeansItsProvince) {
  const auto gazetteer = *Gazetteer::open(built_in_gazetteer());
  const std::vector<PlaceMention> mentions{{"Eastern Province", 11, 27}};
  const auto province = [&](std::string_view url) {
    const auto found =
        resolve_places(gazetteer, {.text = "Rain in the Eastern Province", .url = url}, mentions, {});
    return found.at(0) ? std::string(gazetteer[found.at(0)->number].country) : "";
  };
  EXPECT_EQ(province(""), "");
  EXPECT_EQ(province("https://www.dailymirror.lk/1"), "LK");
}

TEST(Resolve, ManyNamesTakeLinearTime) {
  std::string text;
  std::vector<PlaceMention> mentions;
  for (int n = 0; n < 50000; ++n) text += "Springfield" + std::to_string(n % 5000) + ", ";
  for (std::uint32_t at = 0; at < text.size();) {
    const auto end = static_cast<std::uint32_t>(text.find(',', at));
    mentions.push_back({std::string_view(text).substr(at, end - at), at, end});
    at = end + 2;
  }
  EXPECT_EQ(resolve_places(*Gazetteer::open(built_in_gazetteer()), {.text = text}, mentions, {}).size(),
            50000u);
}

}  // namespace
}  // namespace dateline
